package io.reckoner.jobs.payment;

import io.reckoner.jobs.plan.CancelCause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subscriptions that gateways renew, beside what the books say of them. */
final class GatewaySubscriptionView {
    /**
     * One that is ended here and may be renewed still by its gateway.
     *
     * @param subscription the gateway's id of it
     */
    record EndedHere(String account, GatewayName gateway, String subscription, Instant endedAt) {}

    private final JdbcClient jdbc;

    GatewaySubscriptionView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a charge renews; empty where no cycle of its subscription is known, as for the first. */
    Optional<GatewayRenewal> renewal(Intent charge) {
        return jdbc.sql(
                        """
                        SELECT g.subscription_ref, g.paid_at, known.cycle_id, known.cancelled_at, known.because
                        FROM gateway_subscription g
                        CROSS JOIN LATERAL (
                            SELECT c.cycle_id, s.cancelled_at,
                                   coalesce((SELECT CASE e.cause WHEN 'switch' THEN 'switched' ELSE 'paid_back' END
                                             FROM cycle d JOIN cycle_ending e USING (cycle_id)
                                             WHERE d.subscription_id = s.subscription_id AND e.acts_at < d.ends_at ORDER BY e.acts_at DESC LIMIT 1),
                                            s.cancelled_because) AS because
                            FROM gateway_subscription o
                            JOIN cycle c ON c.cycle_id = o.intent_id
                            JOIN subscription s USING (subscription_id)
                            WHERE o.gateway = g.gateway AND o.subscription_ref = g.subscription_ref
                            ORDER BY s.cancelled_at DESC NULLS FIRST, c.period_no DESC LIMIT 1
                        ) known
                        WHERE g.intent_id = :intent
                        """)
                .param("intent", charge.id())
                .query((row, number) -> new GatewayRenewal(
                        row.getString("subscription_ref"),
                        row.getString("cycle_id"),
                        row.getObject("paid_at", OffsetDateTime.class).toInstant(),
                        ended(row)))
                .optional();
    }

    private static Optional<GatewayRenewal.Ended> ended(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject("cancelled_at", OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new GatewayRenewal.Ended(
                        at.toInstant(),
                        CancelCause.byCode(row.getString("because")).orElseThrow()));
    }

    /** Id of the newest charge that opened a cycle by this subscription of the gateway's. */
    Optional<String> newestCycle(GatewayName gateway, String subscription) {
        return jdbc.sql(
                        """
                        SELECT g.intent_id FROM gateway_subscription g JOIN cycle c ON c.cycle_id = g.intent_id
                        WHERE g.gateway = :gateway AND g.subscription_ref = :subscription
                        ORDER BY c.recorded_at DESC, c.cycle_id DESC LIMIT 1
                        """)
                .param("gateway", gateway.code())
                .param("subscription", subscription)
                .query(String.class)
                .optional();
    }

    /**
     * Those that are ended here, not at the gateway's word, and that the gateway has not confirmed to have ended since it last charged
     * for them; the longest ended first.
     */
    List<EndedHere> endedHere() {
        return jdbc.sql(
                        """
                        SELECT min(c.account_id) AS account_id, g.gateway, g.subscription_ref, max(s.cancelled_at) AS ended_at
                        FROM gateway_subscription g
                        JOIN cycle c ON c.cycle_id = g.intent_id
                        JOIN subscription s USING (subscription_id)
                        GROUP BY g.gateway, g.subscription_ref
                        HAVING bool_and(s.cancelled_at IS NOT NULL)
                           AND (array_agg(s.cancelled_because ORDER BY s.cancelled_at DESC))[1] <> 'gateway'
                           AND NOT EXISTS (
                               SELECT FROM payment_intent x JOIN payment_outcome o USING (intent_id)
                               WHERE x.kind = 'cancel_subscription' AND x.gateway = g.gateway
                                 AND x.target_ref = g.subscription_ref AND o.state = 'cancelled'
                                 AND x.recorded_at > (SELECT max(p.recorded_at) FROM gateway_subscription p
                                                      WHERE p.gateway = g.gateway AND p.subscription_ref = g.subscription_ref))
                        ORDER BY ended_at, g.gateway, g.subscription_ref
                        """)
                .query((row, number) -> new EndedHere(
                        row.getString("account_id"),
                        GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                        row.getString("subscription_ref"),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
