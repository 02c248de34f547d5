package io.reckoner.ingest.decode;

import io.reckoner.ingest.segment.Seal;
import java.nio.file.Path;
import java.time.Instant;

/**
 * An accepted segment as a run sees it.
 *
 * @param ordinal its number in the run, in the order (proxy, sequence)
 * @param name what suspense and facts call it, such as {@code usage-eu-1-000000000042}
 * @param promised the greatest {@code through} of the proxy's earlier segments ({@code Instant.MIN} for the first): an
 *     event before it broke a promise
 */
public record SegmentSource(int ordinal, String name, Path file, Seal seal, Instant promised) {}
