package io.reckoner.jobs.reversal;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.EntryKind;
import io.reckoner.kernel.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What committed runs made of lots and debits. */
final class SettledView {
    /** What was drawn of credit of a kind and expiry. */
    record Drawn(LotKind kind, Instant effectiveAt, Optional<Instant> expiresAt, Money amount) {}

    private final JdbcClient jdbc;

    SettledView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What of a lot lapsed so far. */
    Money lapsed(String lot) {
        return sum("SELECT sum(amount) FROM reports.movement WHERE type = 'lapse' AND lot_id = :lot", lot);
    }

    /** What is left of a lot as of the watermark. */
    Money remaining(String lot) {
        return sum("SELECT sum(remaining) FROM reports.lot WHERE lot_id = :lot", lot);
    }

    private Money sum(String sql, String lot) {
        return jdbc.sql(sql)
                .param("lot", lot)
                .query((row, number) -> row.getBigDecimal(1) == null ? Money.ZERO : Money.of(row.getBigDecimal(1)))
                .single();
    }

    /** Given credit that these debits of an account drew, by kind and expiry. */
    List<Drawn> givenDrawn(String account, Collection<String> debits) {
        return jdbc
                .sql(
                        """
                        SELECT l.kind, l.expires_at, min(l.effective_at) AS effective_at, sum(m.amount) AS amount
                        FROM reports.movement m JOIN known_lot l USING (lot_id)
                        WHERE m.account_id = :account AND m.origin = ANY (:debits) AND m.type IN ('chargeback_draw', 'refund_draw')
                        GROUP BY l.kind, l.expires_at ORDER BY l.kind, l.expires_at
                        """)
                .param("account", account)
                .param("debits", debits.toArray(String[]::new))
                .query((row, number) -> new Drawn(
                        LotKind.byCode(row.getString("kind")).orElseThrow(),
                        instant(row, "effective_at").orElseThrow(),
                        instant(row, "expires_at"),
                        Money.of(row.getBigDecimal("amount"))))
                .list()
                .stream()
                .filter(drawn -> drawn.kind().funding() == LotKind.Funding.BONUS)
                .toList();
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** How far the payment that ended a cycle was taken out of income, as it was posted; nothing where income gained by its end. */
    Money outOfIncome(String account, String cycle) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(sum(amount), 0) AS amount FROM reports.journal_export
                        WHERE account_id = :account AND kind = :kind AND reference = :cycle AND ledger_account = :income
                        """)
                .param("account", account)
                .param("kind", EntryKind.SUBSCRIPTION_REFUND.code())
                .param("cycle", cycle)
                .param("income", ChartOfAccounts.STANDARD.incomeSubscription().name())
                .query((row, number) -> Money.of(row.getBigDecimal("amount")))
                .single()
                .max(Money.ZERO);
    }

    /** What these debits left uncovered, less what voids took back of it. */
    Money shortfall(Collection<String> debits) {
        return jdbc.sql(
                        """
                        SELECT (SELECT COALESCE(sum(amount), 0) FROM reports.movement
                                WHERE origin = ANY (:debits) AND type IN ('chargeback_shortfall', 'claw_back_shortfall'))
                             - (SELECT COALESCE(sum(amount), 0) FROM usage_void_debt WHERE debit_id = ANY (:debits)) AS amount
                        """)
                .param("debits", debits.toArray(String[]::new))
                .query((row, number) -> Money.of(row.getBigDecimal("amount")))
                .single();
    }

    /** What an account owes as of the watermark from a day and those before it. */
    Money owedUpTo(String account, LocalDate day) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(sum(owed), 0) AS owed FROM reports.debt WHERE account_id = :account AND day <= :day
                        """)
                .param("account", account)
                .param("day", day)
                .query((row, number) -> Money.of(row.getBigDecimal("owed")))
                .single();
    }

    /** What an account owes as of the watermark. */
    Money owed(String account) {
        return jdbc.sql("SELECT COALESCE(sum(owed), 0) AS owed FROM reports.debt WHERE account_id = :account")
                .param("account", account)
                .query((row, number) -> Money.of(row.getBigDecimal("owed")))
                .single();
    }
}
