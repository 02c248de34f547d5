package io.reckoner.jobs.reversal;

import io.reckoner.jobs.settlement.DrawReplay;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads charges out of the facts. */
final class ChargeView {
    /** A charge as its fact has it. */
    record Charge(
            String account,
            String event,
            int run,
            Instant settledAt,
            Money charge,
            Money drawn,
            Money shortfall,
            Money overRun,
            @Nullable String firstLot,
            @Nullable String lastLot) {}

    private final FactsSession facts;

    ChargeView(FactsSession facts) {
        this.facts = facts;
    }

    /** The usage rows with this event id, of one account or of all. */
    List<Charge> find(String event, @Nullable String account) {
        return facts.list(
                FactsQuery.of(
                        """
                        SELECT account, event_id, run, settled_at, charge,
                               draw_main + draw_backup + draw_wallet_bonus + draw_wallet_paid AS drawn,
                               shortfall, over_run, first_lot, last_lot
                        FROM facts
                        WHERE event_id = ? AND row_kind = 'usage' AND (CAST(? AS VARCHAR) IS NULL OR account = ?)
                        ORDER BY account
                        """,
                        event,
                        account,
                        account),
                ChargeView::charge);
    }

    /** The charged usage rows that a filter means, in order of settling; one more than {@code most} where there are more. */
    List<Charge> matching(ChargeFilter filter, int most) {
        return facts.list(
                FactsQuery.of(
                        """
                        SELECT account, event_id, run, settled_at, charge,
                               draw_main + draw_backup + draw_wallet_bonus + draw_wallet_paid AS drawn,
                               shortfall, over_run, first_lot, last_lot
                        FROM facts
                        WHERE account = ? AND row_kind = 'usage' AND charge > 0
                          AND ts >= CAST(? AS TIMESTAMPTZ) AND ts < CAST(? AS TIMESTAMPTZ)
                          AND (CAST(? AS VARCHAR) IS NULL OR model = ?)
                          AND (CAST(? AS VARCHAR) IS NULL OR provider = ?)
                          AND (CAST(? AS VARCHAR) IS NULL OR key = ?)
                        ORDER BY run, settled_at, event_id LIMIT ?
                        """,
                        filter.account(),
                        filter.from() + "T00:00:00Z",
                        filter.to().plusDays(1) + "T00:00:00Z",
                        filter.model(),
                        filter.model(),
                        filter.provider(),
                        filter.provider(),
                        filter.key(),
                        filter.key(),
                        most + 1),
                ChargeView::charge);
    }

    /** The account's events of the charge's run, in order of settling, up to the charge. */
    List<DrawReplay.Booked> upTo(Charge charge) {
        List<DrawReplay.Booked> events = facts.list(
                FactsQuery.of(
                        """
                        SELECT event_id, ts, settled_at, key_kind, provider, model, charge, provider_cost FROM facts
                        WHERE account = ? AND run = ? AND row_kind = 'usage'
                        ORDER BY settled_at, event_id
                        """,
                        charge.account(),
                        charge.run()),
                ChargeView::booked);
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).id().equals(charge.event())) {
                return events.subList(0, i + 1);
            }
        }
        throw new IllegalStateException("event " + charge.event() + " is not among the facts of its run");
    }

    private static Charge charge(ResultSet row) throws SQLException {
        return new Charge(
                row.getString("account"),
                row.getString("event_id"),
                row.getInt("run"),
                instant(row, "settled_at"),
                Money.of(row.getBigDecimal("charge")),
                Money.of(row.getBigDecimal("drawn")),
                Money.of(row.getBigDecimal("shortfall")),
                Money.of(row.getBigDecimal("over_run")),
                row.getString("first_lot"),
                row.getString("last_lot"));
    }

    private static DrawReplay.Booked booked(ResultSet row) throws SQLException {
        @Nullable BigDecimal cost = row.getBigDecimal("provider_cost");
        return new DrawReplay.Booked(
                row.getString("event_id"),
                instant(row, "ts"),
                instant(row, "settled_at"),
                KeyKind.byCode(row.getString("key_kind")).orElseThrow(),
                row.getString("provider"),
                row.getString("model"),
                Money.of(row.getBigDecimal("charge")),
                cost == null ? null : Money.of(cost));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
