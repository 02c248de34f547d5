package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code webhook_end}. */
final class WebhookEndTable {
    /** A webhook that nothing could follow from. */
    record Stray(long webhook, GatewayName gateway, String outcome, String detail, Duration age) {}

    private static final int LONGEST_DETAIL = 2_000;

    private final JdbcClient jdbc;

    WebhookEndTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes what followed from a webhook. Two who process it at once end it once. */
    void add(long webhook, String outcome, Optional<Intent> intent, String detail) {
        add(webhook, outcome, intent, detail, "");
    }

    /** Notes that what a webhook tells of is not known. */
    void addUnmatched(long webhook, Consequences.End.Unmatched lost) {
        add(webhook, "unmatched", Optional.empty(), lost.what(), lost.moved());
    }

    private void add(long webhook, String outcome, Optional<Intent> intent, String detail, String moved) {
        jdbc.sql(
                        """
                        INSERT INTO webhook_end (webhook_id, outcome, intent_id, detail, moved_ref)
                        VALUES (:webhook, :outcome, :intent, :detail, :moved)
                        ON CONFLICT (webhook_id) DO NOTHING
                        """)
                .param("webhook", webhook)
                .param("outcome", outcome)
                .param("intent", intent.map(Intent::id).orElse(null))
                .param(
                        "detail",
                        detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL))
                                .replace('\0', ' '))
                .param("moved", Listing.printable(moved))
                .update();
    }

    /** What a stray webhook tells of, as the break of its gateway's list is known by; empty where it names none. */
    Optional<String> moved(String subject) {
        return WebhookTable.number(subject).flatMap(number -> jdbc.sql(
                        """
                                SELECT w.gateway, e.moved_ref FROM webhook_end e JOIN webhook w USING (webhook_id)
                                WHERE e.webhook_id = :number AND w.gateway || '-' || w.webhook_id = :subject AND e.moved_ref <> ''
                                """)
                .param("number", number)
                .param("subject", subject)
                .query((row, each) -> GatewayLists.subject(
                        GatewayName.byCode(row.getString("gateway")).orElseThrow(), row.getString("moved_ref")))
                .optional());
    }

    /**
     * Genuine webhooks about money that belongs to no intent of ours, or that could not be read; oldest first. One that names what its gateway's
     * list names, too, is that break alone ({@link UnknownPaymentTable}), where that is shown or was closed; it has ended once its payment is recorded,
     * or an intent has learned of it.
     */
    List<Stray> strays() {
        return jdbc.sql(
                        """
                        SELECT e.webhook_id, w.gateway, e.outcome, e.detail, w.received_at, clock_timestamp() AS now
                        FROM webhook_end e JOIN webhook w USING (webhook_id)
                        WHERE e.outcome IN ('unmatched', 'unreadable')
                          AND NOT (coalesce(e.moved_ref, '') <> ''
                                   AND (EXISTS (SELECT FROM unknown_payment u
                                                WHERE u.gateway = w.gateway AND u.payment_ref = e.moved_ref AND NOT %s)
                                        OR EXISTS (SELECT FROM payment p
                                                   WHERE p.gateway = w.gateway AND p.gateway_ref = e.moved_ref)
                                        OR EXISTS (SELECT FROM payment_outcome o JOIN payment_intent i USING (intent_id)
                                                   WHERE o.gateway_ref = e.moved_ref AND i.gateway = w.gateway)))
                        ORDER BY e.webhook_id
                        """
                                .formatted(UnknownPaymentTable.NAMED_IN_WORDS))
                .query((row, number) -> new Stray(
                        row.getLong("webhook_id"),
                        GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                        row.getString("outcome"),
                        row.getString("detail"),
                        Duration.between(
                                row.getObject("received_at", OffsetDateTime.class),
                                row.getObject("now", OffsetDateTime.class))))
                .list();
    }
}
