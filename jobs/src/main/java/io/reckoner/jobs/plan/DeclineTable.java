package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code renewal_decline}. */
final class DeclineTable {
    /** An attempt that was declined. */
    record Row(String account, String subscription, int period, int attempt, Instant declinedAt) {}

    private static final String SELECT =
            "SELECT account_id, subscription_id, period_no, attempt, declined_at FROM renewal_decline ";

    private final JdbcClient jdbc;

    DeclineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row row, String reference, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO renewal_decline (subscription_id, period_no, attempt, account_id, declined_at, origin_ref,
                                                     recorded_at, actor, reason)
                        VALUES (:subscription, :period, :attempt, :account, :declinedAt, :reference, :recordedAt, :actor,
                                :reason)
                        """)
                .param("subscription", row.subscription())
                .param("period", row.period())
                .param("attempt", row.attempt())
                .param("account", row.account())
                .param("declinedAt", row.declinedAt().atOffset(ZoneOffset.UTC))
                .param("reference", reference)
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    Optional<Row> find(String reference) {
        return jdbc.sql(SELECT + "WHERE origin_ref = :reference")
                .param("reference", reference)
                .query(DeclineTable::row)
                .optional();
    }

    /** The attempts at a month, in order. */
    List<Row> of(String subscription, int period) {
        return jdbc.sql(SELECT + "WHERE subscription_id = :subscription AND period_no = :period ORDER BY attempt")
                .param("subscription", subscription)
                .param("period", period)
                .query(DeclineTable::row)
                .list();
    }

    /** Accounts with a subscription that may be renewed and is paid until this instant at most: nobody else's charge is due. */
    List<String> renewableAccounts(Instant paidUntil) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT s.account_id FROM subscription s
                        WHERE s.kind = 'monthly' AND s.cancelled_at IS NULL
                          AND NOT EXISTS (SELECT FROM cycle c LEFT JOIN cycle_ending e USING (cycle_id)
                                          WHERE c.subscription_id = s.subscription_id AND LEAST(c.ends_at, e.acts_at) > :paidUntil)
                        ORDER BY 1
                        """)
                .param("paidUntil", paidUntil.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("account_id"),
                row.getString("subscription_id"),
                row.getInt("period_no"),
                row.getInt("attempt"),
                row.getObject("declined_at", OffsetDateTime.class).toInstant());
    }
}
