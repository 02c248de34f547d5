package io.reckoner.jobs.demo;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what committed runs have left behind. */
final class DemoView {
    /** How many there are of something, and what they come to in dollars. */
    record Tally(long count, BigDecimal amount) {}

    /** Lines set aside for one reason, by what became of them. */
    record Suspended(String reason, long open, long retried) {}

    /** One account's credit. */
    record Balance(
            String account,
            String name,
            String plan,
            BigDecimal granted,
            BigDecimal wallet,
            BigDecimal pools,
            BigDecimal lapsed,
            BigDecimal shortfall,
            BigDecimal owed) {}

    private final JdbcClient jdbc;

    DemoView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Control totals by name, summed over all runs. */
    Map<String, BigDecimal> controlTotals() {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT t.name, sum(t.amount) AS amount
                        FROM control_total t JOIN reports.run r ON r.run_id = t.run_id AND r.state = 'committed'
                        GROUP BY t.name ORDER BY t.name
                        """)
                .query(row -> {
                    totals.put(row.getString("name"), row.getBigDecimal("amount"));
                });
        return totals;
    }

    long runs() {
        return count("SELECT count(*) FROM reports.run WHERE state = 'committed'");
    }

    long checks() {
        return count("SELECT count(*) FROM reports.control_check WHERE holds");
    }

    long failedChecks() {
        return count("SELECT count(*) FROM reports.control_check WHERE NOT holds");
    }

    long segments() {
        return count("SELECT count(*) FROM segment");
    }

    /** Files noticed for something, each counted once however often a run came upon it. */
    long noticed(String notice) {
        return jdbc.sql("SELECT count(DISTINCT file_name) FROM segment_notice WHERE notice = :notice")
                .param("notice", notice)
                .query(Long.class)
                .single();
    }

    List<Suspended> suspense() {
        return jdbc.sql(
                        """
                        SELECT reason, COALESCE(sum(lines) FILTER (WHERE state IN ('open', 'retry')), 0) AS open_lines,
                               COALESCE(sum(lines) FILTER (WHERE state = 'retried'), 0) AS retried_lines
                        FROM reports.suspense GROUP BY reason ORDER BY reason
                        """)
                .query((row, number) ->
                        new Suspended(row.getString("reason"), row.getLong("open_lines"), row.getLong("retried_lines")))
                .list();
    }

    /**
     * Accounts that movements of a type concern, and their sum.
     *
     * @param pools joined by commas; an empty one stands for movements that concern no lot
     */
    Tally movements(String type, String pools) {
        return jdbc.sql(
                        """
                        SELECT count(DISTINCT account_id) AS accounts, COALESCE(sum(amount), 0) AS amount
                        FROM reports.movement WHERE type = :type AND COALESCE(pool, '') = ANY(string_to_array(:pools, ','))
                        """)
                .param("type", type)
                .param("pools", pools)
                .query((row, number) -> new Tally(row.getLong("accounts"), row.getBigDecimal("amount")))
                .single();
    }

    /** What was bought and given, as far as it is booked; each with a word for it. */
    Map<String, Tally> dealings() {
        Map<String, Tally> dealings = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        WITH booked AS (
                            SELECT p.* FROM reports.payment p CROSS JOIN reports.watermark w WHERE p.acts_at < w.watermark
                        )
                        SELECT 'first months of plans' AS what, count(*) AS count, sum(amount) AS amount
                        FROM booked p JOIN cycle c ON c.cycle_id = p.payment_id WHERE p.purpose = 'plan' AND c.period_no = 0
                        UNION ALL
                        SELECT 'months of plans renewed', count(*), sum(amount)
                        FROM booked p JOIN cycle c ON c.cycle_id = p.payment_id WHERE p.purpose = 'plan' AND c.period_no > 0
                        UNION ALL
                        SELECT 'switches to a larger plan, paid in full', count(*), sum(amount)
                        FROM booked WHERE purpose = 'switch'
                        UNION ALL
                        SELECT 'switches that gave credit for what was left', count(*), sum(amount)
                        FROM reports.lot WHERE kind = 'switch_credit' AND landed
                        UNION ALL
                        SELECT 'top-ups paid into the bank', count(*), sum(amount)
                        FROM booked WHERE purpose = 'top_up' AND gateway = 'offline'
                        UNION ALL
                        SELECT 'automatic top-ups, charged to invented cards', count(*), sum(amount)
                        FROM booked WHERE purpose = 'top_up' AND gateway = 'demo'
                        UNION ALL
                        SELECT 'requests compensated for a slow first token', count(*), sum(c.amount)
                        FROM reports.compensation c JOIN reports.lot l USING (lot_id) WHERE l.landed
                        """)
                .query(row -> {
                    BigDecimal amount = row.getBigDecimal("amount");
                    dealings.put(
                            row.getString("what"),
                            new Tally(row.getLong("count"), amount == null ? BigDecimal.ZERO : amount));
                });
        return dealings;
    }

    /** Accounts in debt and what they owe. */
    Tally owed() {
        return jdbc.sql(
                        "SELECT count(DISTINCT account_id) AS accounts, COALESCE(sum(owed), 0) AS amount FROM reports.debt")
                .query((row, number) -> new Tally(row.getLong("accounts"), row.getBigDecimal("amount")))
                .single();
    }

    /** The accounts with most shortfall, then most lapsed credit. */
    List<Balance> balances(int limit) {
        return jdbc.sql(
                        """
                        SELECT a.account_id, a.name, COALESCE(c.plan_code, '') AS plan_code,
                               COALESCE(l.granted, 0) AS granted, COALESCE(l.wallet, 0) AS wallet,
                               COALESCE(l.pools, 0) AS pools, COALESCE(m.lapsed, 0) AS lapsed,
                               COALESCE(m.shortfall, 0) AS shortfall, COALESCE(d.owed, 0) AS owed
                        FROM reports.account a
                        LEFT JOIN (SELECT account_id, max(plan_code) AS plan_code FROM cycle GROUP BY account_id) c
                            USING (account_id)
                        LEFT JOIN (SELECT account_id, sum(amount) FILTER (WHERE pool = 'wallet') AS granted,
                                          sum(remaining) FILTER (WHERE pool = 'wallet') AS wallet,
                                          sum(remaining) FILTER (WHERE pool <> 'wallet') AS pools
                                   FROM reports.lot GROUP BY account_id) l USING (account_id)
                        LEFT JOIN (SELECT account_id,
                                          sum(amount) FILTER (WHERE type = 'lapse' AND pool = 'wallet') AS lapsed,
                                          sum(amount) FILTER (WHERE type = 'shortfall') AS shortfall
                                   FROM reports.movement GROUP BY account_id) m USING (account_id)
                        LEFT JOIN (SELECT account_id, sum(owed) AS owed FROM reports.debt GROUP BY account_id) d
                            USING (account_id)
                        ORDER BY shortfall DESC, lapsed DESC, account_id LIMIT :limit
                        """)
                .param("limit", limit)
                .query((row, number) -> new Balance(
                        row.getString("account_id"),
                        row.getString("name"),
                        row.getString("plan_code"),
                        row.getBigDecimal("granted"),
                        row.getBigDecimal("wallet"),
                        row.getBigDecimal("pools"),
                        row.getBigDecimal("lapsed"),
                        row.getBigDecimal("shortfall"),
                        row.getBigDecimal("owed")))
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
