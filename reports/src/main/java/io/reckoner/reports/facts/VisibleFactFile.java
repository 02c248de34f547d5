package io.reckoner.reports.facts;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A file of facts whose run is committed, as the manifest has it.
 *
 * @param path where it lies
 * @param sha256 of its bytes, as 64 lower-case hexadecimal digits
 * @param bytes its size
 * @param rows facts in it
 * @param day UTC day of every fact's {@code ts}
 * @param bucket the bucket of all its accounts
 * @param buckets how many buckets there were when it was written
 * @param minAccount least account in it, by UTF-8 bytes
 * @param maxAccount greatest account in it
 * @param firstTs least {@code ts}
 * @param lastTs greatest {@code ts}, inclusive
 * @param run the run that wrote its facts; for a merged file the newest
 */
public record VisibleFactFile(
        Path path,
        String sha256,
        long bytes,
        long rows,
        LocalDate day,
        int bucket,
        int buckets,
        String minAccount,
        String maxAccount,
        Instant firstTs,
        Instant lastTs,
        long run) {

    /** As {@link #bucket}: the file holds accounts of several buckets. */
    public static final int ANY_BUCKET = -1;

    public VisibleFactFile {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(path + ": not a SHA-256: " + sha256);
        }
        if (rows < 0 || bytes < 0 || buckets < 1 || bucket < ANY_BUCKET || bucket >= buckets) {
            throw new IllegalArgumentException(
                    "%s: %d rows, %d bytes, bucket %d of %d".formatted(path, rows, bytes, bucket, buckets));
        }
        if (lastTs.isBefore(firstTs)) {
            throw new IllegalArgumentException(path + ": ends at " + lastTs + " before it begins at " + firstTs);
        }
    }
}
