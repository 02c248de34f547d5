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
    record Listed(Cents amount, Instant movedAt, String detail) {
        /** What was received, where it was read as a payment in US dollars. */
        Optional<Cents> paid() {
            return detail.startsWith(Listing.PAID) ? Optional.of(amount) : Optional.empty();
        }

        /** Whether it went back, in part at least, or is itself what goes back of another one. */
        boolean isMoneyBack() {
            return detail.contains(Listing.GONE_BACK)
                    || detail.startsWith(Listing.REFUNDED)
                    || detail.startsWith(Listing.DISPUTE);
        }
    }

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
