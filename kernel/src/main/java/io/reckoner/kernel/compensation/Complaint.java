package io.reckoner.kernel.compensation;

import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.usage.Outcome;
import java.util.Optional;
import java.util.Set;

/**
 * What went wrong with a request. An event answers to it if everything that is said here holds.
 *
 * @param outcomes how it ended, any of these; empty for any
 * @param status HTTP status
 * @param latencyOver whole time in ms, more than this; an event without a measured time does not answer
 * @param firstTokenOver time to the first token in ms, more than this; likewise
 * @param output what came out
 * @param endpoints any of these; empty for any
 */
public record Complaint(
        Set<Outcome> outcomes,
        Optional<StatusRange> status,
        Optional<Long> latencyOver,
        Optional<Long> firstTokenOver,
        Output output,
        Set<String> endpoints,
        ModelSet models) {

    /** HTTP status codes, both ends included. */
    public record StatusRange(int from, int to) {
        public StatusRange {
            if (from < 100 || to > 999 || to < from) {
                throw new IllegalArgumentException(
                        "status codes go from 100 to 999, the first not above the last, not " + from + " to " + to);
            }
        }
    }

    /** What came out of a request. */
    public enum Output {
        ANY,
        /** Nothing the customer could use: no token, no sound, no image; reasoning may have been charged. */
        EMPTY
    }

    public Complaint {
        outcomes = Set.copyOf(outcomes);
        endpoints = Set.copyOf(endpoints);
        if (outcomes.isEmpty()
                && status.isEmpty()
                && latencyOver.isEmpty()
                && firstTokenOver.isEmpty()
                && output == Output.ANY) {
            throw new IllegalArgumentException(
                    "a rule without outcome, status, latency, first token or output would mean"
                            + " every request; say what went wrong");
        }
        if (output == Output.EMPTY && endpoints.isEmpty()) {
            throw new IllegalArgumentException(
                    "empty output needs endpoints: embeddings, for one, never have output and are no fault");
        }
    }
}
