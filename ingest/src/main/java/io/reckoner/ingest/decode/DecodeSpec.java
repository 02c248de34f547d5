package io.reckoner.ingest.decode;

import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.period.Horizon;
import io.reckoner.kernel.usage.Symbols;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a run pins for all its blocks.
 *
 * @param watermark events at or after it are carried out
 * @param previousWatermark that of the run before; {@code Instant.MIN} in the first run
 * @param horizon events before it are too old: their sameness cannot be shown
 * @param futureTolerance events at or after their segment's {@code through} plus this are in the future
 * @param tags the tag keys that reach the facts; others are dropped
 * @param maxLineBytes a longer line is not read
 */
public record DecodeSpec(
        Directory directory,
        Symbols symbols,
        Instant watermark,
        Instant previousWatermark,
        Horizon horizon,
        Duration futureTolerance,
        Set<String> tags,
        int maxLineBytes) {
    public static final Duration DEFAULT_FUTURE_TOLERANCE = Duration.ofHours(24);
    public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

    public DecodeSpec {
        tags = Set.copyOf(tags);
        if (watermark.isBefore(previousWatermark)) {
            throw new IllegalArgumentException(
                    "the watermark never goes back: " + watermark + " is before " + previousWatermark);
        }
        if (horizon.instant().isAfter(watermark)) {
            throw new IllegalArgumentException(
                    "the horizon, " + horizon.instant() + ", must not be after the watermark, " + watermark);
        }
        if (futureTolerance.isNegative()) {
            throw new IllegalArgumentException("future tolerance must not be negative");
        }
        if (maxLineBytes < 1024 || maxLineBytes > 1 << 28) {
            throw new IllegalArgumentException("maxLineBytes must be between 1 KiB and 256 MiB, not " + maxLineBytes);
        }
        for (String tag : tags) {
            if (tag.isEmpty() || tag.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a tag key must be text without NUL");
            }
        }
    }

    /** Microseconds since 1970; {@code Instant.MIN} is {@code Long.MIN_VALUE}. */
    static long micros(Instant instant) {
        return instant.equals(Instant.MIN) ? Long.MIN_VALUE : Rfc3339.micros(instant);
    }

    long oldestMicros() {
        return micros(horizon.instant());
    }
}
