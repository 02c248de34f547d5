package io.reckoner.jobs.notice;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what was recorded since an instant and is not told yet. */
final class MoneyEventView {
    /** A charge of an automatic top-up that was declined. */
    record Declined(String intent, String account, Money amount, String reason, Instant recordedAt) {}

    /** An automatic top-up that was paused. */
    record Paused(String account, int number, String reason, Instant recordedAt) {}

    /** A next month that could not be charged. */
    record NotRenewed(
            String account,
            String subscription,
            int period,
            int attempt,
            String plan,
            Instant declinedAt,
            Instant recordedAt) {}

    private static final String NOT_TOLD =
            """
             AND NOT EXISTS (SELECT FROM notice n WHERE n.kind = '%s' AND n.account_id = e.account_id AND n.subject = %s)
             ORDER BY e.recorded_at
            """;

    private final JdbcClient jdbc;

    MoneyEventView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param paidSince one that was paid before, and is only recorded now, is a record of old and no news */
    List<Received> received(Instant since, Instant paidSince) {
        return jdbc.sql(
                        """
                        SELECT e.payment_id, e.account_id, e.purpose, e.amount, e.tax, e.paid_at, e.recorded_at,
                               i.purpose AS asked_for, c.period_no, c.plan_code || '@' || c.plan_version AS plan,
                               l.paid, l.bonus, l.main, l.backup
                        FROM payment e
                        LEFT JOIN payment_intent i ON i.intent_id = e.payment_id
                        LEFT JOIN cycle c ON c.cycle_id = e.payment_id
                        CROSS JOIN LATERAL (
                            SELECT sum(amount) FILTER (WHERE pool = 'wallet' AND kind = 'topup') AS paid,
                                   sum(amount) FILTER (WHERE pool = 'wallet' AND kind <> 'topup') AS bonus,
                                   sum(amount) FILTER (WHERE pool = 'main') AS main,
                                   sum(amount) FILTER (WHERE pool = 'backup') AS backup
                            FROM lot
                            WHERE account_id = e.account_id
                              AND (origin = 'payment' AND origin_ref = e.payment_id OR cycle_id = c.cycle_id)
                        ) l
                        WHERE e.recorded_at >= :since AND e.paid_at >= :paidSince
                        """
                                + notTold(NoticeKind.RECEIPT, "e.payment_id"))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("paidSince", paidSince.atOffset(ZoneOffset.UTC))
                .query(MoneyEventView::received)
                .list();
    }

    /** Charges whose last word is that they were declined. */
    List<Declined> declined(Instant since) {
        return jdbc.sql(
                        """
                        SELECT e.* FROM (
                            SELECT o.intent_id, i.account_id, i.cents, o.detail, o.recorded_at
                            FROM payment_outcome o JOIN payment_intent i USING (intent_id)
                            WHERE o.state = 'declined' AND o.recorded_at >= :since
                              AND i.kind = 'charge' AND i.purpose = 'auto_top_up'
                              AND NOT EXISTS (SELECT FROM payment_outcome later
                                              WHERE later.intent_id = o.intent_id
                                                AND (later.outcome_no > o.outcome_no OR later.state = 'paid'))
                        ) e
                        WHERE true
                        """
                                + notTold(NoticeKind.AUTO_TOP_UP_DECLINED, "e.intent_id"))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Declined(
                        row.getString("intent_id"),
                        row.getString("account_id"),
                        Money.ofCents(row.getLong("cents")),
                        row.getString("detail"),
                        instant(row, "recorded_at")))
                .list();
    }

    List<Paused> paused(Instant since) {
        return jdbc.sql("SELECT e.* FROM auto_top_up_pause e WHERE e.state = 'paused' AND e.recorded_at >= :since"
                        + notTold(NoticeKind.AUTO_TOP_UP_PAUSED, "e.pause_no::text"))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Paused(
                        row.getString("account_id"),
                        row.getInt("pause_no"),
                        row.getString("reason"),
                        instant(row, "recorded_at")))
                .list();
    }

    List<NotRenewed> notRenewed(Instant since) {
        return jdbc.sql(
                        """
                        SELECT e.*, s.plan_code || '@' || s.plan_version AS plan
                        FROM renewal_decline e JOIN subscription s USING (subscription_id)
                        WHERE e.recorded_at >= :since
                        """
                                + notTold(
                                        NoticeKind.RENEWAL_FAILED,
                                        "e.subscription_id || ':' || e.period_no || ':' || e.attempt"))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new NotRenewed(
                        row.getString("account_id"),
                        row.getString("subscription_id"),
                        row.getInt("period_no"),
                        row.getInt("attempt"),
                        row.getString("plan"),
                        instant(row, "declined_at"),
                        instant(row, "recorded_at")))
                .list();
    }

    private static String notTold(NoticeKind kind, String subject) {
        return NOT_TOLD.formatted(kind.code(), subject);
    }

    private static Received received(ResultSet row, int number) throws SQLException {
        @Nullable String plan = row.getString("plan");
        return new Received(
                row.getString("payment_id"),
                row.getString("account_id"),
                occasion(row),
                Money.of(row.getBigDecimal("amount")),
                money(row, "tax"),
                instant(row, "paid_at"),
                instant(row, "recorded_at"),
                plan == null ? "" : plan,
                money(row, "paid"),
                money(row, "bonus"),
                money(row, "main"),
                money(row, "backup"));
    }

    private static Received.Occasion occasion(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        return switch (purpose) {
            case "top_up" ->
                "auto_top_up".equals(row.getString("asked_for"))
                        ? Received.Occasion.AUTO_TOP_UP
                        : Received.Occasion.TOP_UP;
            case "plan" -> row.getInt("period_no") > 0 ? Received.Occasion.RENEWAL : Received.Occasion.PLAN;
            case "switch" -> Received.Occasion.SWITCH;
            default -> throw new IllegalStateException("a payment for " + purpose);
        };
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        @Nullable BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? Money.ZERO : Money.of(amount);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
