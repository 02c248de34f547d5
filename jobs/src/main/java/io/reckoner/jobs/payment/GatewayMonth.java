package io.reckoner.jobs.payment;

/**
 * A month that a subscription of a gateway's paid, or that it was taken over with.
 *
 * @param cycle id of its cycle; that of its charge, where one of ours began it or is written for it
 */
public record GatewayMonth(GatewayName gateway, String account, String plan, String cycle) {}
