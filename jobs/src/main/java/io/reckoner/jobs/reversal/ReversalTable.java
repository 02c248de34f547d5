package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.DebitKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code payment_reversal} and {@code wallet_debit}. */
final class ReversalTable {
    /** Credit to be taken out of the Wallet. */
    record Debit(String id, DebitKind kind, Money amount, String lot) {}

    private static final String SELECT =
            """
            SELECT reversal_id, payment_id, account_id, kind, amount, tax, cycle_id, dispute_ref, acts_at
            FROM payment_reversal
            """;

    private final JdbcClient jdbc;

    ReversalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Reversal reversal, List<Debit> debits, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO payment_reversal (reversal_id, payment_id, account_id, kind, amount, tax, cycle_id, dispute_ref, acts_at,
                                                      recorded_at, actor, reason)
                        VALUES (:id, :payment, :account, :kind, :amount, :tax, :cycle, :dispute, :actsAt, :recordedAt, :actor, :reason)
                        """)
                .param("id", reversal.id())
                .param("payment", reversal.payment())
                .param("account", reversal.account())
                .param("kind", reversal.kind().code())
                .param("amount", reversal.amount().toBigDecimal())
                .param("tax", reversal.tax().toBigDecimal())
                .param("cycle", reversal.cycle().orElse(null))
                .param("dispute", reversal.dispute())
                .param("actsAt", reversal.actsAt().atOffset(ZoneOffset.UTC))
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
        debits.forEach(debit -> add(reversal, debit));
    }

    private void add(Reversal reversal, Debit debit) {
        jdbc.sql(
                        """
                        INSERT INTO wallet_debit (debit_id, reversal_id, account_id, kind, amount, lot_id, acts_at)
                        VALUES (:id, :reversal, :account, :kind, :amount, :lot, :actsAt)
                        """)
                .param("id", debit.id())
                .param("reversal", reversal.id())
                .param("account", reversal.account())
                .param("kind", debit.kind().code())
                .param("amount", debit.amount().toBigDecimal())
                .param("lot", debit.lot())
                .param("actsAt", reversal.actsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Reversal> find(String id) {
        return jdbc.sql(SELECT + " WHERE reversal_id = :id")
                .param("id", id)
                .query(ReversalTable::reversal)
                .optional();
    }

    /** What happened to a payment, oldest first. */
    List<Reversal> of(String payment) {
        return jdbc.sql(SELECT + " WHERE payment_id = :payment ORDER BY acts_at, reversal_id")
                .param("payment", payment)
                .query(ReversalTable::reversal)
                .list();
    }

    /** The debits of a reversal, by id. */
    List<Debit> debits(String reversal) {
        return jdbc.sql(
                        """
                        SELECT debit_id, kind, amount, lot_id FROM wallet_debit WHERE reversal_id = :reversal ORDER BY debit_id
                        """)
                .param("reversal", reversal)
                .query((row, number) -> new Debit(
                        row.getString("debit_id"),
                        DebitKind.byCode(row.getString("kind")).orElseThrow(),
                        Money.of(row.getBigDecimal("amount")),
                        row.getString("lot_id")))
                .list();
    }

    /** What was clawed back of a lot so far, settled or not. */
    Money clawedBack(String lot) {
        return jdbc.sql(
                        "SELECT COALESCE(sum(amount), 0) AS amount FROM wallet_debit WHERE lot_id = :lot AND kind = 'claw_back'")
                .param("lot", lot)
                .query((row, number) -> Money.of(row.getBigDecimal("amount")))
                .single();
    }

    /** What of a lot that was paid for was sent back so far, settled or not. */
    Money sentBack(String lot) {
        return jdbc.sql(
                        "SELECT COALESCE(sum(amount), 0) AS amount FROM wallet_debit WHERE lot_id = :lot AND kind <> 'claw_back'")
                .param("lot", lot)
                .query((row, number) -> Money.of(row.getBigDecimal("amount")))
                .single();
    }

    private static Reversal reversal(ResultSet row, int number) throws SQLException {
        return new Reversal(
                row.getString("reversal_id"),
                row.getString("payment_id"),
                row.getString("account_id"),
                Reversal.Kind.byCode(row.getString("kind")).orElseThrow(),
                Money.of(row.getBigDecimal("amount")),
                Money.of(row.getBigDecimal("tax")),
                Optional.ofNullable(row.getString("cycle_id")),
                row.getString("dispute_ref"),
                row.getObject("acts_at", OffsetDateTime.class).toInstant());
    }
}
