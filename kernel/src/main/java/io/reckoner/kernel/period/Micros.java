package io.reckoner.kernel.period;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as columns hold them: microseconds since 1970-01-01T00:00Z.
 *
 * <p>Example: 1970-01-01T00:00:01.5Z is 1,500,000.
 */
public final class Micros {
    public static final long PER_SECOND = 1_000_000L;
    public static final long PER_DAY = 86_400L * PER_SECOND;
    public static final long PER_WEEK = 7 * PER_DAY;

    private Micros() {}

    /**
     * The microseconds of an instant.
     *
     * @throws IllegalArgumentException for an instant finer than a microsecond; nothing is cut off
     */
    public static long of(Instant instant) {
        if (instant.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException(instant + " is finer than a microsecond; give at most six decimals");
        }
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), (long) (instant.getNano() / 1_000));
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }

    /** Number of the UTC day, counted from 1970-01-01. */
    public static long epochDay(long micros) {
        return Math.floorDiv(micros, PER_DAY);
    }

    /** The UTC day: 23:59:59.999999 still belongs to it, 00:00 to the next. */
    public static LocalDate day(long micros) {
        return LocalDate.ofEpochDay(epochDay(micros));
    }
}
