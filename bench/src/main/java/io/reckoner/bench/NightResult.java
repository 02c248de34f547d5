package io.reckoner.bench;

import java.util.List;

/**
 * All rounds of one size.
 *
 * @param bytes of the segments
 * @param indexBytes of the sameness index before the night
 * @param cold nights in new processes
 * @param warm nights in processes that have settled before
 */
record NightResult(
        int millions,
        long bytes,
        long indexBytes,
        List<Measured> yardsticks,
        List<Measured> cold,
        List<Measured> warm) {
    NightResult {
        yardsticks = List.copyOf(yardsticks);
        cold = List.copyOf(cold);
        warm = List.copyOf(warm);
    }

    long events() {
        return cold.getFirst().figure("events");
    }
}
