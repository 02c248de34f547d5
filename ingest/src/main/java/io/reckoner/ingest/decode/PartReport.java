package io.reckoner.ingest.decode;

import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The control totals of one part.
 *
 * @param units by {@code Component.ordinal()}: sums over the rows handed on
 * @param firstTs least time of a row handed on; null if there is none
 * @param lastTs greatest time of a row handed on; null if there is none
 */
public record PartReport(
        Part part, LineCounts counts, long[] units, @Nullable Instant firstTs, @Nullable Instant lastTs) {
    public PartReport {
        units = Arrays.copyOf(units, Component.COUNT);
    }
}
