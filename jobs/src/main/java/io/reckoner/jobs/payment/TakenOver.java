package io.reckoner.jobs.payment;

import java.time.Instant;

/**
 * What renews a cycle that was taken over from another system.
 *
 * @param cycle id of the cycle that is under way, paid in the system before
 * @param countsFrom what the gateway took before is the affair of the system before
 */
public record TakenOver(String cycle, RenewedBy by, Instant countsFrom) {}
