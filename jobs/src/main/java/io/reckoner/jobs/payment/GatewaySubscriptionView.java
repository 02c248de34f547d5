package io.reckoner.jobs.payment;

import io.reckoner.jobs.plan.CancelCause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subscriptions that gateways renew, beside what the books say of them. */
final class GatewaySubscriptionView {
    /**
     * One that is ended here and may be renewed still by its gateway.
     *
     * @param subscription the gateway's id of it
     */
    record EndedHere(String account, GatewayName gateway, String subscription, Instant endedAt) {}

    /** What is known of the gateway's subscription of a month g: ours that it paid a cycle of, or was taken over with, the one that is renewed first. */
    private static final String KNOWN =
            """
            JOIN LATERAL (
                SELECT c.account_id, c.subscription_id, c.cycle_id, c.period_no, s.cancelled_at, s.cancelled_because, s.recorded_at,
                       (SELECT max(least(d.ends_at, e.acts_at)) FROM cycle d LEFT JOIN cycle_ending e USING (cycle_id)
                        WHERE d.subscription_id = s.subscription_id) AS paid_until
                FROM gateway_month o
                JOIN cycle c USING (cycle_id)
                JOIN subscription s USING (subscription_id)
                WHERE o.gateway = g.gateway AND o.subscription_ref = g.subscription_ref
                ORDER BY s.cancelled_at DESC NULLS FIRST, c.period_no DESC LIMIT 1
            ) k ON true
            """;

    /** Who has taken over the renewal of ours since: a stored method, or another subscription of a gateway's. */
    private static final String TAKEN =
            """
            LEFT JOIN LATERAL (
                SELECT i.intent_id, c.recorded_at FROM cycle c JOIN payment_intent i ON i.intent_id = c.cycle_id
                WHERE c.subscription_id = k.subscription_id AND c.period_no > k.period_no
                  AND (i.customer_ref <> '' OR EXISTS (SELECT FROM gateway_subscription o WHERE o.intent_id = i.intent_id))
                ORDER BY c.period_no LIMIT 1
            ) taken ON true
            """;

    /**
     * What was bought instead of ours, which is renewed no more. Where a charge g was made before ours ended: what is paid for longer, so
     * that no month of ours can follow. Where it was made since, and ours was taken up again: what was paid for and renewed at that time.
     */
    private static final String BOUGHT =
            """
            LEFT JOIN LATERAL (
                SELECT n.plan_code, n.recorded_at FROM subscription n
                JOIN plan_version v ON v.plan_code = n.plan_code AND v.version = n.plan_version AND v.price > 0
                JOIN cycle d USING (subscription_id)
                LEFT JOIN cycle_ending e USING (cycle_id)
                WHERE n.account_id = k.account_id AND n.recorded_at > k.recorded_at
                  AND CASE WHEN g.paid_at < k.cancelled_at THEN least(d.ends_at, e.acts_at) > k.paid_until
                           ELSE least(d.ends_at, e.acts_at) > g.paid_at AND n.kind = 'monthly'
                                AND (n.cancelled_at IS NULL OR n.cancelled_at > g.paid_at) AND k.cancelled_at IS NOT NULL END
                ORDER BY n.recorded_at DESC LIMIT 1
            ) bought ON true
            """;

    private final JdbcClient jdbc;

    GatewaySubscriptionView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a charge renews; empty where no cycle of its subscription is known, as for the first. */
    Optional<GatewayRenewal> renewal(Intent charge) {
        return jdbc.sql(
                        """
                        SELECT g.subscription_ref, g.paid_at, k.cycle_id, k.cancelled_at, taken.intent_id AS taken_by,
                               taken.recorded_at AS taken_at, bought.plan_code AS bought, bought.recorded_at AS bought_at,
                               coalesce((SELECT CASE e.cause WHEN 'switch' THEN 'switched' ELSE 'paid_back' END
                                         FROM cycle d JOIN cycle_ending e USING (cycle_id)
                                         WHERE d.subscription_id = k.subscription_id AND e.acts_at < d.ends_at
                                         ORDER BY e.acts_at DESC LIMIT 1),
                                        k.cancelled_because) AS because
                        FROM gateway_month g
                        """
                                + KNOWN + TAKEN + BOUGHT + " WHERE g.cycle_id = :intent")
                .param("intent", charge.id())
                .query((row, number) -> new GatewayRenewal(
                        row.getString("subscription_ref"),
                        row.getString("cycle_id"),
                        instant(row, "paid_at"),
                        ended(row)))
                .optional();
    }

