package io.reckoner.jobs.reversal;

import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What committed runs made of lots and debits. */
final class SettledView {
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

    /** What these debits left uncovered. */
    Money shortfall(Collection<String> debits) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(sum(amount), 0) AS amount FROM reports.movement
                        WHERE origin = ANY (:debits) AND type IN ('chargeback_shortfall', 'claw_back_shortfall')
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
