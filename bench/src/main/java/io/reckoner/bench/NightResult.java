package io.reckoner.bench;

import java.util.List;

/**
 * All rounds of one size.
 *
 * @param bytes of the segments
 * @param indexBytes of the sameness index before the night
 */
record NightResult(int millions, long bytes, long indexBytes, List<Measured> yardsticks, List<Measured> nights) {
    NightResult {
        yardsticks = List.copyOf(yardsticks);
        nights = List.copyOf(nights);
    }

    long events() {
        return nights.getFirst().figure("events");
    }
}
