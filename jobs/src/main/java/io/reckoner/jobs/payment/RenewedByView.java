package io.reckoner.jobs.payment;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What subscriptions were paid by. */
final class RenewedByView {
    private final JdbcClient jdbc;

    RenewedByView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The charge of a stored method that opened the newest such cycle; none while the account is not active. */
    Optional<String> storedCharge(String account, String subscription) {
        return jdbc.sql(
                        """
                        SELECT i.intent_id FROM cycle c
                        JOIN payment_intent i ON i.intent_id = c.cycle_id
                        JOIN account a ON a.account_id = c.account_id AND a.status = 'active'
                        WHERE c.account_id = :account AND c.subscription_id = :subscription AND i.customer_ref <> ''
                        ORDER BY c.period_no DESC LIMIT 1
                        """)
                .param("account", account)
                .param("subscription", subscription)
                .query(String.class)
                .optional();
    }
}
