package io.reckoner.jobs.run;

import io.reckoner.kernel.control.Check;
import io.reckoner.kernel.control.ControlTotals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code control_total} and {@code control_check}. */
public final class ControlTable {
    /** Bucket number of totals that speak of the whole run. */
    public static final int WHOLE_RUN = -1;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    public ControlTable(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Adds the totals of a hop, such as {@code take_in} or {@code settle}. */
    public void addTotals(int run, String hop, int bucket, ControlTotals totals) {
        batch.batchUpdate(
                "INSERT INTO control_total (run_id, hop, bucket, name, amount) VALUES (?, ?, ?, ?, ?)",
                totals.rows().entrySet().stream()
                        .map(row -> new Object[] {run, hop, bucket, row.getKey(), row.getValue()})
                        .toList());
    }

    /** The totals of a hop over all its buckets. */
    public ControlTotals totals(int run, String hop) {
        Map<String, BigDecimal> rows = new HashMap<>();
        jdbc.sql(
                        "SELECT name, sum(amount) AS amount FROM control_total WHERE run_id = :run AND hop = :hop GROUP BY name")
                .param("run", run)
                .param("hop", hop)
                .query(row -> {
                    rows.put(row.getString("name"), row.getBigDecimal("amount"));
                });
        return ControlTotals.ofRows(rows);
    }

    /** Adds the equations of a run as they came out. */
    public void addChecks(int run, List<Check> checks) {
        batch.batchUpdate(
                "INSERT INTO control_check (run_id, name, left_amount, right_amount, working) VALUES (?, ?, ?, ?, ?)",
                checks.stream()
                        .map(check -> new Object[] {
                            run,
                            check.equation(),
                            check.left(),
                            check.right(),
                            check.leftText() + " = " + check.rightText()
                        })
                        .toList());
    }
}
