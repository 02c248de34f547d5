package io.reckoner.jobs.notice;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code notice_level}. */
final class NoticeLevelTable {
    /**
     * An account that is seen on the other side of its threshold than before, or for the first time.
     *
     * @param episode how often it has fallen below until now
     * @param isKnown whether it was seen before
     */
    record Change(String account, Money balance, Money threshold, int episode, boolean isKnown) {
        boolean isLow() {
            return balance.compareTo(threshold) < 0;
        }

        /** It was seen above, and is below: an account that never was above did not fall. */
        boolean isFall() {
            return isKnown && isLow();
        }

        /** How often it has fallen below with this change. */
        int next() {
            return isLow() ? episode + 1 : episode;
        }
    }

    private final JdbcClient jdbc;

    NoticeLevelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Active accounts that have a threshold, and that changed sides.
     *
     * @param usual the threshold of accounts without one of their own; empty: none
     */
    List<Change> changes(Instant now, Optional<Money> usual) {
        return jdbc.sql(
                        """
                        WITH own AS (
                            SELECT DISTINCT ON (account_id) account_id, threshold FROM notice_threshold
                            ORDER BY account_id, change_no DESC
                        ), watched AS (
                            SELECT a.account_id, COALESCE(o.threshold, :usual::numeric) AS threshold
                            FROM account a LEFT JOIN own o USING (account_id)
                            WHERE a.status = 'active' AND COALESCE(o.threshold, :usual::numeric) IS NOT NULL
                        ), wallet AS (
                            SELECT l.account_id, sum(l.remaining) AS credit FROM reports.lot l JOIN watched USING (account_id)
                            WHERE l.pool = 'wallet' AND (l.landed OR l.acts_at <= :now) GROUP BY l.account_id
                        ), debt AS (
                            SELECT d.account_id, sum(d.owed) AS owed FROM reports.debt d JOIN watched USING (account_id)
                            GROUP BY d.account_id
                        ), level AS (
                            SELECT w.account_id, w.threshold, COALESCE(c.credit, 0) - COALESCE(d.owed, 0) AS balance
                            FROM watched w LEFT JOIN wallet c USING (account_id) LEFT JOIN debt d USING (account_id)
                        )
                        SELECT l.account_id, l.threshold, l.balance, n.account_id IS NOT NULL AS known,
                               COALESCE(n.episode, 0) AS episode
                        FROM level l LEFT JOIN notice_level n USING (account_id)
                        WHERE n.is_low IS DISTINCT FROM (l.balance < l.threshold)
                        ORDER BY l.account_id
                        """)
                .param(
                        "usual",
                        usual.map(Money::toBigDecimal)
                                .map(BigDecimal::toPlainString)
                                .orElse(null))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(NoticeLevelTable::change)
                .list();
    }

    /** Remembers on which side an account was seen. */
    void note(Change change, Instant now) {
        jdbc.sql(
                        """
                        INSERT INTO notice_level (account_id, is_low, episode, changed_at)
                        VALUES (:account, :low, :episode, :now)
                        ON CONFLICT (account_id) DO UPDATE SET is_low = :low, episode = :episode, changed_at = :now
                        """)
                .param("account", change.account())
                .param("low", change.isLow())
                .param("episode", change.next())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(
                row.getString("account_id"),
                Money.of(row.getBigDecimal("balance")),
                Money.of(row.getBigDecimal("threshold")),
                row.getInt("episode"),
                row.getBoolean("known"));
    }
}
