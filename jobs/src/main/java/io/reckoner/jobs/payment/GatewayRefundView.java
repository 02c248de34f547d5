package io.reckoner.jobs.payment;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What gateways tell of payments that go back. */
final class GatewayRefundView {
    private final JdbcClient jdbc;

    GatewayRefundView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The gateway that took a payment and can tell of what is asked for; empty where none does. */
    Optional<GatewayName> teller(String payment, Capability tells) {
        return jdbc.sql("SELECT gateway FROM payment_intent WHERE intent_id = :payment AND kind = 'charge'")
                .param("payment", payment)
                .query(String.class)
                .optional()
                .flatMap(GatewayName::byCode)
                .filter(gateway -> gateway.capabilities().contains(tells));
    }

    /** Whether the gateway has told of a refund of a payment, made or failed, by the gateway's id of it. */
    boolean isTold(String payment, String refund) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                                       WHERE i.charge_id = :payment AND o.state IN ('refunded', 'failed') AND o.gateway_ref = :refund)
                        """)
                .param("payment", payment)
                .param("refund", refund)
                .query(Boolean.class)
                .single();
    }
}
