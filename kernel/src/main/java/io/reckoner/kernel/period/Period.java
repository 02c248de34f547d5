package io.reckoner.kernel.period;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A stretch of time from an instant, inclusive, to another, exclusive.
 *
 * <p>Example: the day 2026-03-01 is {@code [2026-03-01T00:00Z, 2026-03-02T00:00Z)}.
 *
 * @throws IllegalArgumentException when it would be empty or run backwards
 */
public record Period(Instant from, Instant to) {
    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a period must end after it begins: [" + from + ", " + to + ")");
        }
    }

    /** A UTC day. */
    public static Period day(LocalDate day) {
        return new Period(
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** A calendar month in UTC. */
    public static Period month(YearMonth month) {
        return new Period(
                month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Its beginning belongs to it, its end does not. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    public boolean overlaps(Period other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
