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

    void add(GatewayName gateway, Listing.Of of, Instant from, Instant until, int entries) {
        jdbc.sql(
                        """
                        INSERT INTO gateway_listing (gateway, list, listed_until, listed_from, entries)
                        VALUES (:gateway, :list, :until, :from, :entries) ON CONFLICT DO NOTHING
                        """)
                .param("gateway", gateway.code())
                .param("list", of.code())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("entries", entries)
                .update();
    }

    /** Until when a list of a gateway's was read to its end. */
    Optional<Instant> until(GatewayName gateway, Listing.Of of) {
        return jdbc.sql(
                        """
                        SELECT max(listed_until) FROM gateway_listing WHERE gateway = :gateway AND list = :list HAVING count(*) > 0
                        """)
                .param("gateway", gateway.code())
                .param("list", of.code())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
