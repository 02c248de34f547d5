package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign file holds, as a run would understand it.
 *
 * @param seal what a seal would say of it
 * @param rows lines but headings and blank ones
 * @param counts of the rows that can be used
 * @param faulty rows that cannot be used
 * @param faults why, in order of their first places
 * @param first the first rows, as understood
 * @param daily whether its rows are sums of days
 * @param misfits why it must be refused whole
 */
public record ForeignInspection(
        Seal seal,
        long rows,
        Counts counts,
        long faulty,
        List<Fault> faults,
        List<Understood> first,
        boolean daily,
        List<Misfit> misfits) {
    /** Counts by component; those that are zero are left out. */
    public record Counts(Map<Component, Long> of) {
        static final Counts NONE = new Counts(Map.of());

        public Counts {
            Map<Component, Long> ordered = new EnumMap<>(Component.class);
            of.forEach((component, count) -> {
                if (count != 0) {
                    ordered.put(component, count);
                }
            });
            of = ordered;
        }

        /** The count of a component. */
        public long get(Component component) {
            return of.getOrDefault(component, 0L);
        }

        /** {@code input 20, cache_read 80}. */
        @Override
        public String toString() {
            return of.entrySet().stream()
                    .map(count -> count.getKey().code() + " " + count.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * Why rows cannot be used.
     *
     * @param line the first of them
     */
    public record Fault(long line, Verdict verdict, long rows) {
        @Override
        public String toString() {
            return "line " + line + ": " + verdict.reason().code() + ", " + verdict.detail();
        }
    }

    /** What an event says of itself. */
    public record Event(String id, Instant ts, String account, String provider, String model, Counts counts) {}

    /**
     * A row.
     *
     * @param event null where none came of it
     * @param fault null where it can be used
     */
    public record Understood(long line, @Nullable Event event, @Nullable Verdict fault) {}

    public ForeignInspection {
        faults = List.copyOf(faults);
        first = List.copyOf(first);
        misfits = List.copyOf(misfits);
    }
}
