package io.reckoner.jobs.payment;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_in_flight}. */
final class FlightTable {
    private final JdbcClient jdbc;

    FlightTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets a charge start, unless another of its account and purpose is in flight: that one's id is returned. */
    Optional<String> start(Intent intent) {
        int added = jdbc.sql(
                        """
                        INSERT INTO payment_in_flight (account_id, purpose, intent_id) VALUES (:account, :purpose, :intent)
                        ON CONFLICT (account_id, purpose) DO NOTHING
                        """)
                .param("account", intent.account())
                .param("purpose", intent.purpose().code())
                .param("intent", intent.id())
                .update();
        return added == 1
                ? Optional.empty()
                : Optional.of(jdbc.sql(
                                "SELECT intent_id FROM payment_in_flight WHERE account_id = :account AND purpose = :purpose")
                        .param("account", intent.account())
                        .param("purpose", intent.purpose().code())
                        .query(String.class)
                        .optional()
                        .orElse("that has just ended"));
    }

    void end(Intent intent) {
        jdbc.sql("DELETE FROM payment_in_flight WHERE intent_id = :intent")
                .param("intent", intent.id())
                .update();
    }
}
