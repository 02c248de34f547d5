package io.reckoner.jobs.payment;

/**
 * A payment that a gateway holds, as a person names it.
 *
 * @param reference the gateway's id of it
 * @param isAnother whether it is another payment than the one that is told of or awaited
 */
public record HeldPayment(GatewayName gateway, String reference, boolean isAnother) {}
