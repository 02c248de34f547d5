package io.reckoner.acceptance.year;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people of a life know of their accounts when they decide what to do: read at the moment of deciding. */
final class StandingQuery {
    /** A charge that was asked for, and the last that was learned of it. */
    record Asked(
            String intent,
            String account,
            String gateway,
            String purpose,
            String plan,
            boolean stored,
            boolean renewal,
            String state,
            Instant at) {}

    /** A payment of which something is left, of a top-up or of the cycle that is live. */
    record Paid(String payment, String account, String gateway, String purpose, long left) {}

    /** A live cycle that was paid month by month. */
    record Live(String account, String plan, String gateway, boolean renewable) {}

    private final JdbcClient jdbc;

    StandingQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Charges asked for since an instant. */
    List<Asked> asked(Instant since) {
        return jdbc.sql(
                        """
                        SELECT i.intent_id, i.account_id, i.gateway, i.purpose, i.plan_code, i.customer_ref <> '' AS stored,
                               i.idempotency_key LIKE 'renewal:%' AS renewal, i.recorded_at,
                               COALESCE((SELECT o.state FROM payment_outcome o WHERE o.intent_id = i.intent_id
                                         ORDER BY o.outcome_no DESC LIMIT 1), 'open') AS state
                        FROM payment_intent i WHERE i.kind = 'charge' AND i.recorded_at > :since AND i.idempotency_key NOT LIKE 'creem:%'
                        ORDER BY i.recorded_at, i.intent_id
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Asked(
                        row.getString("intent_id"),
                        row.getString("account_id"),
                        row.getString("gateway"),
                        row.getString("purpose"),
                        row.getString("plan_code"),
                        row.getBoolean("stored"),
                        row.getBoolean("renewal"),
                        row.getString("state"),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Payments of the last weeks that may still go back and are not disputed. */
    List<Paid> payments(Instant now) {
        return jdbc.sql(
                        """
                        SELECT p.payment_id, p.account_id, p.gateway, p.purpose,
                               (100 * (p.amount - COALESCE((SELECT sum(r.amount) FROM payment_reversal r
                                                            WHERE r.payment_id = p.payment_id), 0)))::bigint AS amount_left
                        FROM payment p
                        LEFT JOIN cycle c ON c.cycle_id = p.payment_id
                        LEFT JOIN cycle_ending e ON e.cycle_id = c.cycle_id
                        WHERE p.paid_at > :now - interval '24 days' AND p.acts_at < :now
                          AND (p.purpose = 'top_up'
                               OR p.purpose = 'plan' AND c.acts_at < :now AND c.ends_at > :now AND e.cycle_id IS NULL
                                  AND NOT EXISTS (SELECT FROM cycle later WHERE later.account_id = c.account_id
                                                  AND later.starts_at >= c.ends_at))
                          AND NOT EXISTS (SELECT FROM payment_reversal r
                                          WHERE r.payment_id = p.payment_id AND r.kind LIKE 'chargeback%')
                          AND NOT EXISTS (SELECT FROM payment_intent i
                                          WHERE i.charge_id = p.payment_id AND i.recorded_at > :now - interval '2 days')
                        ORDER BY p.paid_at, p.account_id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Paid(
                        row.getString("payment_id"),
                        row.getString("account_id"),
                        row.getString("gateway"),
                        row.getString("purpose"),
                        row.getLong("amount_left")))
                .list();
    }

    /** Cycles that serve now, nothing being paid for the time after. */
    List<Live> live(Instant now) {
        return jdbc.sql(
                        """
                        SELECT c.account_id, c.plan_code, p.gateway, s.kind = 'monthly' AND s.cancelled_at IS NULL AS renewable
                        FROM cycle c JOIN subscription s USING (subscription_id) JOIN payment p ON p.payment_id = c.cycle_id
                        WHERE c.acts_at < :now AND c.ends_at > :now
                          AND NOT EXISTS (SELECT FROM cycle_ending e WHERE e.cycle_id = c.cycle_id)
                          AND NOT EXISTS (SELECT FROM cycle later WHERE later.account_id = c.account_id
                                          AND later.starts_at >= c.ends_at)
                        ORDER BY c.account_id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Live(
                        row.getString("account_id"),
                        row.getString("plan_code"),
                        row.getString("gateway"),
                        row.getBoolean("renewable")))
                .list();
    }

    /** Accounts that hold a cycle now or in time to come. */
    List<String> planned(Instant now) {
        return jdbc.sql("SELECT DISTINCT account_id FROM cycle WHERE ends_at > :now ORDER BY 1")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    List<String> owing() {
        return jdbc.sql("SELECT DISTINCT account_id FROM reports.debt ORDER BY 1")
                .query(String.class)
                .list();
    }

    List<String> pausedTopUps() {
        return jdbc.sql(
                        """
                        SELECT account_id FROM (SELECT DISTINCT ON (account_id) account_id, state FROM auto_top_up_pause
                                                ORDER BY account_id, pause_no DESC) newest
                        WHERE state = 'paused' ORDER BY 1
                        """)
                .query(String.class)
                .list();
    }
}