    /** Whether another renews by now what the gateway's subscription of a cycle did. */
    boolean isOvertaken(String cycle) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM gateway_month g " + KNOWN + TAKEN
                        + "WHERE g.cycle_id = :cycle AND taken.intent_id IS NOT NULL)")
                .param("cycle", cycle)
                .query(Boolean.class)
                .single();
    }

    private static Optional<GatewayRenewal.Ended> ended(ResultSet row) throws SQLException {
        if (row.getString("taken_by") != null) {
            return Optional.of(new GatewayRenewal.Ended(
                    instant(row, "taken_at"),
                    CancelCause.REPLACED,
                    "charge " + row.getString("taken_by") + " had taken over its renewal"));
        }
        if (row.getString("bought") != null) {
            return Optional.of(new GatewayRenewal.Ended(
                    instant(row, "bought_at"),
                    CancelCause.REPLACED,
                    "plan " + row.getString("bought") + " had been bought instead"));
        }
        return row.getObject("cancelled_at") == null
                ? Optional.empty()
                : Optional.of(new GatewayRenewal.Ended(
                        instant(row, "cancelled_at"),
                        CancelCause.byCode(row.getString("because")).orElseThrow(),
                        "it had been ended here"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The newest month that this subscription of the gateway's has opened, or was taken over with. */
    Optional<GatewayMonth> newest(GatewayName gateway, String subscription) {
        return jdbc.sql(
                        """
                        SELECT c.account_id, c.plan_code, c.cycle_id FROM gateway_month g JOIN cycle c USING (cycle_id)
                        WHERE g.gateway = :gateway AND g.subscription_ref = :subscription
                        ORDER BY c.recorded_at DESC, c.cycle_id DESC LIMIT 1
                        """)
                .param("gateway", gateway.code())
                .param("subscription", subscription)
                .query((row, number) -> new GatewayMonth(
                        gateway, row.getString("account_id"), row.getString("plan_code"), row.getString("cycle_id")))
                .optional();
    }

    /**
     * Those that are ended here, not at the gateway's word, or are renewed by another, and that the gateway has not confirmed to have ended
     * since it last charged for them; the longest ended first.
     */
    List<EndedHere> endedHere() {
        return jdbc.sql(
                        """
                        SELECT k.account_id, g.gateway, g.subscription_ref,
                               max(coalesce(taken.recorded_at, k.cancelled_at)) AS ended_at
                        FROM gateway_month g
                        """
                                + KNOWN + TAKEN + BOUGHT
                                + """
                        WHERE taken.intent_id IS NOT NULL OR k.cancelled_because <> 'gateway'
                           OR bought.plan_code IS NOT NULL AND g.paid_at >= k.cancelled_at
                        GROUP BY k.account_id, g.gateway, g.subscription_ref
                        HAVING NOT EXISTS (
                               SELECT FROM payment_intent x JOIN payment_outcome o USING (intent_id)
                               WHERE x.kind = 'cancel_subscription' AND x.gateway = g.gateway
                                 AND x.target_ref = g.subscription_ref AND o.state = 'cancelled'
                                 AND x.recorded_at > (SELECT max(p.recorded_at) FROM gateway_month p
                                                      WHERE p.gateway = g.gateway AND p.subscription_ref = g.subscription_ref))
                        ORDER BY ended_at, g.gateway, g.subscription_ref
                        """)
                .query((row, number) -> new EndedHere(
                        row.getString("account_id"),
                        GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                        row.getString("subscription_ref"),
                        instant(row, "ended_at")))
                .list();
    }
}
