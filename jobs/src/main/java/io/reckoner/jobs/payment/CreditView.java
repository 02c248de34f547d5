package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payments that the books hold in the name of intents. */
final class CreditView {
    /** One that no gateway says was paid. */
    record Unpaid(String intent, String account, Cents amount, Duration age) {}

    private final JdbcClient jdbc;

    CreditView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether they hold one in the name of a charge. */
    boolean has(Intent charge) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM payment WHERE payment_id = :charge)")
                .param("charge", charge.id())
                .query(Boolean.class)
                .single();
    }

    /** Those under the id of an intent without a paid outcome, oldest first. */
    List<Unpaid> unpaid() {
        return jdbc.sql(
                        """
                        SELECT p.payment_id, p.account_id, (p.amount * 100)::bigint AS cents, p.recorded_at,
                               clock_timestamp() AS now
                        FROM payment p
                        WHERE p.payment_id ~ '^pay_[0-9a-f]{32}$'
                          AND NOT EXISTS (SELECT FROM payment_outcome o WHERE o.intent_id = p.payment_id AND o.state = 'paid')
                        ORDER BY p.recorded_at, p.payment_id
                        """)
                .query((row, number) -> new Unpaid(
                        row.getString("payment_id"),
                        row.getString("account_id"),
                        new Cents(row.getLong("cents")),
                        Duration.between(
                                row.getObject("recorded_at", OffsetDateTime.class),
                                row.getObject("now", OffsetDateTime.class))))
                .list();
    }
}
