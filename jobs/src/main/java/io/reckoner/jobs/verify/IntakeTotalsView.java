package io.reckoner.jobs.verify;

import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.TotalName;
import io.reckoner.reports.verify.RunRange;
import io.reckoner.reports.verify.RunTotals;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Line counts worked out again from what is known of raw files, carried lines and suspense. */
final class IntakeTotalsView implements RunTotals {
    /** A segment's own count leaves its seal line out; a foreign file has none. */
    private static final String LINES =
            """
            SELECT 'read' AS count, s.run_id, sum(g.lines + CASE g.source_kind WHEN 'proxy' THEN 1 ELSE 0 END) AS lines
            FROM run_segment s JOIN segment g USING (segment_no) GROUP BY s.run_id
            UNION ALL
            SELECT 'carried_in', r.run_id, sum(c.lines) FROM run r
            JOIN carried_range c ON c.run_id = (
                SELECT max(e.run_id) FROM run e WHERE e.state = 'committed' AND e.run_id < r.run_id)
            GROUP BY r.run_id
            UNION ALL
            SELECT 'retried', t.run_id, sum(s.lines) FROM run_retry t JOIN suspense s USING (suspense_id) GROUP BY t.run_id
            UNION ALL
            SELECT 'carried_out', run_id, sum(lines) FROM carried_range GROUP BY run_id
            UNION ALL
            SELECT 'suspended', run_id, sum(lines) FROM suspense GROUP BY run_id
            """;

    private final JdbcClient jdbc;

    IntakeTotalsView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<TotalName> names() {
        return Arrays.stream(LineCount.values())
                .filter(count -> switch (count) {
                    case READ, CARRIED_IN, RETRIED, CARRIED_OUT, SUSPENDED -> true;
                    case EVENTS, DUPLICATES, STARTS, SEALS, BLANK, SETTLED, FACT_ROWS -> false;
                })
                .map(LineCount::total)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<Long, ControlTotals> of(RunRange runs) {
        Map<Long, ControlTotals> totals = new HashMap<>();
        jdbc.sql(
                        "SELECT l.count, l.run_id, l.lines FROM (" + LINES
                                + """
                        ) l JOIN run r ON r.run_id = l.run_id AND r.state = 'committed'
                        WHERE l.run_id BETWEEN :first AND :last
                        """)
                .param("first", runs.first())
                .param("last", runs.last())
                .query(row -> {
                    TotalName name = LineCount.valueOf(row.getString("count").toUpperCase(Locale.ROOT))
                            .total();
                    totals.merge(
                            row.getLong("run_id"),
                            ControlTotals.sheet()
                                    .add(name, row.getLong("lines"))
                                    .totals(),
                            ControlTotals::plus);
                });
        return totals;
    }
}
