package io.reckoner.reports.verify;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.Purse;
import io.reckoner.kernel.control.PurseChange;
import io.reckoner.kernel.control.PurseTotals;
import io.reckoner.kernel.control.TotalName;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.reports.facts.FactsException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * The totals that the movements of lots and debts have a say in: usage, every change of every purse, and, added up from the
 * first run on, what each purse held before and after a run.
 */
public final class MovementTotalsView implements RunTotals {
    /** Every committed run has a row, also one in which nothing moved. */
    private static final String SUMS =
            """
            SELECT r.run_id, m.type, m.pool, m.kind, sum(m.amount) AS amount
            FROM reports.run r LEFT JOIN reports.movement m USING (run_id)
            WHERE r.state = 'committed' AND r.run_id <= ?
            GROUP BY r.run_id, m.type, m.pool, m.kind
            """;

    private final DataSource database;

    public MovementTotalsView(DataSource database) {
        this.database = database;
    }

    @Override
    public Set<TotalName> names() {
        Set<TotalName> names = new HashSet<>();
        Arrays.stream(UsageFigure.values()).map(Book.LOTS::total).forEach(names::add);
        // The control totals of the lots do not know these.
        names.remove(Book.LOTS.total(UsageFigure.CHARGE));
        names.remove(Book.LOTS.total(UsageFigure.PROVIDER_COST));
        names.remove(Book.LOTS.total(UsageFigure.OVER_RUN));
        for (Purse purse : Purse.values()) {
            for (PurseChange change : PurseChange.values()) {
                if (change != PurseChange.JOURNAL) {
                    names.add(purse.total(change));
                }
            }
        }
        return names;
    }

    @Override
    public Map<Long, ControlTotals> of(RunRange runs) {
        Map<Long, ControlTotals> found = new HashMap<>();
        ControlTotals held = ControlTotals.NONE;
        for (Map.Entry<Long, ControlTotals> moved : moved(runs.last()).entrySet()) {
            ControlTotals.Sheet sheet = ControlTotals.sheet().add(moved.getValue());
            ControlTotals.Sheet after = ControlTotals.sheet();
            for (Purse purse : Purse.values()) {
                sheet.add(purse.total(PurseChange.OPENING), held.value(purse.total(PurseChange.CLOSING)));
                after.add(
                        purse.total(PurseChange.CLOSING),
                        held.value(purse.total(PurseChange.CLOSING)).add(purse.change(moved.getValue())));
            }
            held = after.totals();
            if (runs.contains(moved.getKey())) {
                found.put(moved.getKey(), sheet.add(held).totals());
            }
        }
        return found;
    }

    private TreeMap<Long, ControlTotals> moved(long last) {
        TreeMap<Long, ControlTotals> totals = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SUMS)) {
            statement.setLong(1, last);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    totals.merge(rows.getLong("run_id"), totals(rows), ControlTotals::plus);
                }
            }
        } catch (SQLException e) {
            throw new FactsException("The movements cannot be read: " + e.getMessage(), e);
        }
        return totals;
    }

    private static ControlTotals totals(ResultSet row) throws SQLException {
        String type = row.getString("type");
        if (type == null) {
            return ControlTotals.NONE;
        }
        return PurseTotals.of(
                MovementType.byCode(type).orElseThrow(),
                Pool.byCode(Objects.toString(row.getString("pool"), "")).orElse(null),
                LotKind.byCode(Objects.toString(row.getString("kind"), "")).orElse(null),
                Money.of(row.getBigDecimal("amount")));
    }
}
