package io.reckoner.jobs.payment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payments as gateways' own lists name them, that belonged to nothing here when those were read. */
final class ListedPaymentView {
    /**
     * One of them.
     *
     * @param amount in cents, of whatever currency
     * @param movedAt when the money moved
     * @param detail what was read
     */
    record Listed(Cents amount, Instant movedAt, String detail) {}

    private final JdbcClient jdbc;

    ListedPaymentView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Listed> find(GatewayName gateway, String reference) {
        return jdbc.sql(
                        "SELECT cents, moved_at, detail FROM unknown_payment WHERE gateway = :gateway AND payment_ref = :reference")
                .param("gateway", gateway.code())
                .param("reference", reference)
                .query((row, number) -> new Listed(
                        new Cents(row.getLong("cents")),
                        row.getObject("moved_at", OffsetDateTime.class).toInstant(),
                        row.getString("detail")))
                .optional();
    }
}
