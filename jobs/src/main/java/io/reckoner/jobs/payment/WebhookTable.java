package io.reckoner.jobs.payment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code webhook}. */
final class WebhookTable {
    private static final Pattern SUBJECT = Pattern.compile("[a-z]+-([0-9]{1,18})");

    /** A webhook that has been stored. */
    record Row(long id, GatewayName gateway, Delivery delivery, Duration age) {}

    /** A webhook that nothing has followed from yet; its bytes are left where they are. */
    record Waiting(GatewayName gateway, Duration age) {}

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

    /** The one that a break's subject names, if nothing has followed from it yet, nor a person has closed it. */
    Optional<Waiting> waiting(String subject) {
        return number(subject).flatMap(number -> jdbc.sql(
                        """
                                SELECT w.gateway, w.received_at, clock_timestamp() AS now FROM webhook w
                                WHERE w.webhook_id = :number AND w.gateway || '-' || w.webhook_id = :subject
                                  AND NOT EXISTS (SELECT FROM webhook_end e WHERE e.webhook_id = w.webhook_id)
                                  AND NOT EXISTS (SELECT FROM payment_break_end b
                                                  WHERE b.break_ref = 'not-processed:' || w.gateway || '-' || w.webhook_id)
                                """)
                .param("number", number)
                .param("subject", subject)
                .query((row, each) -> new Waiting(
                        GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                        Duration.between(
                                row.getObject("received_at", OffsetDateTime.class),
                                row.getObject("now", OffsetDateTime.class))))
                .optional());
    }

    /** Whether a break's subject is a webhook. */
    boolean isWebhook(String subject) {
        return number(subject)
                .filter(number -> jdbc.sql("SELECT EXISTS (SELECT FROM webhook WHERE webhook_id = :number"
                                + " AND gateway || '-' || webhook_id = :subject)")
                        .param("number", number)
                        .param("subject", subject)
                        .query(Boolean.class)
                        .single())
                .isPresent();
    }

    /** The number of the webhook that a break's subject may name. */
    static Optional<Long> number(String subject) {
        Matcher named = SUBJECT.matcher(subject);
        return named.matches() ? Optional.of(Long.valueOf(named.group(1))) : Optional.empty();
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
