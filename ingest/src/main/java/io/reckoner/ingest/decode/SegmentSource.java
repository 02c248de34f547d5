package io.reckoner.ingest.decode;

import io.reckoner.ingest.segment.Seal;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An accepted segment, or foreign file, as a run sees it.
 *
 * @param ordinal its number in the run, in the order (proxy or source, sequence)
 * @param name what suspense and facts call it, such as {@code usage-eu-1-000000000042}
 * @param seal for a foreign file: what it was when it was taken in; {@code lines} and {@code bytes} are those of the
 *     whole file
 * @param promised the greatest {@code through} of the proxy's earlier segments ({@code Instant.MIN} for the first): an
 *     event before it broke a promise
 * @param foreign how a foreign file is read; null for log format 1
 */
public record SegmentSource(
        int ordinal, String name, Path file, Seal seal, Instant promised, @Nullable ForeignRows foreign) {
    /** A segment of log format 1. */
    public SegmentSource(int ordinal, String name, Path file, Seal seal, Instant promised) {
        this(ordinal, name, file, seal, promised, null);
    }
}
