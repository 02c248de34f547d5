package io.reckoner.jobs.topup;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Means;
import io.reckoner.kernel.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads rules with all that decides about their next charge: one statement, so one moment. */
final class AutoTopUpView {
    private static final String STATES =
            """
            WITH rule AS (
                SELECT DISTINCT ON (account_id) * FROM auto_top_up_rule
                WHERE :account = '' OR account_id = :account ORDER BY account_id, version DESC
            ), pause AS (
                SELECT DISTINCT ON (account_id) * FROM auto_top_up_pause ORDER BY account_id, pause_no DESC
            ), since AS (
                SELECT r.account_id, greatest(r.recorded_at, max(p.recorded_at)) AS at
                FROM rule r LEFT JOIN auto_top_up_pause p ON p.account_id = r.account_id AND p.state = 'resumed'
                GROUP BY r.account_id, r.recorded_at
            ), attempt AS (
                SELECT i.account_id, i.intent_id, i.cents, i.recorded_at, i.recorded_at >= s.at AS counts, o.detail, o.received,
                       EXISTS (SELECT FROM payment_effect e WHERE e.effect_ref = i.intent_id)
                           OR EXISTS (SELECT FROM settled_charge c WHERE c.intent_id = i.intent_id) AS booked,
                       CASE WHEN o.received IS NOT NULL THEN 'paid' WHEN o.last = 'declined' THEN 'declined' ELSE 'open' END
                           AS state
                FROM payment_intent i
                JOIN since s USING (account_id)
                CROSS JOIN LATERAL (
                    SELECT sum(cents) FILTER (WHERE state = 'paid' AND is_first) AS received,
                           (array_agg(state ORDER BY outcome_no DESC))[1] AS last,
                           (array_agg(detail ORDER BY outcome_no DESC))[1] AS detail
                    FROM (SELECT e.*, -- another amount of one payment is no other payment
                                 row_number() OVER (PARTITION BY state, gateway_ref ORDER BY outcome_no) = 1 AS is_first
                          FROM payment_outcome e WHERE e.intent_id = i.intent_id) each
                ) o
                WHERE i.kind = 'charge' AND i.purpose = 'auto_top_up'
            ), tried AS (
                SELECT account_id, count(*) AS attempts, max(recorded_at) AS last_at,
                       sum(COALESCE(received, cents)) FILTER (WHERE state <> 'declined' AND recorded_at >= :month) AS used,
                       min(intent_id) FILTER (WHERE state = 'open' OR state = 'paid' AND NOT booked) AS undecided,
                       max(recorded_at) FILTER (WHERE state = 'paid') AS paid_at
                FROM attempt GROUP BY account_id
            ), declined AS (
                SELECT a.account_id, count(*) AS declines, (array_agg(a.detail ORDER BY a.recorded_at DESC))[1] AS detail
                FROM attempt a JOIN tried t USING (account_id)
                WHERE a.state = 'declined' AND a.counts AND a.recorded_at > COALESCE(t.paid_at, '-infinity')
                GROUP BY a.account_id
            ), reversed AS (
                SELECT a.account_id, min(a.intent_id) AS intent_id
                FROM attempt a JOIN payment_reversal v ON v.payment_id = a.intent_id JOIN since s ON s.account_id = a.account_id
                WHERE v.kind IN ('refund', 'chargeback') AND v.recorded_at >= s.at GROUP BY a.account_id
            )
            SELECT r.*, EXTRACT(EPOCH FROM r.cool_down)::bigint AS cool_down_seconds, a.status,
                   COALESCE(p.pause_no, 0) AS pauses, CASE WHEN p.state = 'paused' THEN p.reason END AS paused_for,
                   w.balance, COALESCE(t.used, 0) AS used,
                   COALESCE(t.attempts, 0) AS attempts, t.undecided, t.last_at, COALESCE(n.declines, 0) AS declines,
                   COALESCE(n.detail, '') AS last_decline, v.intent_id AS went_back
            FROM rule r
            JOIN account a USING (account_id)
            CROSS JOIN LATERAL reports.wallet_balance(r.account_id, :now) w
            LEFT JOIN pause p USING (account_id)
            LEFT JOIN tried t USING (account_id)
            LEFT JOIN declined n USING (account_id)
            LEFT JOIN reversed v USING (account_id)
            ORDER BY r.account_id
            """;

    private final JdbcClient jdbc;

    AutoTopUpView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The database's clock: hosts need not agree. */
    Instant now() {
        return jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Every account that has a rule, as it stands at an instant. */
    List<AutoTopUpState> all(Instant now) {
        return states("", now);
    }

    Optional<AutoTopUpState> of(String account, Instant now) {
        return states(account, now).stream().findFirst();
    }

    private List<AutoTopUpState> states(String account, Instant now) {
        return jdbc.sql(STATES)
                .param("account", account)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "month",
                        now.atOffset(ZoneOffset.UTC)
                                .truncatedTo(ChronoUnit.DAYS)
                                .withDayOfMonth(1))
                .query(AutoTopUpView::state)
                .list();
    }

    private static AutoTopUpState state(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime lastAt = row.getObject("last_at", OffsetDateTime.class);
        return new AutoTopUpState(
                rule(row),
                row.getInt("version"),
                row.getInt("pauses"),
                Optional.ofNullable(row.getString("paused_for")),
                row.getString("status").equals("active"),
                Money.of(row.getBigDecimal("balance")),
                new Cents(row.getLong("used")),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("undecided")),
                Optional.ofNullable(lastAt).map(OffsetDateTime::toInstant),
                row.getInt("declines"),
                row.getString("last_decline"),
                Optional.ofNullable(row.getString("went_back")));
    }

    private static AutoTopUpRule rule(ResultSet row) throws SQLException {
        return new AutoTopUpRule(
                row.getString("account_id"),
                Money.of(row.getBigDecimal("threshold")),
                new Cents(row.getLong("cents")),
                new Cents(row.getLong("monthly_cents")),
                GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                new Means.StoredMethod(row.getString("customer_ref"), row.getString("method_ref")),
                Duration.ofSeconds(row.getLong("cool_down_seconds")));
    }
}
