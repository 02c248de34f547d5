package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code absent_payment}. */
final class AbsentPaymentTable {
    /** A payment as it was told first. */
    record Told(String intent, String payment, Cents amount) {}

    /** One that its gateway did not have when it was asked last. */
    record Absent(Told told, String account, Duration age, String detail) {}

    private final JdbcClient jdbc;

    AbsentPaymentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Payments that were learned of since an instant, oldest first. */
    List<Told> toldSince(GatewayName gateway, Instant from) {
        return jdbc.sql(
                        """
                        SELECT o.intent_id, o.gateway_ref, o.cents FROM payment_outcome o JOIN payment_intent i USING (intent_id)
                        WHERE o.state = 'paid' AND i.gateway = :gateway AND o.gateway_ref <> '' AND o.recorded_at >= :from
                          AND NOT EXISTS (SELECT FROM payment_outcome first
                                          WHERE first.intent_id = o.intent_id AND first.gateway_ref = o.gateway_ref
                                            AND first.state = 'paid' AND first.outcome_no < o.outcome_no)
                        ORDER BY o.recorded_at, o.intent_id, o.outcome_no
                        """)
                .param("gateway", gateway.code())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Told(
                        row.getString("intent_id"), row.getString("gateway_ref"), new Cents(row.getLong("cents"))))
                .list();
    }

    /** The gateway does not have it, for the reason given; nothing is written where its newest entry says so. */
    void absent(Told told, String detail) {
        add(told, "absent", detail, List.of("found", "unanswered"));
    }

    /** It is not known whether the gateway has it; nothing is written where it was absent, which it stays. */
    void unanswered(Told told, String detail) {
        add(told, "unanswered", detail, List.of("found"));
    }

    /** The gateway has it after all; nothing is written where it was neither absent nor unanswered. */
    void found(Told told) {
        add(told, "found", "", List.of("absent", "unanswered"));
    }

    private void add(Told told, String state, String detail, List<String> after) {
        jdbc.sql(
                        """
                        INSERT INTO absent_payment (intent_id, payment_ref, entry_no, state, cents, detail)
                        SELECT :intent, :payment, coalesce(max(entry_no), 0) + 1, :state, :cents, :detail FROM absent_payment
                        WHERE intent_id = :intent AND payment_ref = :payment
                        HAVING coalesce((array_agg(state ORDER BY entry_no DESC))[1], 'found') IN (:after)
                        ON CONFLICT DO NOTHING
                        """)
                .param("intent", told.intent())
                .param("payment", told.payment())
                .param("state", state)
                .param("after", after)
                .param("cents", told.amount().count())
                .param("detail", detail.replace('\0', ' '))
                .update();
    }

    /** Those that are absent by their newest entry, oldest first. */
    List<Absent> open() {
        return newest("absent");
    }

    /** Those of which it is not known whether the gateway has them, oldest first. */
    List<Absent> unanswered() {
        return newest("unanswered");
    }

    /** Whether a payment of an intent is absent by its newest entry. */
    boolean isAbsent(String intent, String payment) {
        return open().stream()
                .map(Absent::told)
                .anyMatch(told -> told.intent().equals(intent) && told.payment().equals(payment));
    }

    private List<Absent> newest(String state) {
        return jdbc.sql(
                        """
                        SELECT a.intent_id, a.payment_ref, a.cents, a.detail, a.recorded_at, i.account_id, clock_timestamp() AS now
                        FROM absent_payment a JOIN payment_intent i USING (intent_id)
                        WHERE a.state = :state
                          AND NOT EXISTS (SELECT FROM absent_payment later
                                          WHERE later.intent_id = a.intent_id AND later.payment_ref = a.payment_ref
                                            AND later.entry_no > a.entry_no)
                        ORDER BY a.recorded_at, a.intent_id, a.payment_ref
                        """)
                .param("state", state)
                .query((row, number) -> new Absent(
                        new Told(
                                row.getString("intent_id"),
                                row.getString("payment_ref"),
                                new Cents(row.getLong("cents"))),
                        row.getString("account_id"),
                        Duration.between(
                                row.getObject("recorded_at", OffsetDateTime.class),
                                row.getObject("now", OffsetDateTime.class)),
                        row.getString("detail")))
                .list();
    }
}
