package io.reckoner.kernel.plan;

import io.reckoner.kernel.period.Micros;
import java.time.Duration;
import java.time.Instant;

/**
 * One paid period of a plan: a month from boundary to boundary, or a one-time pass of 30 days.
 *
 * <p>A renewal paid late keeps its boundary and its weeks; its pools open at payment. With the boundary at 1 March and payment
 * on 4 March the first week ends on 8 March, and the Wallet serves from 1 to 4 March.
 *
 * @param id unique for ever; the ids of its lots derive from it
 * @param start the boundary: weeks and time used count from here
 * @param opensAt payment; the cycle is live from here
 * @param end the cycle is live until here, exclusive
 */
public record Cycle(String id, String planCode, int planVersion, Instant start, Instant opensAt, Instant end) {
    /** Length of a one-time pass. */
    public static final Duration PASS = Duration.ofDays(30);

    public Cycle {
        if (opensAt.isBefore(start) || !opensAt.isBefore(end)) {
            throw new IllegalArgumentException(
                    "cycle " + id + " must open within its period [" + start + ", " + end + "), not at " + opensAt);
        }
        Micros.of(start);
        Micros.of(opensAt);
        Micros.of(end);
    }

    /** What pricing needs of it. */
    public PlanCycle live() {
        return new PlanCycle(Micros.of(opensAt), Micros.of(end), planCode, planVersion);
    }
}
