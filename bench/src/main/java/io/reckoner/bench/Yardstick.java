package io.reckoner.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The yardstick, in a process of its own: DuckDB reads the day's segments with explicit columns and writes them as zstd
 * Parquet with two threads, and does nothing else. Seal lines become rows of nulls.
 */
final class Yardstick {
    private static final String CONVERT =
            """
            COPY (
                SELECT * FROM read_json('%s/*.jsonl', format = 'newline_delimited', columns = {
                    v: 'INTEGER', id: 'VARCHAR', ts: 'TIMESTAMPTZ', account: 'VARCHAR', key: 'VARCHAR',
                    key_kind: 'VARCHAR', provider: 'VARCHAR', model: 'VARCHAR', requested_model: 'VARCHAR',
                    endpoint: 'VARCHAR', format: 'VARCHAR', usage: 'JSON', usage_source: 'VARCHAR',
                    service_tier: 'VARCHAR', stream: 'BOOLEAN', status: 'INTEGER', outcome: 'VARCHAR',
                    attempt: 'INTEGER', latency_ms: 'BIGINT', ttft_ms: 'BIGINT', upstream_id: 'VARCHAR',
                    vendor_cost_usd: 'DECIMAL(18, 12)', tags: 'MAP(VARCHAR, VARCHAR)'})
            ) TO '%s' (FORMAT parquet, COMPRESSION zstd)
            """;

    private Yardstick() {}

    /** Converts the folder named first into the file named second and prints what was measured. */
    public static void main(String[] arguments) throws SQLException {
        Path target = Path.of(arguments[1]);
        long nanos;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + BenchPlan.THREADS);
            long started = System.nanoTime();
            statement.execute(CONVERT.formatted(arguments[0], target));
            nanos = System.nanoTime() - started;
        }
        Measured.print("nanos", nanos);
        Measured.print("cpu", ProcessorTime.own());
        Measured.print("peak", Memory.ownPeak());
    }
}
