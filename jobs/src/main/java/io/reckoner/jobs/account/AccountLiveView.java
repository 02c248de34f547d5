package io.reckoner.jobs.account;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what is left of an account's live plan as of the watermark. */
final class AccountLiveView {
    /**
     * What the live plan still lets through.
     *
     * @param dayLeft of the daily cap on the watermark's day; null where there is none, as with the week
     * @param renewal when the next month is due; null where none comes
     */
    record Live(
            String plan,
            Instant until,
            Money main,
            Money backup,
            @Nullable Money dayLeft,
            @Nullable Money weekLeft,
            Money budgetLeft,
            @Nullable Instant renewal,
            Instant asOf) {}

    private static final Duration WEEK = Duration.ofDays(7);

    private final JdbcClient jdbc;

    AccountLiveView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Live> of(String account) {
        return jdbc.sql(
                        """
                        SELECT c.plan_code || '@' || c.plan_version AS plan, c.starts_at,
                               LEAST(c.ends_at, e.ended_at) AS ends_at, w.watermark, k.day,
                               k.day_drawn, k.week, k.week_drawn, k.budget_used, k.main_granted - k.main_drawn AS main,
                               k.backup_granted - k.backup_drawn AS backup, p.daily_cap, p.weekly_cap,
                               p.price * p.budget_multiplier AS budget,
                               CASE WHEN s.kind = 'monthly' AND s.cancelled_at IS NULL
                                    THEN (SELECT max(ends_at) FROM cycle WHERE subscription_id = s.subscription_id) END AS renewal
                        FROM reports.watermark w
                        JOIN reports.account_state a ON a.account_id = :account
                        JOIN cycle_counter k ON k.account_id = a.account_id AND k.run_id = a.run_id
                        JOIN cycle c USING (cycle_id)
                        JOIN subscription s USING (subscription_id)
                        JOIN plan_version p ON p.plan_code = c.plan_code AND p.version = c.plan_version
                        CROSS JOIN LATERAL (SELECT min(acts_at) AS ended_at FROM cycle_ending WHERE cycle_id = c.cycle_id) e
                        WHERE LEAST(c.ends_at, e.ended_at) > w.watermark
                        """)
                .param("account", account)
                .query(AccountLiveView::live)
                .optional();
    }

    private static Live live(ResultSet row, int number) throws SQLException {
        Instant asOf = instant(row, "watermark");
        LocalDate today = asOf.atZone(ZoneOffset.UTC).toLocalDate();
        long week = Duration.between(instant(row, "starts_at"), asOf).dividedBy(WEEK);
        boolean sameDay = today.equals(row.getObject("day", LocalDate.class));
        boolean sameWeek = week == row.getLong("week");
        @Nullable OffsetDateTime renewal = row.getObject("renewal", OffsetDateTime.class);
        return new Live(
                row.getString("plan"),
                instant(row, "ends_at"),
                money(row, "main"),
                money(row, "backup"),
                left(row, "daily_cap", sameDay ? money(row, "day_drawn") : Money.ZERO),
                left(row, "weekly_cap", sameWeek ? money(row, "week_drawn") : Money.ZERO),
                money(row, "budget").minus(money(row, "budget_used")).max(Money.ZERO),
                renewal == null ? null : renewal.toInstant(),
                asOf);
    }

    private static @Nullable Money left(ResultSet row, String cap, Money drawn) throws SQLException {
        @Nullable BigDecimal whole = row.getBigDecimal(cap);
        return whole == null ? null : Money.of(whole).minus(drawn).max(Money.ZERO);
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return Money.of(row.getBigDecimal(column));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
