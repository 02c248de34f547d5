package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code gateway_subscription_end}. */
final class GatewaySubscriptionEndTable {
    private final JdbcClient jdbc;

    GatewaySubscriptionEndTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The gateway says that a subscription is renewed no more, which a charge has paid or began. */
    void add(Intent charge, String subscription) {
        jdbc.sql(
                        """
                        INSERT INTO gateway_subscription_end (intent_id, gateway, subscription_ref)
                        VALUES (:intent, :gateway, :subscription)
                        """)
                .param("intent", charge.id())
                .param("gateway", charge.gateway().code())
                .param("subscription", subscription)
                .update();
    }

    /** Whether the gateway has said so since it took the money of this charge: what is paid later was taken up again there. */
    boolean isTold(Intent charge) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM gateway_subscription_end e
                            LEFT JOIN gateway_subscription g ON g.intent_id = :intent
                            WHERE (e.intent_id = :intent OR e.gateway = g.gateway AND e.subscription_ref = g.subscription_ref)
                              AND (g.paid_at IS NULL OR g.paid_at < e.recorded_at))
                        """)
                .param("intent", charge.id())
                .query(Boolean.class)
                .single();
    }
}
