package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Refusal;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Charges of an account whose outcome is not final. */
final class InFlightView {
    private final JdbcClient jdbc;

    InFlightView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Id of the intent of one of them, whatever it buys. */
    Optional<String> of(String account) {
        return jdbc.sql(
                        "SELECT intent_id FROM payment_in_flight WHERE account_id = :account ORDER BY intent_id LIMIT 1")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /** Id of the intent of one that buys a plan's cycle or a switch. */
    Optional<String> ofPlan(String account) {
        return jdbc.sql(
                        """
                        SELECT intent_id FROM payment_in_flight
                        WHERE account_id = :account AND purpose IN ('plan_cycle', 'plan_switch') ORDER BY intent_id LIMIT 1
                        """)
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /** Why an act has to wait for it. */
    static Refusal refusal(String account, String intent) {
        return new Refusal("account " + account + " has a payment in flight, intent " + intent
                + ". Nothing was changed. Wait for its outcome, which reckon payment sweep finds out, or give up a page that the "
                + "customer has left with: reckon payment confirm " + intent + " --never --reason ....");
    }
}
