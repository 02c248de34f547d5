package io.reckoner.jobs.notice;

import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads whom a notice goes to, when it is sent: what was blanked in the account meanwhile is not used. */
final class AddresseeView {
    /**
     * Whom a mail goes to.
     *
     * @param name billing name, else the account's, else its id
     * @param email may be empty
     */
    record Addressee(String account, String name, String email) {}

    private final JdbcClient jdbc;

    AddresseeView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Addressee> of(String account) {
        return jdbc.sql(
                        """
                        SELECT account_id, COALESCE(NULLIF(billing_name, ''), NULLIF(name, ''), account_id) AS name, billing_email
                        FROM account WHERE account_id = :account
                        """)
                .param("account", account)
                .query((row, number) -> new Addressee(
                        row.getString("account_id"), row.getString("name"), row.getString("billing_email")))
                .optional();
    }

    /** Wallet credit as of the watermark and what has come since, less what is owed. */
    Money balance(String account, Instant now) {
        return Money.of(jdbc.sql(
                        """
                        SELECT (SELECT COALESCE(sum(remaining), 0) FROM reports.lot
                                WHERE account_id = :account AND pool = 'wallet' AND (landed OR acts_at <= :now))
                             - (SELECT COALESCE(sum(owed), 0) FROM reports.debt WHERE account_id = :account)
                        """)
                .param("account", account)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(java.math.BigDecimal.class)
                .single());
    }
}
