package io.reckoner.ingest.segment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a segment. {@code lines}, {@code bytes} and {@code sha256} speak of everything before it,
 * uncompressed, newlines included.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param firstTs least readable time of an event or start; null if there is none
 * @param lastTs greatest readable time of an event or start; null if there is none
 * @param through every event of this proxy with an earlier time is in this or an earlier segment
 */
public record Seal(
        String proxy,
        long sequence,
        long lines,
        long bytes,
        String sha256,
        @Nullable Instant firstTs,
        @Nullable Instant lastTs,
        Instant through,
        Origin origin) {
    /** Who wrote the seal. */
    public enum Origin {
        /** The proxy, when the segment was full or a minute old. */
        PROXY,
        /** The proxy's next start: the segment had been left torn, {@code "recovered":true}. */
        RECOVERY
    }

    public Seal {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hexadecimal digits: " + sha256);
        }
        if (lines < 0 || bytes < lines) {
            throw new IllegalArgumentException(lines + " lines cannot be in " + bytes + " bytes");
        }
    }

    public SegmentName name() {
        return new SegmentName(proxy, sequence);
    }
}
