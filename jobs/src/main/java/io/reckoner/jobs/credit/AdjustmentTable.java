package io.reckoner.jobs.credit;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code negative_adjustment}: credit taken away by hand. */
final class AdjustmentTable {
    /** Credit taken from an account, and when that lands. */
    record Row(String id, String account, Money amount, Instant actsAt) {}

    private final JdbcClient jdbc;

    AdjustmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row row, Instant effectiveAt, String reference, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO negative_adjustment (adjustment_id, account_id, amount, effective_at, acts_at, origin_ref,
                                                         recorded_at, actor, reason)
                        VALUES (:id, :account, :amount, :effectiveAt, :actsAt, :reference, :recordedAt, :actor, :reason)
                        """)
                .param("id", row.id())
                .param("account", row.account())
                .param("amount", row.amount().toBigDecimal())
                .param("effectiveAt", effectiveAt.atOffset(ZoneOffset.UTC))
                .param("actsAt", row.actsAt().atOffset(ZoneOffset.UTC))
                .param("reference", reference)
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    Optional<Row> find(String reference) {
        return jdbc.sql(
                        """
                        SELECT adjustment_id, account_id, amount, acts_at FROM negative_adjustment
                        WHERE origin_ref = :reference
                        """)
                .param("reference", reference)
                .query((row, number) -> new Row(
                        row.getString("adjustment_id"),
                        row.getString("account_id"),
                        Money.of(row.getBigDecimal("amount")),
                        row.getObject("acts_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
