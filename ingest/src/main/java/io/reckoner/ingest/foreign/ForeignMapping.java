package io.reckoner.ingest.foreign;

import io.reckoner.kernel.account.KeyKind;
import java.time.Instant;

/**
 * What the operator states about a trace, which itself names nobody.
 *
 * @param source name of the trace; with the row's content it makes the event's id, so that a longer export of the same
 *     trace repeats the events of a shorter one instead of adding them again
 * @param model {@code vendor/name}, as priced
 * @param start the instant from which relative times count; not used by traces with times of their own
 */
public record ForeignMapping(
        String source,
        String account,
        String key,
        KeyKind keyKind,
        String provider,
        String model,
        String endpoint,
        Instant start,
        CacheAssumption cache) {
    /** Which input tokens are taken to have been read from a cache. */
    public enum CacheAssumption {
        /** None: what the trace itself says. */
        NONE,
        /**
         * Those of leading blocks that occurred in an earlier request, as of a cache without bounds. Only for traces that
         * name their blocks of 512 tokens.
         */
        SEEN_BLOCKS
    }

    public ForeignMapping {
        if (source.isEmpty()) {
            throw new IllegalArgumentException("a trace needs a name of its source");
        }
    }
}
