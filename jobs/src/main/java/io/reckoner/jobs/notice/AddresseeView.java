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

    /** Wallet credit as of the watermark and what has come since, less what was taken since and what is owed. */
    Money balance(String account, Instant now) {
        return jdbc.sql("SELECT balance FROM reports.wallet_balance(:account, :now)")
                .param("account", account)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> Money.of(row.getBigDecimal("balance")))
                .single();
    }
}
