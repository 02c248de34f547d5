package io.reckoner.kernel.opening;

import io.reckoner.kernel.period.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The instant at which accounts change over: usage before it was settled by the system before, usage at it or after is settled here.
 *
 * <p>What they bring along lands in the last microsecond before it, and is booked on that day: so it stands before everything that
 * is settled, and a cut-over at midnight is in the books of the day that ends there.
 */
public record CutOver(Instant instant) {
    public CutOver {
        Micros.of(instant);
    }

    /** When opening balances land. */
    public Instant landsAt() {
        return instant.minus(1, ChronoUnit.MICROS);
    }

    /** The UTC day they are booked on: 1 March 00:00 is booked on 28 February, 1 March 12:00 on 1 March. */
    public LocalDate day() {
        return Micros.day(Micros.of(landsAt()));
    }
}
