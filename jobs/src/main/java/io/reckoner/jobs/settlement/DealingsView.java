package io.reckoner.jobs.settlement;

import io.reckoner.jobs.plan.SubscriptionTable;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.journal.Dealings;
import io.reckoner.kernel.journal.PaidAgain;
import io.reckoner.kernel.journal.PaidBack;
import io.reckoner.kernel.journal.Receipt;
import io.reckoner.kernel.journal.SoldCycle;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.math.BigDecimal;
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

/** What the books of a run must know of payments and cycles beside what settlement moves. */
public final class DealingsView {
    /** The dealings of one account while they are read. */
    private static final class Found {
        private final Map<String, Receipt> receipts = new HashMap<>();
        private final Map<String, LotKind> clawedBack = new HashMap<>();
        private final List<PaidBack> paidBack = new ArrayList<>();
        private final List<PaidAgain> paidAgain = new ArrayList<>();
        private final List<SoldCycle> cycles = new ArrayList<>();

        Dealings dealings() {
            return new Dealings(receipts, clawedBack, paidBack, paidAgain, cycles);
        }
    }

    private final JdbcClient jdbc;

    public DealingsView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The dealings of a run that settles {@code [from, to)}, by account: payments that are booked or go back in it, and
     * cycles that are sold, open, earn, end or are paid back in it.
     */
    public Map<String, Dealings> between(Instant from, Instant to, PlanCatalogue plans) {
        Map<String, Found> found = new HashMap<>();
        addTopUps(found, from, to);
        addSentBack(found, from, to);
        addPaidBack(found, from, to);
        addPaidAgain(found, from, to);
        addClawedBack(found, from, to);
        addCycles(found, from, to, plans);
        Map<String, Dealings> dealings = new HashMap<>();
        found.forEach((account, of) -> dealings.put(account, of.dealings()));
        return dealings;
    }

