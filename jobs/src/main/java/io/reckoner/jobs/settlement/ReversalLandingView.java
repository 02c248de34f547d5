package io.reckoner.jobs.settlement;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.DebitKind;
import io.reckoner.kernel.settlement.Debt;
import io.reckoner.kernel.settlement.GivingUp;
import io.reckoner.kernel.settlement.TimelineItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lands in time lines because something is taken back: payments, cycles, charges, debts. */
final class ReversalLandingView {
    private final JdbcClient jdbc;

    ReversalLandingView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the items with {@code from <= actsAt < to}, by account. */
    void addTo(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        addDebits(items, from, to);
        addGivenUp(items, from, to);
        addCycleEnds(items, from, to);
        addSwitches(items, from, to);
        addVoids(items, from, to);
    }

    /** How many of them act at this very instant. */
    long actingAt(Instant instant) {
        return jdbc.sql(
                        """
                        SELECT (SELECT count(*) FROM wallet_debit WHERE acts_at = :instant)
                             + (SELECT count(*) FROM debt_given_up WHERE acts_at = :instant)
                             + (SELECT count(*) FROM cycle_ending WHERE acts_at = :instant)
                             + (SELECT count(*) FROM usage_void WHERE acts_at = :instant)
                        """)
                .param("instant", instant.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private void addDebits(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between(
                        """
                        SELECT d.debit_id, d.account_id, d.kind, d.amount, d.acts_at, l.lots
                        FROM wallet_debit d JOIN wallet_debit_lots l USING (debit_id)
                        """,
                        from,
                        to)
                .query(row -> {
                    LandingView.add(
                            items,
                            row,
                            new TimelineItem.Debit(
                                    row.getString("debit_id"),
                                    DebitKind.byCode(row.getString("kind")).orElseThrow(),
                                    AccountStateTable.money(row, "amount"),
                                    List.of((String[]) row.getArray("lots").getArray()),
                                    LandingView.instant(row, "acts_at")));
                });
    }

    private void addGivenUp(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between("SELECT given_up_id, account_id, kind, amount, acts_at FROM debt_given_up", from, to)
                .query(row -> {
                    LandingView.add(
                            items,
                            row,
                            new TimelineItem.DebtGivenUp(
                                    row.getString("given_up_id"),
                                    GivingUp.byCode(row.getString("kind")).orElseThrow(),
                                    AccountStateTable.money(row, "amount"),
                                    LandingView.instant(row, "acts_at")));
                });
    }

    private void addCycleEnds(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between(
                        """
                        SELECT reversal_id, account_id, cycle_id, acts_at FROM payment_reversal WHERE cycle_id IS NOT NULL
                        """,
                        from,
                        to)
                .query(row -> {
                    LandingView.add(
                            items,
                            row,
                            new TimelineItem.CycleEnd(
                                    row.getString("reversal_id"),
                                    row.getString("cycle_id"),
                                    LandingView.instant(row, "acts_at")));
                });
    }

    private void addSwitches(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between("SELECT switch_id, account_id, cycle_id, new_price, acts_at FROM plan_switch", from, to)
                .query(row -> {
                    LandingView.add(
                            items,
                            row,
                            new TimelineItem.CycleSwitch(
                                    row.getString("switch_id"),
                                    row.getString("cycle_id"),
                                    AccountStateTable.money(row, "new_price"),
                                    LandingView.instant(row, "acts_at")));
                });
    }

    private void addVoids(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        Map<String, List<TimelineItem.LotDraw>> back = new HashMap<>();
        inRun(
                        """
                        SELECT d.void_id, d.amount AS drawn, l.lot_id, l.account_id, l.pool, l.kind, l.amount,
                               l.effective_at, l.expires_at, l.origin, l.origin_ref
                        FROM usage_void_draw d JOIN usage_void v USING (void_id) JOIN known_lot l USING (lot_id)
                        WHERE v.acts_at >= :from AND v.acts_at < :to
                        ORDER BY d.void_id, d.number
                        """,
                        from,
                        to)
                .query(row -> {
                    of(back, row).add(draw(row));
                });
        Map<String, List<Debt>> owed = new HashMap<>();
        Map<String, List<TimelineItem.Forgiven>> forgiven = new HashMap<>();
        inRun(
                        """
                        SELECT d.void_id, d.became, d.day, sum(d.amount) AS amount
                        FROM usage_void_debt d JOIN usage_void v USING (void_id)
                        WHERE v.acts_at >= :from AND v.acts_at < :to AND d.became <> 'paid'
                        GROUP BY d.void_id, d.became, d.day ORDER BY d.void_id, d.became, d.day
                        """,
                        from,
                        to)
                .query(row -> {
                    Money amount = AccountStateTable.money(row, "amount");
                    Optional<GivingUp> kind = GivingUp.byCode(row.getString("became"));
                    if (kind.isPresent()) {
                        of(forgiven, row).add(new TimelineItem.Forgiven(kind.get(), amount));
                    } else {
                        of(owed, row).add(new Debt(row.getObject("day", LocalDate.class), amount));
                    }
                });
        between("SELECT void_id, account_id, over_run, acts_at FROM usage_void", from, to)
                .query(row -> {
                    String id = row.getString("void_id");
                    LandingView.add(
                            items,
                            row,
                            new TimelineItem.UsageVoid(
                                    id,
                                    back.getOrDefault(id, List.of()),
                                    owed.getOrDefault(id, List.of()),
                                    forgiven.getOrDefault(id, List.of()),
                                    AccountStateTable.money(row, "over_run"),
                                    LandingView.instant(row, "acts_at")));
                });
    }

    private static <T> List<T> of(Map<String, List<T>> byVoid, ResultSet row) throws SQLException {
        return byVoid.computeIfAbsent(row.getString("void_id"), id -> new ArrayList<>());
    }

    private static TimelineItem.LotDraw draw(ResultSet row) throws SQLException {
        return new TimelineItem.LotDraw(LandingView.lot(row), AccountStateTable.money(row, "drawn"));
    }

    private JdbcClient.StatementSpec between(String select, Instant from, Instant to) {
        return inRun("SELECT * FROM (" + select + ") item WHERE acts_at >= :from AND acts_at < :to", from, to);
    }

    private JdbcClient.StatementSpec inRun(String sql, Instant from, Instant to) {
        return jdbc.sql(sql).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC));
    }
}
