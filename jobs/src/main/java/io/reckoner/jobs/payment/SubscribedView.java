package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Which plan an account renews. */
final class SubscribedView {
    private final JdbcClient jdbc;

    SubscribedView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the account's newest subscription is a monthly one of this plan that was not cancelled. */
    boolean isSubscribed(String account, String plan) {
        return jdbc.sql(
                        """
                        SELECT coalesce((SELECT plan_code = :plan AND kind = 'monthly' AND cancelled_at IS NULL FROM subscription
                                         WHERE account_id = :account ORDER BY recorded_at DESC, subscription_id DESC LIMIT 1), false)
                        """)
                .param("account", account)
                .param("plan", plan)
                .query(Boolean.class)
                .single();
    }
}
