package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What the numbers of each dialect count as, found by trying: in every case each number is raised by one, with the total
 * where it has to be, and the reader is asked what has become of the counts.
 */
final class FieldTable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CHECKED = "checked |";
    private static final String NOT_COUNTED = "not counted |";
    private static final long MUCH = 1_000_000_000L;

    /** By dialect and field: what one more of it does, and at which providers. */
    private final Map<UsageFormat, Map<String, Map<String, Set<String>>>> effects = new TreeMap<>();

    FieldTable(List<UsageCase> cases) {
        for (UsageCase one : cases) {
            if (one.format() != UsageFormat.GENERIC) {
                take(one);
            }
        }
    }

    /** The names of all fields of a dialect. */
    Set<String> fields(UsageFormat format) {
        return effects.getOrDefault(format, Map.of()).keySet();
    }

    /** The table for the page. */
    String page() {
        List<String> rows = new ArrayList<>(List.of(
                "| dialect | field | one more is one more | and one less | where it differs |",
                "|---|---|---|---|---|"));
        effects.forEach((format, fields) -> fields.forEach((field, found) -> {
            Map<String, Set<String>> told = told(field, found);
            told.forEach((effect, providers) -> rows.add(
                    "| `%s` | `%s` | %s | %s |".formatted(format.code(), field, effect, where(told, providers))));
        }));
        return String.join("\n", rows) + "\n";
    }

    /** A number found twice is checked against its other self: said only where it is never more than that. */
    private static Map<String, Set<String>> told(String field, Map<String, Set<String>> found) {
        Map<String, Set<String>> told = new LinkedHashMap<>(found);
        if (told.size() > 1 && !field.startsWith("total")) {
            told.remove(CHECKED);
        }
        return told;
    }

    private static String where(Map<String, Set<String>> told, Set<String> providers) {
        long providersOfAll =
                told.values().stream().flatMap(Set::stream).distinct().count();
        if (told.size() == 1) {
            return "";
        }
        return providersOfAll == 1 ? "as other fields say" : String.join(", ", providers);
    }

    private void take(UsageCase one) {
        JsonNode usage = MAPPER.readTree(one.usage());
        List<UsageField> fields = UsageField.of(usage);
        Optional<UsageField> total = UsageField.total(fields);
        Optional<String> ofTotal = total.flatMap(field -> moved(one, usage, field.raised(usage, 1)));
        if (total.isPresent() && ofTotal.isPresent() && fields.size() > 1) {
            record(one, total.get(), ofTotal.get());
            return; // a rest is hidden in the total: raising anything else would eat it up
        }
        for (UsageField field : fields) {
            record(one, field, effect(one, usage, field, total));
        }
    }

    private void record(UsageCase one, UsageField field, String effect) {
        effects.computeIfAbsent(one.format(), format -> new TreeMap<>())
                .computeIfAbsent(field.name(), name -> new LinkedHashMap<>())
                .computeIfAbsent(effect, found -> new LinkedHashSet<>())
                .add(one.provider());
    }

    private static String effect(UsageCase one, JsonNode usage, UsageField field, Optional<UsageField> total) {
        JsonNode raised = field.raised(usage, 1);
        return total.filter(sum -> !field.isTotal())
                .flatMap(sum -> moved(one, usage, sum.raised(raised, 1)))
                .or(() -> moved(one, usage, raised))
                .orElseGet(() -> counts(one, field.raised(usage, MUCH)).isPresent() ? NOT_COUNTED : CHECKED);
    }

    /** What has come and what has gone; empty where nothing has, or where the reader refuses. */
    private static Optional<String> moved(UsageCase one, JsonNode before, JsonNode after) {
        Map<Component, Long> old = counts(one, before).orElseThrow();
        return counts(one, after).filter(now -> !now.equals(old)).map(now -> more(old, now) + " | " + more(now, old));
    }

    private static String more(Map<Component, Long> one, Map<Component, Long> other) {
        return new TreeMap<>(other)
                .keySet().stream()
                        .filter(component -> other.get(component) > one.getOrDefault(component, 0L))
                        .map(component -> "`" + component.code() + "`")
                        .collect(Collectors.joining(", "));
    }

    private static Optional<Map<Component, Long>> counts(UsageCase one, JsonNode usage) {
        return switch (UsageReaders.read(usage.toString(), one.format(), one.provider())) {
            case UsageReaders.Result.Counts read -> Optional.of(read.counts());
            case UsageReaders.Result.Fault fault -> Optional.empty();
        };
    }
}
