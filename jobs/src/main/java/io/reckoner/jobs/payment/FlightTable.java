package io.reckoner.jobs.payment;

import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_in_flight}. */
final class FlightTable {
    private final JdbcClient jdbc;

    FlightTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets a charge start, unless one of its account and a rival purpose is in flight: that one's id is returned. */
    Optional<String> start(Intent intent) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:account, 0))")
                .param("account", "payment_in_flight " + intent.account())
                .query((row, number) -> number)
                .list();
        Optional<String> rival = jdbc.sql(
                        """
                        SELECT intent_id FROM payment_in_flight WHERE account_id = :account AND purpose IN (:rivals)
                        ORDER BY intent_id LIMIT 1
                        """)
                .param("account", intent.account())
                .param(
                        "rivals",
                        intent.purpose().rivals().stream().map(Purpose::code).toList())
                .query(String.class)
                .optional();
        if (rival.isEmpty()) {
            jdbc.sql(
                            """
                            INSERT INTO payment_in_flight (account_id, purpose, intent_id) VALUES (:account, :purpose, :intent)
                            """)
                    .param("account", intent.account())
                    .param("purpose", intent.purpose().code())
                    .param("intent", intent.id())
                    .update();
        }
        return rival;
    }

    /**
     * Pages for plans that a customer has left untouched for this long give up their place: a renewal need not wait for them any more. They
     * stay undecided, and are credited should they be paid. A page on which a payment has begun, and what a person has to confirm, stay;
     * so does one whose payment is being heard of now, without waiting for it: who hears of it waits for the turn that is held here.
     */
    void giveWay(String account, Duration left) {
        IntentTable intents = new IntentTable(jdbc);
        jdbc
                .sql(
                        """
                        SELECT f.intent_id FROM payment_in_flight f JOIN payment_intent i USING (intent_id)
                        WHERE f.account_id = :account AND f.purpose IN ('plan_cycle', 'plan_switch')
                          AND i.customer_ref = '' AND i.recorded_at <= clock_timestamp() - make_interval(secs => :seconds)
                        """)
                .param("account", account)
                .param("seconds", left.toMillis() / 1000.0)
                .query(String.class)
                .list()
                .stream()
                .filter(intents::tryLock)
                .forEach(this::endUntouched);
    }

    private void endUntouched(String intent) {
        jdbc.sql(
                        """
                        DELETE FROM payment_in_flight WHERE intent_id = :intent
                          AND (SELECT o.state FROM payment_outcome o WHERE o.intent_id = :intent
                               ORDER BY o.outcome_no DESC LIMIT 1) = 'action_required'
                        """)
                .param("intent", intent)
                .update();
    }

    void end(Intent intent) {
        jdbc.sql("DELETE FROM payment_in_flight WHERE intent_id = :intent")
                .param("intent", intent.id())
                .update();
    }
}
