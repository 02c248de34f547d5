package io.reckoner.jobs.settlement;

import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code key_usage}: what a run counted for each key. */
public final class KeyUsageTable {
    /** A key's usage in a run. */
    record Row(String key, long events, Money charge, long lastUsedMicros) {}

    private record Used(int run, Row row) {}

    private static final InsertQuery<Used> ROWS = InsertQuery.<Used>into("key_usage")
            .with("run_id", "integer", Used::run)
            .with("key_id", "text", used -> used.row().key())
            .with("events", "bigint", used -> used.row().events())
            .with("charge", "numeric", used -> used.row().charge().toBigDecimal())
            .with(
                    "last_used_at",
                    "timestamptz",
                    used -> Micros.instant(used.row().lastUsedMicros()));

    private final JdbcClient jdbc;

    public KeyUsageTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(int run, List<Row> rows) {
        ROWS.add(jdbc, rows.stream().map(row -> new Used(run, row)).toList());
    }
}
