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
        jdbc.sql(
                        """
                        INSERT INTO webhook_end (webhook_id, outcome, intent_id, detail)
                        VALUES (:webhook, :outcome, :intent, :detail)
                        ON CONFLICT (webhook_id) DO NOTHING
                        """)
                .param("webhook", webhook)
                .param("outcome", outcome)
                .param("intent", intent.map(Intent::id).orElse(null))
                .param(
                        "detail",
                        detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL))
                                .replace('\0', ' '))
                .update();
    }

    /** Genuine webhooks about money that belongs to no intent of ours, or that could not be read; oldest first. */
    List<Stray> strays() {
        return jdbc.sql(
                        """
                        SELECT e.webhook_id, w.gateway, e.outcome, e.detail, w.received_at, clock_timestamp() AS now
                        FROM webhook_end e JOIN webhook w USING (webhook_id)
                        WHERE e.outcome IN ('unmatched', 'unreadable')
                        ORDER BY e.webhook_id
                        """)
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
