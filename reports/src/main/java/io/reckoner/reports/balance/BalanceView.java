package io.reckoner.reports.balance;

import io.reckoner.kernel.credit.BreakdownLine;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.BalanceBreakdown;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import io.reckoner.reports.table.TextRenderer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The breakdown of an account's balance: top-ups, bonuses, gifts, referrals, compensations, adjustments, expired, usage.
 *
 * <p>Lines come from movements; they sum to what the lots have left less what is owed, which is read apart and compared.
 */
public final class BalanceView {
    /** Where rows of all pools stand below one another. */
    static final String IN_DOLLARS = "Amounts of Main and Backup are in USD here, too: 100 credits are 1 USD.";

    private static final String MOVEMENTS =
            "SELECT pool, type, kind, amount FROM reports.balance_breakdown WHERE account_id = ?";

    private static final String LOTS =
            "SELECT pool, sum(remaining) AS amount FROM reports.lot WHERE account_id = ? AND landed GROUP BY pool";

    private static final String OWED = "SELECT sum(owed) AS amount FROM reports.debt WHERE account_id = ?";

    private final DataSource database;

    public BalanceView(DataSource database) {
        this.database = database;
    }

    /**
     * A row for each line, with wallet, Main and Backup; the total is the balance.
     *
     * @throws IllegalStateException when the views cannot be read
     */
    public ReportTable breakdown(String account, RunStanding standing) {
        try (Connection connection = database.getConnection()) {
            Map<BreakdownLine, Purses> lines = lines(connection, account);
            Purses total = new Purses();
            List<Column> columns = new ArrayList<>();
            columns.add(Column.text("line", "Line"));
            columns.addAll(Purses.columns());
            ReportTable.Builder table =
                    ReportTable.titled("Balance of " + account).columns(columns);
            lines.forEach((line, purses) -> {
                table.row(cells(name(line), purses));
                total.addAll(purses);
            });
            table.total(cells("Balance", total));
            table.footnote(asOf(standing.watermark()));
            difference(total, left(connection, account)).ifPresent(table::footnote);
            return table.build();
        } catch (SQLException e) {
            throw new IllegalStateException("the balance of " + account + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<BreakdownLine, Purses> lines(Connection connection, String account) throws SQLException {
        Map<BreakdownLine, Purses> lines = new EnumMap<>(BreakdownLine.class);
        for (BreakdownLine line : BreakdownLine.values()) {
            lines.put(line, new Purses());
        }
        try (PreparedStatement statement = connection.prepareStatement(MOVEMENTS)) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    add(lines, rows);
                }
            }
        }
        return lines;
    }

    private static void add(Map<BreakdownLine, Purses> lines, ResultSet row) throws SQLException {
        String kindCode = row.getString("kind");
        LotKind kind = kindCode == null ? null : LotKind.byCode(kindCode).orElseThrow();
        MovementType type = MovementType.byCode(row.getString("type")).orElseThrow();
        Optional<BreakdownLine> line = BalanceBreakdown.line(type, kind);
        if (line.isPresent()) {
            Money amount = Money.of(row.getBigDecimal("amount")).times(BalanceBreakdown.sign(type));
            lines.getOrDefault(line.get(), new Purses()).add(pool(row), amount);
        }
    }

    /** What the lots have left less what is owed. */
    private static Purses left(Connection connection, String account) throws SQLException {
        Purses left = new Purses();
        try (PreparedStatement statement = connection.prepareStatement(LOTS)) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    left.add(pool(rows), Money.of(rows.getBigDecimal("amount")));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(OWED)) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next() && rows.getBigDecimal("amount") != null) {
                    left.add(Pool.WALLET, Money.of(rows.getBigDecimal("amount")).negate());
                }
            }
        }
        return left;
    }

    private static Optional<String> difference(Purses lines, Purses left) {
        List<String> differences = new ArrayList<>();
        for (Pool pool : Pool.values()) {
            if (!lines.get(pool).equals(left.get(pool))) {
                differences.add(pool.code() + " " + left.get(pool) + " USD, the lines come to " + lines.get(pool));
            }
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("BREAK: lots and debts say " + String.join("; ", differences) + ". Run reckon verify.");
    }

    private static Pool pool(ResultSet row) throws SQLException {
        return Pool.byCode(row.getString("pool")).orElseThrow();
    }

    private static List<Cell> cells(String name, Purses purses) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(name));
        cells.addAll(purses.cells());
        return cells;
    }

    /** {@code TOP_UPS} is {@code Top-ups}. */
    private static String name(BreakdownLine line) {
        String words = line.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static String asOf(@Nullable Instant watermark) {
        return watermark == null
                ? "No run is committed yet: nothing is settled."
                : "As of watermark " + TextRenderer.instant(watermark) + " UTC.";
    }
}
