package io.reckoner.ingest.decode;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control totals of one part.
 *
 * @param units by {@code Component.ordinal()}: sums over the rows handed on
 * @param firstTs least time of a row handed on; null if there is none
 * @param lastTs greatest time of a row handed on; null if there is none
 */
public record PartReport(
        Part part, LineCounts counts, List<BigInteger> units, @Nullable Instant firstTs, @Nullable Instant lastTs) {
    public PartReport {
        units = List.copyOf(units);
    }
}
