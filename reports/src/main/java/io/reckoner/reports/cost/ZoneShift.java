package io.reckoner.reports.cost;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * How far local time is ahead of UTC within a range, as an expression over {@code ts}.
 *
 * <p>Worked out here from the zone's rules rather than by the database: both ends of the range and the groups in it then
 * follow the same rules, and a zone without a change of clocks costs one addition a row.
 */
final class ZoneShift {
    private static final long MICROS = 1_000_000L;

    private ZoneShift() {}

    /**
     * Microseconds to add to {@code epoch_us(ts)}: a number, or a CASE over the changes of clocks in the range. Berlin in
     * March 2026: {@code CASE WHEN epoch_us(ts) < 1774746000000000 THEN 3600000000 ELSE 7200000000 END}.
     */
    static String sql(CostRange range) {
        ZoneRules rules = range.zone().getRules();
        StringBuilder cases = new StringBuilder();
        Instant at = range.from();
        ZoneOffsetTransition change = rules.nextTransition(at);
        while (change != null && change.getInstant().isBefore(range.to())) {
            cases.append(" WHEN epoch_us(ts) < ")
                    .append(micros(change.getInstant()))
                    .append(" THEN ")
                    .append(micros(change.getOffsetBefore()));
            at = change.getInstant();
            change = rules.nextTransition(at);
        }
        String last = Long.toString(micros(rules.getOffset(at)));
        return cases.isEmpty() ? last : "CASE" + cases + " ELSE " + last + " END";
    }

    private static long micros(Instant instant) {
        return Math.multiplyExact(instant.getEpochSecond(), MICROS);
    }

    private static long micros(ZoneOffset offset) {
        return offset.getTotalSeconds() * MICROS;
    }
}
