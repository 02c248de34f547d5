package io.reckoner.jobs.payment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code gateway_listing}. */
final class ListingTable {
    private final JdbcClient jdbc;

    ListingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(GatewayName gateway, Instant from, Instant until, int entries) {
        jdbc.sql(
                        """
                        INSERT INTO gateway_listing (gateway, listed_until, listed_from, entries)
                        VALUES (:gateway, :until, :from, :entries) ON CONFLICT DO NOTHING
                        """)
                .param("gateway", gateway.code())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("entries", entries)
                .update();
    }

    /** Until when a gateway's list was read to its end. */
    Optional<Instant> until(GatewayName gateway) {
        return jdbc.sql("SELECT max(listed_until) FROM gateway_listing WHERE gateway = :gateway HAVING count(*) > 0")
                .param("gateway", gateway.code())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
