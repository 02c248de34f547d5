package io.reckoner.jobs.payment;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code gateway_subscription}. */
final class GatewaySubscriptionTable {
    private final JdbcClient jdbc;

    GatewaySubscriptionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A charge that a subscription of the gateway's own paid; the same again changes nothing. */
    void add(Intent charge, String subscription, Instant paidAt) {
        jdbc.sql(
                        """
                        INSERT INTO gateway_subscription (intent_id, gateway, subscription_ref, paid_at)
                        VALUES (:intent, :gateway, :subscription, :paidAt) ON CONFLICT (intent_id) DO NOTHING
                        """)
                .param("intent", charge.id())
                .param("gateway", charge.gateway().code())
                .param("subscription", subscription)
                .param("paidAt", paidAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
