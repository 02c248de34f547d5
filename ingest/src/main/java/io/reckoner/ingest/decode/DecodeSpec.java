package io.reckoner.ingest.decode;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.usage.Symbols;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a run pins for all its blocks.
 *
 * @param watermark events at or after it are carried out
 * @param previousWatermark that of the run before; {@code Instant.MIN} in the first run
 * @param lookBack events before {@code watermark - lookBack} are too old: their sameness cannot be shown
 * @param futureTolerance events at or after their segment's {@code through} plus this are in the future
 * @param tags the tag keys that reach the facts; others are dropped
 * @param maxLineBytes a longer line is not read
 */
public record DecodeSpec(
        Directory directory,
        Symbols symbols,
        Instant watermark,
        Instant previousWatermark,
        Duration lookBack,
        Duration futureTolerance,
        Set<String> tags,
        int maxLineBytes) {
    public static final Duration DEFAULT_LOOK_BACK = Duration.ofDays(35);
    public static final Duration DEFAULT_FUTURE_TOLERANCE = Duration.ofHours(24);
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;
}
