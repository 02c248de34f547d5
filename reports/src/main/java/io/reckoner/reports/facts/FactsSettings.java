package io.reckoner.reports.facts;

import java.nio.file.Path;

/**
 * What a session may use of the machine.
 *
 * @param memoryMegabytes most memory DuckDB takes; what does not fit goes to the temporary folder
 * @param threads worker threads
 * @param temporary folder for what does not fit into memory; made when needed
 */
public record FactsSettings(int memoryMegabytes, int threads, Path temporary) {
    public FactsSettings {
        if (memoryMegabytes < 64) {
            throw new IllegalArgumentException("reports need at least 64 MB, not " + memoryMegabytes);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("reports need at least one thread, not " + threads);
        }
    }

    /** 2 GB, a thread for each processor, the system's folder for temporary files. */
    public static FactsSettings defaults() {
        return new FactsSettings(
                2048,
                Runtime.getRuntime().availableProcessors(),
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "reckon-duckdb-" + ProcessHandle.current().pid()));
    }
}
