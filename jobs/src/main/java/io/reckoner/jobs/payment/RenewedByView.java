package io.reckoner.jobs.payment;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who renews subscriptions: the stored method or the gateway's own subscription that paid the newest month by either. */
final class RenewedByView {
    private final JdbcClient jdbc;

    RenewedByView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The charge of the stored method that renews one; none where a gateway does, and while the account is not active. */
    Optional<String> storedCharge(String account, String subscription) {
        return jdbc.sql(
                        """
                        SELECT intent_id FROM (
                            SELECT i.intent_id, g.intent_id IS NULL AS is_stored FROM cycle c
                            JOIN payment_intent i ON i.intent_id = c.cycle_id
                            JOIN account a ON a.account_id = c.account_id AND a.status = 'active'
                            LEFT JOIN gateway_subscription g ON g.intent_id = i.intent_id
                            WHERE c.account_id = :account AND c.subscription_id = :subscription
                              AND (i.customer_ref <> '' OR g.intent_id IS NOT NULL)
                            ORDER BY c.period_no DESC LIMIT 1) newest
                        WHERE is_stored
                        """)
                .param("account", account)
                .param("subscription", subscription)
                .query(String.class)
                .optional();
    }
}
