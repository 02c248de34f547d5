package io.reckoner.reports.cost;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Usage with {@code from <= ts < to}; days, hours and months are those of {@code zone}.
 *
 * @param from first instant
 * @param to end, exclusive
 */
public record CostRange(Instant from, Instant to, ZoneId zone) {
    public CostRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the range must end after it begins: " + from + " to " + to);
        }
    }

    /** Whole days of a zone, both ends included: 1 to 31 March of Berlin ends at 2026-03-31T22:00:00Z. */
    public static CostRange days(LocalDate first, LocalDate last, ZoneId zone) {
        return new CostRange(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
    }

    /** Whole UTC days, both ends included. */
    public static CostRange utcDays(LocalDate first, LocalDate last) {
        return days(first, last, ZoneOffset.UTC);
    }
}