    private void addTopUps(Map<String, Found> found, Instant from, Instant to) {
        between(
                        """
                        SELECT account_id, payment_id, gateway, amount, tax FROM payment
                        WHERE purpose = 'top_up' AND acts_at >= :from AND acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    of(found, row).receipts.put(row.getString("payment_id"), receipt(row));
                });
    }

    /** Money of top-ups that goes back or comes again; and what of a plan's is taken out of the Wallet. */
    private void addSentBack(Map<String, Found> found, Instant from, Instant to) {
        between(
                        """
                        SELECT r.account_id, r.reversal_id AS known, p.gateway, r.amount, r.tax
                        FROM payment_reversal r JOIN payment p USING (payment_id)
                        WHERE p.purpose = 'top_up' AND r.kind <> 'chargeback_lost' AND r.acts_at >= :from AND r.acts_at < :to
                        UNION ALL
                        SELECT d.account_id, d.debit_id, p.gateway, d.amount, 0
                        FROM wallet_debit d JOIN payment_reversal r USING (reversal_id) JOIN payment p USING (payment_id)
                        WHERE p.purpose <> 'top_up' AND d.acts_at >= :from AND d.acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    of(found, row).receipts.put(row.getString("known"), receipt(row));
                });
    }

    /** What of a plan's payment goes back, neither ending its cycle nor out of the Wallet. */
    private void addPaidBack(Map<String, Found> found, Instant from, Instant to) {
        between(
                        """
                        SELECT account_id, reversal_id, gateway, acts_at, amount, tax
                        FROM (SELECT r.account_id, r.reversal_id, p.gateway, r.acts_at, r.tax,
                                     r.amount - COALESCE((SELECT sum(d.amount) FROM wallet_debit d
                                                          WHERE d.reversal_id = r.reversal_id), 0) AS amount
                              FROM payment_reversal r JOIN payment p USING (payment_id)
                              WHERE p.purpose <> 'top_up' AND r.cycle_id IS NULL AND r.kind IN ('refund', 'chargeback')
                                AND r.acts_at >= :from AND r.acts_at < :to) back
                        WHERE amount > 0
                        """,
                        from,
                        to)
                .query(row -> {
                    Receipt receipt = receipt(row);
                    of(found, row)
                            .paidBack
                            .add(new PaidBack(
                                    row.getString("reversal_id"),
                                    row.getObject("acts_at", OffsetDateTime.class)
                                            .toInstant(),
                                    receipt.paid().minus(receipt.tax()),
                                    receipt));
                });
    }

    /** Of a plan's payment that comes again the Wallet gets the lots that were given then; the rest is earned again. */
    private void addPaidAgain(Map<String, Found> found, Instant from, Instant to) {
        between(
                        """
                        SELECT r.account_id, r.reversal_id, p.gateway, r.acts_at, r.amount, r.tax,
                               r.amount - r.tax - COALESCE((SELECT sum(l.amount) FROM lot l
                                                            WHERE l.origin = 'payment' AND l.origin_ref = r.reversal_id), 0) AS earned
                        FROM payment_reversal r JOIN payment p USING (payment_id)
                        WHERE p.purpose <> 'top_up' AND r.kind IN ('chargeback_won', 'refund_failed')
                          AND r.acts_at >= :from AND r.acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    of(found, row)
                            .paidAgain
                            .add(new PaidAgain(
                                    row.getString("reversal_id"),
                                    row.getObject("acts_at", OffsetDateTime.class)
                                            .toInstant(),
                                    AccountStateTable.money(row, "earned"),
                                    receipt(row)));
                });
    }

    private void addClawedBack(Map<String, Found> found, Instant from, Instant to) {
        between(
                        """
                        SELECT d.account_id, d.debit_id, l.kind FROM wallet_debit d JOIN known_lot l USING (lot_id)
                        WHERE d.kind = 'claw_back' AND d.acts_at >= :from AND d.acts_at < :to
                        """,
                        from,
                        to)
                .query(row -> {
                    of(found, row)
                            .clawedBack
                            .put(
                                    row.getString("debit_id"),
                                    LotKind.byCode(row.getString("kind")).orElseThrow());
                });
    }

    /** A free plan is not paid: it is sold for nothing when it opens. */
    private void addCycles(Map<String, Found> found, Instant from, Instant to, PlanCatalogue plans) {
        between(
                        """
                        SELECT c.cycle_id, c.account_id, c.plan_code, c.plan_version, c.starts_at, c.ends_at, c.acts_at,
                               COALESCE(p.acts_at, c.acts_at) AS sold_at, COALESCE(p.gateway, 'offline') AS gateway,
                               COALESCE(p.amount, 0) AS amount, p.tax, e.cause, e.cause_id, e.acts_at AS ended_at,
                               r.amount AS amount_back, r.tax AS tax_back
                        FROM cycle c
                        LEFT JOIN payment p ON p.payment_id = c.origin_ref
                        LEFT JOIN cycle_ending e USING (cycle_id)
                        LEFT JOIN payment_reversal r ON r.reversal_id = e.cause_id AND e.cause <> 'switch'
                        WHERE COALESCE(p.acts_at, c.acts_at) < :to
                          AND (c.ends_at >= :from OR (e.acts_at >= :from AND e.acts_at < :to))
                        """,
                        from,
                        to)
                .query(row -> {
                    Cycle cycle = SubscriptionTable.cycle(row);
                    of(found, row)
                            .cycles
                            .add(new SoldCycle(
                                    cycle.id(),
                                    plans.planOf(cycle).price(),
                                    row.getObject("sold_at", OffsetDateTime.class)
                                            .toInstant(),
                                    cycle.opensAt(),
                                    cycle.end(),
                                    receipt(row),
                                    ending(row)));
                });
    }

    private static SoldCycle.Ending ending(ResultSet row) throws SQLException {
        @Nullable String cause = row.getString("cause");
        if (cause == null) {
            return new SoldCycle.Ending.RunsOut();
        }
        String id = row.getString("cause_id");
        Instant at = row.getObject("ended_at", OffsetDateTime.class).toInstant();
        if (cause.equals("switch")) {
            return new SoldCycle.Ending.Switched(id, at);
        }
        Money amount = AccountStateTable.money(row, "amount_back");
        Money tax = AccountStateTable.money(row, "tax_back");
        return new SoldCycle.Ending.Refunded(
                id, at, amount.minus(tax), new Receipt(row.getString("gateway"), amount, tax));
    }

    private static Found of(Map<String, Found> found, ResultSet row) throws SQLException {
        return found.computeIfAbsent(row.getString("account_id"), account -> new Found());
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        @Nullable BigDecimal tax = row.getBigDecimal("tax");
        return new Receipt(
                row.getString("gateway"),
                AccountStateTable.money(row, "amount"),
                tax == null ? Money.ZERO : Money.of(tax));
    }

    private JdbcClient.StatementSpec between(String sql, Instant from, Instant to) {
        return jdbc.sql(sql).param("from", from.atOffset(ZoneOffset.UTC)).param("to", to.atOffset(ZoneOffset.UTC));
    }
}
