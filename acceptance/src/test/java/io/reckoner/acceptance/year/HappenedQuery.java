package io.reckoner.acceptance.year;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts what only the books know to have happened. */
final class HappenedQuery {
    private final JdbcClient jdbc;

    HappenedQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void addTo(Tally tally) {
        tally.count(Kind.COMPENSATED, number("SELECT count(*) FROM lot WHERE kind = 'compensation'"));
        tally.count(Kind.AUTO_PAUSED, number("SELECT count(*) FROM auto_top_up_pause WHERE state = 'paused'"));
        tally.count(Kind.PLAN_ENDED_UNPAID, number("SELECT count(*) FROM renewal_decline WHERE attempt = 4"));
        tally.count(Kind.SWITCH_CREDIT, number("SELECT count(*) FROM reports.lot WHERE kind = 'switch_credit'"));
        tally.count(
                Kind.ANCHORED_AT_THE_END_OF_A_MONTH,
                number(
                        """
                        SELECT count(*) FROM subscription s WHERE EXTRACT(DAY FROM anchor_at AT TIME ZONE 'UTC') >= 29
                          AND EXISTS (SELECT FROM cycle c WHERE c.subscription_id = s.subscription_id AND c.period_no >= 1)
                        """));
        tally.count(
                Kind.BUDGET_BOUND,
                number(
                        """
                        SELECT count(DISTINCT c.cycle_id) FROM cycle_counter k JOIN cycle c USING (cycle_id)
                        JOIN plan_version v ON v.plan_code = c.plan_code AND v.version = c.plan_version
                        WHERE k.budget_used >= v.price * v.budget_multiplier
                        """));
        tally.count(Kind.OVER_RUN, movements("type = 'over_run'"));
        tally.count(Kind.SHORTFALL, movements("type = 'shortfall'"));
        tally.count(Kind.PAID_OFF, movements("type = 'pay_off'"));
        tally.count(Kind.BONUS_LAPSED, movements("type = 'lapse' AND kind = 'bonus'"));
        tally.count(Kind.PLAN_LAPSED, movements("type = 'lapse' AND kind = 'plan'"));
        tally.count(
                Kind.DUPLICATE,
                number("SELECT COALESCE(sum(amount), 0) FROM control_total WHERE name = 'lines.duplicates'"));
        tally.count(
                Kind.LATE,
                number(
                        """
                        SELECT COALESCE(sum(s.lines), 0) FROM segment s JOIN run r USING (run_id)
                        WHERE s.last_ts < r.previous_watermark AND s.source <> 'again'
                        """));
    }

    private long movements(String which) {
        return number("SELECT count(*) FROM reports.movement WHERE " + which);
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
