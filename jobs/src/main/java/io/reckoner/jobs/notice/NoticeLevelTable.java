package io.reckoner.jobs.notice;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code notice_level}. */
final class NoticeLevelTable {
    /**
     * An account that has fallen below its threshold.
     *
     * @param episode how often it has, with this time
     */
    record Fall(String account, Money balance, Money threshold, int episode) {}

    private final JdbcClient jdbc;

    NoticeLevelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Looks at all active accounts that have a threshold, remembers on which side of it each is, and returns those that were
     * seen at or above it before and are below it now. One that is seen for the first time did not fall.
     *
     * @param usual the threshold of accounts without one of their own; empty: none
     */
    List<Fall> look(Instant now, Optional<Money> usual) {
        return jdbc.sql(
                        """
                        WITH own AS (
                            SELECT DISTINCT ON (account_id) account_id, threshold FROM notice_threshold
                            ORDER BY account_id, change_no DESC
                        ), watched AS (
                            SELECT a.account_id, COALESCE(o.threshold, :usual::numeric) AS threshold
                            FROM account a LEFT JOIN own o USING (account_id)
                            WHERE a.status = 'active' AND COALESCE(o.threshold, :usual::numeric) IS NOT NULL
                        ), level AS (
                            SELECT w.account_id, w.threshold, b.balance
                            FROM watched w CROSS JOIN LATERAL reports.wallet_balance(w.account_id, :now) b
                        ), changed AS (
                            SELECT l.account_id, l.threshold, l.balance, l.balance < l.threshold AS is_low,
                                   COALESCE(n.episode, 0) + CASE WHEN l.balance < l.threshold AND NOT n.is_low THEN 1 ELSE 0 END
                                       AS episode, n.account_id IS NOT NULL AS known
                            FROM level l LEFT JOIN notice_level n USING (account_id)
                            WHERE n.is_low IS DISTINCT FROM (l.balance < l.threshold)
                        ), noted AS (
                            INSERT INTO notice_level (account_id, is_low, episode, changed_at)
                            SELECT account_id, is_low, episode, :now FROM changed
                            ON CONFLICT (account_id) DO UPDATE
                            SET is_low = excluded.is_low, episode = excluded.episode, changed_at = excluded.changed_at
                        )
                        SELECT account_id, balance, threshold, episode FROM changed WHERE known AND is_low ORDER BY account_id
                        """)
                .param(
                        "usual",
                        usual.map(Money::toBigDecimal)
                                .map(BigDecimal::toPlainString)
                                .orElse(null))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Fall(
                        row.getString("account_id"),
                        Money.of(row.getBigDecimal("balance")),
                        Money.of(row.getBigDecimal("threshold")),
                        row.getInt("episode")))
                .list();
    }
}
