package io.reckoner.jobs.plan;

import io.reckoner.kernel.plan.Cycle;
import java.time.Instant;
import java.util.Optional;

/**
 * A cycle that was paid for.
 *
 * @param endedAt when it ended before its time, by a switch or because its payment went back; may lie before it opens
 */
public record PaidCycle(Cycle cycle, Optional<Instant> endedAt) {
    /** Until when it serves. */
    Instant until() {
        return endedAt.filter(cycle.end()::isAfter).orElse(cycle.end());
    }

    /** Whether it serves, or has yet to serve, after an instant. */
    boolean isOpenAfter(Instant instant) {
        return until().isAfter(instant) && until().isAfter(cycle.opensAt());
    }
}
