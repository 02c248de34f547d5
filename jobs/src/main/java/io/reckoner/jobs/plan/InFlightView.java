package io.reckoner.jobs.plan;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Charges of an account whose outcome is not final. */
final class InFlightView {
    private static final String SELECT =
            """
            SELECT f.account_id, f.intent_id, i.gateway, i.method_ref,
                   coalesce((SELECT o.state FROM payment_outcome o WHERE o.intent_id = f.intent_id
                             ORDER BY o.outcome_no DESC LIMIT 1), 'open') AS state
            FROM payment_in_flight f JOIN payment_intent i USING (intent_id)
            WHERE f.account_id = :account
            """;

    private final JdbcClient jdbc;

    InFlightView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One of them, whatever it buys. */
    Optional<InFlight> of(String account) {
        return first(SELECT, account);
    }

    /** One that buys a plan's cycle or a switch. */
    Optional<InFlight> ofPlan(String account) {
        return first(SELECT + " AND f.purpose IN ('plan_cycle', 'plan_switch')", account);
    }

    private Optional<InFlight> first(String select, String account) {
        return jdbc.sql(select + " ORDER BY f.intent_id LIMIT 1")
                .param("account", account)
                .query((row, number) -> new InFlight(
                        row.getString("account_id"),
                        row.getString("intent_id"),
                        Awaited.ofCharge(
                                row.getString("gateway"), row.getString("method_ref"), row.getString("state"))))
                .optional();
    }
}
