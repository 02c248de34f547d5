package io.reckoner.jobs.account;

import io.reckoner.kernel.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what an account has as of the watermark. */
final class AccountView {
    /**
     * What an account has.
     *
     * @param asOf watermark of the last committed run, null before the first
     * @param waiting Wallet credit that is recorded to come after the watermark, less what is recorded to be taken: below zero where
     *     that is more. What of it is spent by then is owed
     * @param owed as of the watermark
     * @param plan of the cycle that is live at the watermark, else of the next one paid for; null where there is none
     * @param planUntil when what is paid of its subscription ends, by a switch or a refund before its time, too
     * @param nextPlan of the first cycle of another subscription that opens after it; null where there is none
     */
    record Standing(
            @Nullable Instant asOf,
            Money wallet,
            Money waiting,
            Money main,
            Money backup,
            Money owed,
            int keys,
            @Nullable String plan,
            @Nullable Instant planUntil,
            @Nullable String nextPlan,
            @Nullable Instant nextPlanFrom) {}

    private final JdbcClient jdbc;

    AccountView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Standing standing(String account) {
        return jdbc.sql(
                        """
                        SELECT w.watermark, i.wallet, i.waiting, l.main, l.backup, i.owed, k.keys, c.plan, c.ends_at,
                               n.plan AS next_plan, n.acts_at AS next_from
                        FROM reports.watermark w
                        CROSS JOIN (
                            SELECT COALESCE(sum(amount) FILTER (WHERE side = 'credit' AND landed), 0) AS wallet,
                                   COALESCE(sum(amount) FILTER (WHERE side = 'credit' AND NOT landed), 0) AS waiting,
                                   COALESCE(-sum(amount) FILTER (WHERE side = 'debt' AND landed), 0) AS owed
                            FROM reports.wallet_item WHERE account_id = :account
                        ) i
                        CROSS JOIN (
                            SELECT COALESCE(sum(remaining) FILTER (WHERE pool = 'main' AND landed), 0) AS main,
                                   COALESCE(sum(remaining) FILTER (WHERE pool = 'backup' AND landed), 0) AS backup
                            FROM reports.lot WHERE account_id = :account
                        ) l
                        CROSS JOIN (
                            SELECT count(*) AS keys FROM api_key WHERE account_id = :account AND status = 'enabled'
                        ) k
                        LEFT JOIN LATERAL (
                            SELECT subscription_id, acts_at, plan_code || '@' || plan_version AS plan,
                                   max(LEAST(ends_at, ended_at)) OVER (PARTITION BY subscription_id) AS ends_at
                            FROM (SELECT c.*, (SELECT min(e.acts_at) FROM cycle_ending e WHERE e.cycle_id = c.cycle_id) AS ended_at
                                  FROM cycle c WHERE c.account_id = :account) paid
                            WHERE (ended_at IS NULL OR ended_at > acts_at)
                              AND (w.watermark IS NULL OR LEAST(ends_at, ended_at) > w.watermark)
                            ORDER BY acts_at, cycle_id LIMIT 1
                        ) c ON true
                        LEFT JOIN LATERAL (
                            SELECT plan_code || '@' || plan_version AS plan, acts_at FROM cycle later
                            WHERE account_id = :account AND subscription_id <> c.subscription_id AND acts_at > c.acts_at
                              AND NOT EXISTS (SELECT FROM cycle_ending e
                                              WHERE e.cycle_id = later.cycle_id AND e.acts_at <= later.acts_at)
                            ORDER BY acts_at, cycle_id LIMIT 1
                        ) n ON true
                        """)
                .param("account", account)
                .query(AccountView::standing)
                .single();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        return new Standing(
                instant(row, "watermark"),
                Money.of(row.getBigDecimal("wallet")),
                Money.of(row.getBigDecimal("waiting")),
                Money.of(row.getBigDecimal("main")),
                Money.of(row.getBigDecimal("backup")),
                Money.of(row.getBigDecimal("owed")),
                row.getInt("keys"),
                row.getString("plan"),
                instant(row, "ends_at"),
                row.getString("next_plan"),
                instant(row, "next_from"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
