package io.reckoner.jobs.settlement;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The only writer of {@code key_usage}: what a run counted for each key. */
public final class KeyUsageTable {
    /** A key's usage in a run. */
    record Row(String key, long events, Money charge, long lastUsedMicros) {}

    private final JdbcTemplate batch;

    public KeyUsageTable(JdbcTemplate batch) {
        this.batch = batch;
    }

    void add(int run, List<Row> rows) {
        batch.batchUpdate(
                "INSERT INTO key_usage (run_id, key_id, events, charge, last_used_at) VALUES (?, ?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {
                            run,
                            row.key(),
                            row.events(),
                            row.charge().toBigDecimal(),
                            Micros.instant(row.lastUsedMicros()).atOffset(ZoneOffset.UTC)
                        })
                        .toList());
    }
}
