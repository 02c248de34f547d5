package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.GivingUp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code debt_given_up}. */
final class GivenUpTable {
    /** Shortfall that is given up, and when that acts. */
    record Row(String id, String account, GivingUp kind, Money amount, Instant actsAt) {}

    private final JdbcClient jdbc;

    GivenUpTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row row, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO debt_given_up (given_up_id, account_id, kind, amount, acts_at, recorded_at, actor, reason)
                        VALUES (:id, :account, :kind, :amount, :actsAt, :recordedAt, :actor, :reason)
                        """)
                .param("id", row.id())
                .param("account", row.account())
                .param("kind", row.kind().code())
                .param("amount", row.amount().toBigDecimal())
                .param("actsAt", row.actsAt().atOffset(ZoneOffset.UTC))
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /** What of an account's debt is given up from a watermark on: it is not settled yet. */
    Money waiting(String account, Instant watermark) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(sum(amount), 0) AS amount FROM debt_given_up
                        WHERE account_id = :account AND acts_at >= :watermark
                        """)
                .param("account", account)
                .param("watermark", watermark.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Money.of(row.getBigDecimal("amount")))
                .single();
    }

    Optional<Row> find(String id) {
        return jdbc.sql(
                        "SELECT given_up_id, account_id, kind, amount, acts_at FROM debt_given_up WHERE given_up_id = :id")
                .param("id", id)
                .query((row, number) -> new Row(
                        row.getString("given_up_id"),
                        row.getString("account_id"),
                        GivingUp.byCode(row.getString("kind")).orElseThrow(),
                        Money.of(row.getBigDecimal("amount")),
                        row.getObject("acts_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
