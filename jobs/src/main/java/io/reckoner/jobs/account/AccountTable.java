package io.reckoner.jobs.account;

import io.reckoner.jobs.database.InsertQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of tables {@code account} and {@code account_switch}. */
final class AccountTable {
    /** An account as it stands. */
    record Row(Account account, boolean payBeyondPlan, Instant recordedAt) {}

    private record Added(Account account, Instant at, String actor) {}

    private record Switched(String account, Instant actsAt, Instant at, String actor, String reason) {}

    private static final InsertQuery<Added> ROWS = InsertQuery.<Added>into("account")
            .with("account_id", "text", added -> added.account().id())
            .with("name", "text", added -> added.account().name())
            .with("status", "text", added -> added.account().status().code())
            .with("billing_name", "text", added -> added.account().billing().name())
            .with("billing_email", "text", added -> added.account().billing().email())
            .with("billing_address", "text", added -> added.account().billing().address())
            .with("billing_country", "text", added -> added.account().billing().country())
            .with("tax_id", "text", added -> added.account().billing().taxId())
            .with("recorded_at", "timestamptz", Added::at)
            .with("actor", "text", Added::actor);

    private static final InsertQuery<Switched> SWITCHED_OFF = InsertQuery.<Switched>into("account_switch")
            .with("account_id", "text", Switched::account)
            .with("acts_at", "timestamptz", Switched::actsAt)
            .with("pay_beyond_plan", "boolean", switched -> false)
            .with("recorded_at", "timestamptz", Switched::at)
            .with("actor", "text", Switched::actor)
            .with("reason", "text", Switched::reason);

    private static final String SELECT =
            """
            SELECT a.account_id, a.name, a.status, a.billing_name, a.billing_email, a.billing_address, a.billing_country,
                   a.tax_id, a.recorded_at,
                   COALESCE((SELECT s.pay_beyond_plan FROM account_switch s WHERE s.account_id = a.account_id
                             ORDER BY s.acts_at DESC, s.recorded_at DESC LIMIT 1), true) AS pay_beyond_plan
            FROM account a
            """;

    private final JdbcClient jdbc;

    AccountTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Row> find(String id) {
        return jdbc.sql(SELECT + "WHERE a.account_id = :id")
                .param("id", id)
                .query(AccountTable::row)
                .optional();
    }

    List<Row> all() {
        return jdbc.sql(SELECT + "ORDER BY a.account_id")
                .query(AccountTable::row)
                .list();
    }

    void add(Account account, Instant at, String actor) {
        with(
                        jdbc.sql(
                                """
                                INSERT INTO account (account_id, name, status, billing_name, billing_email, billing_address,
                                                     billing_country, tax_id, recorded_at, actor)
                                VALUES (:id, :name, :status, :billingName, :email, :address, :country, :taxId, :at, :actor)
                                """),
                        account)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .update();
    }

    /** Adds many accounts at once. */
    void addAll(List<Account> accounts, Instant at, String actor) {
        ROWS.add(
                jdbc,
                accounts.stream().map(account -> new Added(account, at, actor)).toList());
    }

    /** Sets the switch "pay as you go beyond the plan" of many accounts to off. */
    void switchOff(List<String> accounts, Instant actsAt, Instant at, String actor, String reason) {
        SWITCHED_OFF.add(
                jdbc,
                accounts.stream()
                        .map(account -> new Switched(account, actsAt, at, actor, reason))
                        .toList());
    }

    /** Those of these accounts that there are. */
    List<Row> those(Collection<String> ids) {
        return jdbc.sql(SELECT + "WHERE a.account_id = ANY (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(AccountTable::row)
                .list();
    }

    void change(Account account) {
        with(
                        jdbc.sql(
                                """
                                UPDATE account SET name = :name, status = :status, billing_name = :billingName,
                                       billing_email = :email, billing_address = :address, billing_country = :country,
                                       tax_id = :taxId
                                WHERE account_id = :id
                                """),
                        account)
                .update();
    }

    /** Sets the switch "pay as you go beyond the plan" from an instant on. */
    void set(String account, BeyondPlanSwitch position, Instant actsAt, Instant at, String actor, String reason) {
        jdbc.sql(
                        """
                        INSERT INTO account_switch (account_id, acts_at, pay_beyond_plan, recorded_at, actor, reason)
                        VALUES (:id, :actsAt, :on, :at, :actor, :reason)
                        """)
                .param("id", account)
                .param("actsAt", actsAt.atOffset(ZoneOffset.UTC))
                .param("on", position == BeyondPlanSwitch.ON)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("reason", reason)
                .update();
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, Account account) {
        return statement
                .param("id", account.id())
                .param("name", account.name())
                .param("status", account.status().code())
                .param("billingName", account.billing().name())
                .param("email", account.billing().email())
                .param("address", account.billing().address())
                .param("country", account.billing().country())
                .param("taxId", account.billing().taxId());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Account(
                        row.getString("account_id"),
                        row.getString("name"),
                        AccountStatus.byCode(row.getString("status")).orElseThrow(),
                        new Billing(
                                row.getString("billing_name"),
                                row.getString("billing_email"),
                                row.getString("billing_address"),
                                row.getString("billing_country"),
                                row.getString("tax_id"))),
                row.getBoolean("pay_beyond_plan"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
