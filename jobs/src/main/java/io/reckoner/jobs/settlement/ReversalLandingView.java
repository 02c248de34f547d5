package io.reckoner.jobs.settlement;

import io.reckoner.kernel.settlement.DebitKind;
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

    /** The lots of a debit: its own, then those of the same kind that were given again for the payment: a dispute was won, a refund failed. */
    private void addDebits(Map<String, List<TimelineItem>> items, Instant from, Instant to) {
        between(
                        """
                        SELECT d.debit_id, d.account_id, d.kind, d.amount, d.acts_at,
                               d.lot_id::text || ARRAY(SELECT again.lot_id::text
                                                       FROM payment_reversal back
                                                       JOIN payment_reversal won ON won.payment_id = back.payment_id
                                                                                AND won.kind IN ('chargeback_won', 'refund_failed')
                                                       JOIN lot again ON again.origin = 'payment' AND again.origin_ref = won.reversal_id
                                                       WHERE back.reversal_id = d.reversal_id AND again.kind = own.kind
                                                         AND again.lot_id <> own.lot_id
                                                       ORDER BY again.acts_at, again.lot_id) AS lots
                        FROM wallet_debit d JOIN known_lot own USING (lot_id)
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
        Map<String, List<TimelineItem.LotDraw>> drawn = new HashMap<>();
        Map<String, List<TimelineItem.LotDraw>> paidOff = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT d.void_id, d.amount AS drawn, d.paid_off, l.lot_id, l.account_id, l.pool, l.kind, l.amount,
                               l.effective_at, l.expires_at, l.origin, l.origin_ref
                        FROM usage_void_draw d JOIN usage_void v USING (void_id) JOIN known_lot l USING (lot_id)
                        WHERE v.acts_at >= :from AND v.acts_at < :to
                        ORDER BY d.void_id, d.number
                        """)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    (row.getBoolean("paid_off") ? paidOff : drawn)
                            .computeIfAbsent(row.getString("void_id"), id -> new ArrayList<>())
                            .add(draw(row));
                });
        between("SELECT void_id, account_id, shortfall, over_run, settled_on, acts_at FROM usage_void", from, to)
                .query(row -> {
                    String id = row.getString("void_id");
                    LandingView.add(
                            items,
                            row,
                            new TimelineItem.UsageVoid(
                                    id,
                                    drawn.getOrDefault(id, List.of()),
                                    paidOff.getOrDefault(id, List.of()),
                                    AccountStateTable.money(row, "shortfall"),
                                    AccountStateTable.money(row, "over_run"),
                                    row.getObject("settled_on", LocalDate.class),
                                    LandingView.instant(row, "acts_at")));
                });
    }

    private static TimelineItem.LotDraw draw(ResultSet row) throws SQLException {
        return new TimelineItem.LotDraw(LandingView.lot(row), AccountStateTable.money(row, "drawn"));
    }

    private JdbcClient.StatementSpec between(String select, Instant from, Instant to) {
        return jdbc.sql("SELECT * FROM (" + select + ") item WHERE acts_at >= :from AND acts_at < :to")
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC));
    }
}
