package io.reckoner.reports.cost;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/** Range and filters of a request in words: {@code 2026-03-01 to 2026-03-31 UTC, pay-as-you-go keys, model a/b}. */
final class RangeText {
    private static final DateTimeFormatter TO_SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private RangeText() {}

    static String of(CostRequest request) {
        List<String> parts = new ArrayList<>();
        parts.add(range(request.range()));
        parts.add(
                switch (request.keyKinds()) {
                    case PAYG -> "pay-as-you-go keys";
                    case SUBSCRIPTION -> "subscription keys";
                    case ALL -> "all keys";
                });
        CostFilter filter = request.filter();
        add(parts, "account", filter.accounts());
        add(parts, "key", filter.keys());
        add(parts, "model", filter.models());
        add(parts, "provider", filter.providers());
        new TreeMap<>(filter.tags()).forEach((tag, value) -> parts.add("tag " + tag + " " + value));
        return String.join(", ", parts);
    }

    /** Whole days by their first and last; all else as first instant and end. */
    private static String range(CostRange range) {
        ZoneId zone = range.zone();
        ZonedDateTime from = range.from().atZone(zone);
        ZonedDateTime to = range.to().atZone(zone);
        String name = zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
        if (isMidnight(from) && isMidnight(to)) {
            String first = from.toLocalDate().toString();
            String last = to.toLocalDate().minusDays(1).toString();
            return (first.equals(last) ? first : first + " to " + last) + " " + name;
        }
        return TO_SECOND.format(from) + " until before " + TO_SECOND.format(to) + " " + name;
    }

    private static boolean isMidnight(ZonedDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static void add(List<String> parts, String word, Collection<String> values) {
        if (!values.isEmpty()) {
            parts.add(word + " " + String.join(" or ", new TreeSet<>(values)));
        }
    }
}
