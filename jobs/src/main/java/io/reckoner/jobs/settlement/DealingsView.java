package io.reckoner.jobs.settlement;

import io.reckoner.jobs.plan.SubscriptionTable;
import io.reckoner.kernel.journal.Dealings;
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
        private final List<SoldCycle> cycles = new ArrayList<>();

        Dealings dealings() {
            return new Dealings(receipts, Map.of(), cycles);
        }
    }

    private final JdbcClient jdbc;

    public DealingsView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The dealings of a run that settles {@code [from, to)}, by account: payments that are booked in it, and cycles that
     * are sold, open, earn or end in it.
     */
    public Map<String, Dealings> between(Instant from, Instant to, PlanCatalogue plans) {
        Map<String, Found> found = new HashMap<>();
        addTopUps(found, from, to);
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

    /** A free plan is not paid: it is sold for nothing when it opens. */
    private void addCycles(Map<String, Found> found, Instant from, Instant to, PlanCatalogue plans) {
        between(
                        """
                        SELECT c.cycle_id, c.account_id, c.plan_code, c.plan_version, c.starts_at, c.ends_at, c.acts_at,
                               COALESCE(p.acts_at, c.acts_at) AS sold_at, COALESCE(p.gateway, 'offline') AS gateway,
                               COALESCE(p.amount, 0) AS amount, p.tax
                        FROM cycle c LEFT JOIN payment p ON p.payment_id = c.origin_ref
                        WHERE COALESCE(p.acts_at, c.acts_at) < :to AND c.ends_at >= :from
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
                                    new SoldCycle.Ending.RunsOut()));
                });
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
