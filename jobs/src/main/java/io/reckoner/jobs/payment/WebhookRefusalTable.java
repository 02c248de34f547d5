package io.reckoner.jobs.payment;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code webhook_refusal}. */
final class WebhookRefusalTable {
    /** So many were refused on a UTC day. */
    record Row(LocalDate day, String gateway, String reason, long count) {}

    private final JdbcClient jdbc;

    WebhookRefusalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts one more refusal of a UTC day. */
    void count(GatewayName gateway, LocalDate day, Verdict.Reason reason) {
        jdbc.sql(
                        """
                        INSERT INTO webhook_refusal (gateway, day, reason, count) VALUES (:gateway, :day, :reason, 1)
                        ON CONFLICT (gateway, day, reason) DO UPDATE SET count = webhook_refusal.count + 1
                        """)
                .param("gateway", gateway.code())
                .param("day", day)
                .param("reason", reason.code())
                .update();
    }

    /** By day, gateway and reason, the newest day first. */
    List<Row> since(LocalDate day) {
        return jdbc.sql(
                        """
                        SELECT day, gateway, reason, count FROM webhook_refusal WHERE day >= :day
                        ORDER BY day DESC, gateway, reason
                        """)
                .param("day", day)
                .query((row, number) -> new Row(
                        row.getObject("day", LocalDate.class),
                        row.getString("gateway"),
                        row.getString("reason"),
                        row.getLong("count")))
                .list();
    }
}
