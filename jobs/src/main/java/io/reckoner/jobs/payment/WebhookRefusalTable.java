package io.reckoner.jobs.payment;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code webhook_refusal}. */
final class WebhookRefusalTable {
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
}
