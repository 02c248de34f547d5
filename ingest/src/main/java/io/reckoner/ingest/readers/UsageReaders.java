package io.reckoner.ingest.readers;

import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.JsonFault;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads a single usage object: for price quotes, the proxy and whoever has one in hand. */
public final class UsageReaders {
    /** What a usage object says. */
    public sealed interface Result {
        /** Disjoint counts above zero, in units times {@code 10^Component.scale()}; {@code REQUEST} is 1. */
        record Counts(Map<Component, Long> counts) implements Result {
            public Counts {
                counts = Map.copyOf(counts);
            }
        }

        /** It cannot be used. */
        record Fault(SuspenseReason reason, String detail) implements Result {}
    }

    private UsageReaders() {}

    /**
     * The names of all numbers a dialect knows, as paths from its root: {@code prompt_tokens_details.cached_tokens}. Those
     * in lists, such as Google's details, have none.
     */
    public static SortedSet<String> counts(UsageFormat format) {
        CountsRead known = UsageReading.counts(format);
        SortedSet<String> names = new TreeSet<>();
        for (UsagePath path : UsagePath.values()) {
            if (path.kind == UsagePath.Kind.COUNT && known.knows(path)) {
                names.addAll(path.names());
            }
        }
        for (Component component : Component.values()) {
            if (known.same(UsageFields.slot(component)) >= 0) {
                names.add(component.code());
            }
        }
        return names;
    }

    /** Reads the usage object in this JSON text, as a reply of this provider in this format. */
    public static Result read(String json, UsageFormat format, String provider) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonCursor cursor = new JsonCursor();
        UsageReading reading = new UsageReading();
        try {
            cursor.over(bytes, 0, bytes.length);
            cursor.peek();
            reading.take(cursor);
            cursor.finish();
        } catch (JsonFault fault) {
            return new Result.Fault(SuspenseReason.NOT_JSON, fault.sentence());
        }
        if (cursor.hasRepeated()) {
            return new Result.Fault(
                    SuspenseReason.DUPLICATE_JSON_KEY, "\"" + cursor.repeatedName() + "\" occurs twice in its object");
        }
        if (!reading.read(format, ProviderFamily.of(provider))) {
            return new Result.Fault(reading.reason(), reading.detail());
        }
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        long[] values = new long[Component.COUNT];
        int present = reading.copyTo(values);
        for (Component component : Component.values()) {
            if ((present & (1 << component.ordinal())) != 0) {
                counts.put(component, values[component.ordinal()]);
            }
        }
        return new Result.Counts(counts);
    }
}
