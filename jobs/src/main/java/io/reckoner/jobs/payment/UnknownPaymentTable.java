package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code unknown_payment}. */
final class UnknownPaymentTable {
    /** One that still belongs to nothing here. */
    record Open(GatewayName gateway, String reference, Cents amount, Duration age, String detail) {}

    /**
     * Whether a webhook that ended before ends named what they tell of names the row {@code u} in words: then that webhook is the break, open or
     * closed, and the row is not shown.
     */
    static final String NAMED_IN_WORDS =
            """
            EXISTS (SELECT FROM webhook_end words JOIN webhook told USING (webhook_id)
                    WHERE told.gateway = u.gateway AND words.outcome IN ('unmatched', 'unreadable')
                      AND words.moved_ref IS NULL AND position(u.payment_ref IN words.detail) > 0)
            """;

    private final JdbcClient jdbc;

    UnknownPaymentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes one; the same again changes nothing.
     *
     * @param metAt counts as its time where the gateway names none
     */
    void add(GatewayName gateway, Listing.Entry entry, String detail, Instant metAt) {
        jdbc.sql(
                        """
                        INSERT INTO unknown_payment (gateway, payment_ref, cents, moved_at, detail)
                        VALUES (:gateway, :reference, :cents, :at, :detail) ON CONFLICT DO NOTHING
                        """)
                .param("gateway", gateway.code())
                .param("reference", entry.reference())
                .param("cents", entry.amount().count())
                .param("at", entry.at().orElse(metAt).atOffset(ZoneOffset.UTC))
                .param("detail", detail.replace('\0', ' '))
                .update();
    }

    /** Whether something a gateway lists was noted here, or is known: learned of by an intent, recorded, or a dispute. */
    boolean isNotedOrKnown(GatewayName gateway, String reference) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM unknown_payment WHERE gateway = :gateway AND payment_ref = :reference)
                            OR EXISTS (SELECT FROM payment_outcome o JOIN payment_intent i USING (intent_id)
                                       WHERE o.gateway_ref = :reference AND i.gateway = :gateway)
                            OR EXISTS (SELECT FROM payment WHERE gateway = :gateway AND gateway_ref = :reference)
                            OR EXISTS (SELECT FROM payment_dispute WHERE gateway = :gateway AND dispute_ref = :reference)
                        """)
                .param("gateway", gateway.code())
                .param("reference", reference)
                .query(Boolean.class)
                .single();
    }

    /**
     * Those that no intent has learned of since, nor a person has given credit for, nor are disputes known by now, nor was a stray webhook closed that
     * names it; oldest first. A webhook that was ended by an earlier version says in words what it names, and is the break instead.
     */
    List<Open> open() {
        return jdbc.sql(
                        """
                        SELECT u.gateway, u.payment_ref, u.cents, u.moved_at, u.detail, clock_timestamp() AS now
                        FROM unknown_payment u
                        WHERE NOT EXISTS (SELECT FROM payment_outcome o JOIN payment_intent i USING (intent_id)
                                          WHERE o.gateway_ref = u.payment_ref AND i.gateway = u.gateway)
                          AND NOT EXISTS (SELECT FROM payment p WHERE p.gateway = u.gateway AND p.gateway_ref = u.payment_ref)
                          AND NOT EXISTS (SELECT FROM payment_dispute d
                                          WHERE d.dispute_ref = u.payment_ref AND d.gateway = u.gateway)
                          AND NOT EXISTS (SELECT FROM webhook_end e JOIN webhook w USING (webhook_id)
                                          JOIN payment_break_end b
                                            ON b.break_ref = 'stray-webhook:' || w.gateway || '-' || w.webhook_id
                                          WHERE w.gateway = u.gateway AND e.outcome IN ('unmatched', 'unreadable')
                                            AND e.moved_ref = u.payment_ref)
                          AND NOT %s
                        ORDER BY u.moved_at, u.gateway, u.payment_ref
                        """
                                .formatted(NAMED_IN_WORDS))
                .query((row, number) -> new Open(
                        GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                        row.getString("payment_ref"),
                        new Cents(row.getLong("cents")),
                        Duration.between(
                                row.getObject("moved_at", OffsetDateTime.class),
                                row.getObject("now", OffsetDateTime.class)),
                        row.getString("detail")))
                .list();
    }
}
