package io.reckoner.jobs.settlement;

import io.reckoner.jobs.plan.SubscriptionTable;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.settlement.BeyondPlan;
import io.reckoner.kernel.settlement.DebitKind;
import io.reckoner.kernel.settlement.TimelineItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lands in the time lines of accounts between two watermarks, as acts recorded it. */
public final class LandingView {
    private final JdbcClient jdbc;
    private final ReversalLandingView reversals;

    public LandingView(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.reversals = new ReversalLandingView(jdbc);
    }

    /** The items with {@code from <= actsAt < to}, by account. */
    public Map<String, List<TimelineItem>> landing(Instant from, Instant to) {
        Map<String, List<TimelineItem>> items = new HashMap<>();
        addCycles(items, from, to);
        addLots(items, from, to);
        addAdjustments(items, from, to);
        addSwitches(items, from, to);
        reversals.addTo(items, from, to);
        return items;
    }

    /** How many items act at this very instant. */
    public long actingAt(Instant instant) {
        return jdbc.sql(
                                """
                        SELECT (SELECT count(*) FROM lot WHERE cycle_id IS NULL AND acts_at = :instant)
                             + (SELECT count(*) FROM cycle WHERE acts_at = :instant)
                             + (SELECT count(*) FROM negative_adjustment WHERE acts_at = :instant)
                             + (SELECT count(*) FROM account_switch WHERE acts_at = :instant)
                        """)
                        .param("instant", instant.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                + reversals.actingAt(instant);
    }

    private void addLots(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between(
                        """
                        SELECT lot_id, account_id, pool, kind, amount, effective_at, expires_at, origin, origin_ref, acts_at
                        FROM lot WHERE cycle_id IS NULL AND acts_at >= :from AND acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    add(items, row, new TimelineItem.Grant(lot(row), instant(row, "acts_at")));
                });
    }

    /** A cycle whose payment went back before it opened never opens. */
    private void addCycles(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        Map<String, List<Lot>> lots = new HashMap<>();
        between(
                        """
                        SELECT l.lot_id, l.account_id, l.pool, l.kind, l.amount, l.effective_at, l.expires_at, l.origin,
                               l.origin_ref, l.cycle_id
                        FROM lot l JOIN cycle c USING (cycle_id) WHERE c.acts_at >= :from AND c.acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    lots.computeIfAbsent(row.getString("cycle_id"), cycle -> new ArrayList<>())
                            .add(lot(row));
                });
        between(
                        """
                        SELECT cycle_id, account_id, plan_code, plan_version, starts_at, ends_at, acts_at
                        FROM cycle c WHERE acts_at >= :from AND acts_at < :to
                          AND NOT EXISTS (SELECT FROM cycle_ending e
                                          WHERE e.cycle_id = c.cycle_id AND e.acts_at <= c.acts_at)
                        """,
                        from,
                        to)
                .query(row -> {
                    Cycle cycle = SubscriptionTable.cycle(row);
                    add(items, row, new TimelineItem.CycleStart(cycle, lots.getOrDefault(cycle.id(), List.of())));
                });
    }

    private void addAdjustments(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between(
                        """
                        SELECT adjustment_id, account_id, amount, acts_at
                        FROM negative_adjustment WHERE acts_at >= :from AND acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    add(
                            items,
                            row,
                            new TimelineItem.Debit(
                                    row.getString("adjustment_id"),
                                    DebitKind.ADJUSTMENT,
                                    AccountStateTable.money(row, "amount"),
                                    List.of(),
                                    instant(row, "acts_at")));
                });
    }

    /** Numbered on over all that lands: no two of an account go by the same id, and of one instant the last recorded wins. */
    private void addSwitches(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between(
                        """
                        SELECT account_id, pay_beyond_plan, acts_at,
                               row_number() OVER (PARTITION BY account_id ORDER BY acts_at, recorded_at) AS number
                        FROM account_switch WHERE acts_at >= :from AND acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    add(
                            items,
                            row,
                            new TimelineItem.BeyondPlanSet(
                                    String.format(java.util.Locale.ROOT, "switch:%09d", row.getInt("number")),
                                    row.getBoolean("pay_beyond_plan") ? BeyondPlan.PAY_AS_YOU_GO : BeyondPlan.STOP,
                                    instant(row, "acts_at")));
                });
    }

    private JdbcClient.StatementSpec between(String sql, Instant from, Instant to) {
        return jdbc.sql(sql).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC));
    }

    static void add(Map<String, List<TimelineItem>> items, ResultSet row, TimelineItem item) throws SQLException {
        items.computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
                .add(item);
    }

    static Lot lot(ResultSet row) throws SQLException {
        return new Lot(
                row.getString("lot_id"),
                row.getString("account_id"),
                Pool.byCode(row.getString("pool")).orElseThrow(),
                LotKind.byCode(row.getString("kind")).orElseThrow(),
                AccountStateTable.money(row, "amount"),
                instant(row, "effective_at"),
                instantOrNull(row, "expires_at"),
                new LotOrigin(
                        LotOrigin.Type.byCode(row.getString("origin")).orElseThrow(), row.getString("origin_ref")));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
