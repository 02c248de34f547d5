package io.reckoner.ingest.foreign;

import io.reckoner.ingest.segment.Seal;
import io.reckoner.kernel.suspense.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trace holds, as a run would understand it.
 *
 * @param seal what a seal would say of it
 * @param rows lines but headings and blank ones
 * @param tokens of the rows that can be used
 * @param faulty rows that cannot be used
 * @param faults the first of them
 * @param first the first rows, as understood
 */
public record ForeignInspection(
        Seal seal, long rows, Tokens tokens, long faulty, List<Fault> faults, List<Understood> first) {
    /** Sums of counts. */
    public record Tokens(long input, long cached, long output) {
        Tokens plus(Tokens more) {
            return new Tokens(input + more.input, cached + more.cached, output + more.output);
        }
    }

    /** A row that cannot be used. */
    public record Fault(long line, Verdict verdict) {
        @Override
        public String toString() {
            return "line " + line + ": " + verdict.reason().code() + ", " + verdict.detail();
        }
    }

    /**
     * A row.
     *
     * @param id null where no event came of it, like {@code ts} and {@code tokens}
     * @param fault null where it can be used
     */
    public record Understood(
            long line, @Nullable String id, @Nullable Instant ts, @Nullable Tokens tokens, @Nullable Verdict fault) {}

    public ForeignInspection {
        faults = List.copyOf(faults);
        first = List.copyOf(first);
    }
}
