package io.reckoner.jobs.reversal;

import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What switches of plans gave back for the cycles that they ended, as committed runs have worked it out. */
final class SwitchedView {
    /**
     * A switch from a cycle.
     *
     * @param lot id of the lot it gave back; empty where there is none
     * @param credit how much; nothing for a downgrade, and while it is not settled
     */
    record Switched(Instant at, String lot, Money credit) {}

    private final JdbcClient jdbc;

    SwitchedView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The switch from the cycle that a payment bought. */
    Optional<Switched> from(String payment) {
        return jdbc.sql(
                        """
                        SELECT w.acts_at, coalesce(l.lot_id::text, '') AS lot_id, coalesce(l.amount, 0) AS amount
                        FROM plan_switch w LEFT JOIN known_lot l ON l.origin = 'switch' AND l.origin_ref = w.switch_id
                        WHERE w.cycle_id = :payment
                        """)
                .param("payment", payment)
                .query((row, number) -> new Switched(
                        row.getObject("acts_at", OffsetDateTime.class).toInstant(),
                        row.getString("lot_id"),
                        Money.of(row.getBigDecimal("amount"))))
                .optional();
    }
}
