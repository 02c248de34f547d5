package io.reckoner.jobs.payment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code webhook}. */
final class WebhookTable {
    /** A webhook that has been stored. */
    record Row(long id, GatewayName gateway, Delivery delivery, Duration age) {}

    private final JdbcClient jdbc;

    WebhookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores a delivery as it came; the same bytes again change nothing. */
    void add(GatewayName gateway, Delivery delivery) {
        jdbc.sql(
                        """
                        INSERT INTO webhook (gateway, sha256, headers, body) VALUES (:gateway, :sha256, :headers, :body)
                        ON CONFLICT (gateway, sha256) DO NOTHING
                        """)
                .param("gateway", gateway.code())
                .param("sha256", sha256(delivery.body()))
                .param(
                        "headers",
                        new TreeMap<>(delivery.headers())
                                .entrySet().stream()
                                        .map(header -> header.getKey() + ": " + header.getValue())
                                        .collect(Collectors.joining("\n")))
                .param("body", delivery.body())
                .update();
    }

    /** Those that nothing has followed from yet, nor a person has closed, in the order they came. */
    List<Row> waiting() {
        return jdbc.sql(
                        """
                        SELECT w.webhook_id, w.gateway, w.headers, w.body, w.received_at, clock_timestamp() AS now FROM webhook w
                        WHERE NOT EXISTS (SELECT FROM webhook_end e WHERE e.webhook_id = w.webhook_id)
                          AND NOT EXISTS (SELECT FROM payment_break_end b
                                          WHERE b.break_ref = 'not-processed:' || w.gateway || '-' || w.webhook_id)
                        ORDER BY w.webhook_id
                        """)
                .query((row, number) -> new Row(
                        row.getLong("webhook_id"),
                        GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                        new Delivery(headers(row.getString("headers")), row.getBytes("body")),
                        Duration.between(
                                row.getObject("received_at", OffsetDateTime.class),
                                row.getObject("now", OffsetDateTime.class))))
                .list();
    }

    /** Whether a break's subject is a webhook. */
    boolean isWebhook(String subject) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM webhook WHERE gateway || '-' || webhook_id = :subject)")
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 2));
            }
        });
        return headers;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
