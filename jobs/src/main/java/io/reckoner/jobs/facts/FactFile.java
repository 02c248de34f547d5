package io.reckoner.jobs.facts;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A finished fact file, durable under its final name, and what the manifest says of it.
 *
 * @param path relative to the data folder, with {@code /}: {@code facts/usage/day=2026-03-01/run-000123-b07-….parquet}
 * @param run the run that wrote it; of a compacted file the latest run among its rows
 * @param day the UTC day of all its rows' own time
 * @param bucket the accounts' bucket
 * @param bytes length of the file
 * @param sha256 of the whole file, lower-case hexadecimal
 * @param minAccount first and last account in order of their UTF-8 bytes
 * @param firstTs earliest and latest own time
 */
public record FactFile(
        String path,
        long run,
        LocalDate day,
        int bucket,
        long rows,
        long bytes,
        String sha256,
        String minAccount,
        String maxAccount,
        Instant firstTs,
        Instant lastTs,
        FactSums sums) {
    public FactFile {
        if (path.startsWith("/") || path.contains("..") || !path.endsWith(".parquet")) {
            throw new IllegalArgumentException("\"" + path + "\" is no path below the data folder");
        }
        if (rows < 1) {
            throw new IllegalArgumentException(path + ": a fact file has at least one row, not " + rows);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(path + ": \"" + sha256 + "\" is no SHA-256");
        }
        if (lastTs.isBefore(firstTs)) {
            throw new IllegalArgumentException(path + ": ends " + lastTs + " before it begins " + firstTs);
        }
    }
}
