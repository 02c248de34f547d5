package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code processing_failure}. */
final class ProcessingFailureTable {
    /** Since when something has failed, and what was thrown first. */
    record Failing(Instant since, Duration age, String thrown) {}

    private final JdbcClient jdbc;

    ProcessingFailureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes that a webhook, an entry of a list, or the search for a payment failed, or that the gateway of a webhook had no answer about it; only
     * the first time is kept, and returned.
     *
     * @param subject as the break names it: {@code creem-17}, {@code stripe-pi_123}, {@code pay_1:pi_123}
     */
    Failing add(String subject, String thrown) {
        jdbc.sql(
                        """
                        INSERT INTO processing_failure (subject, detail) VALUES (:subject, :detail) ON CONFLICT DO NOTHING
                        """)
                .param("subject", subject)
                .param("detail", thrown.replace('\0', ' '))
                .update();
        return find(subject).orElseThrow();
    }

    /** Empty for what never failed. */
    Optional<Failing> find(String subject) {
        return jdbc.sql(
                        """
                        SELECT recorded_at, clock_timestamp() AS now, detail FROM processing_failure WHERE subject = :subject
                        """)
                .param("subject", subject)
                .query((row, number) -> {
                    Instant since =
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant();
                    Instant now = row.getObject("now", OffsetDateTime.class).toInstant();
                    return new Failing(since, Duration.between(since, now), row.getString("detail"));
                })
                .optional();
    }
}
