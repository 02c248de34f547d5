package io.reckoner.reports.balance;

import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.BalanceBreakdown;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What happened to an account's credit, run by run and day by day, from the first grant to the last draw without a gap. */
public final class HistoryView {
    private static final String MOVEMENTS =
            """
            SELECT run_id, day, type, COALESCE(pool, 'wallet') AS pool, kind, lot_id, amount
            FROM reports.movement
            WHERE account_id = ?
            """;

    /** Runs as they came, days within a run, and within a day the order of the time line: grants before draws before lapses. */
    private static final Comparator<Moved> ORDER = Comparator.comparingInt(Moved::run)
            .thenComparing(Moved::day)
            .thenComparing(Moved::type)
            .thenComparing(Moved::lot);

    private final DataSource database;

    public HistoryView(DataSource database) {
        this.database = database;
    }

    private record Moved(
            int run, LocalDate day, MovementType type, Pool pool, @Nullable String kind, String lot, Money amount) {}

    /**
     * The newest {@code limit} movements, oldest first, each with the balance of its pool after it: what the lots have left
     * less what is owed.
     *
     * @throws IllegalStateException when the view cannot be read
     */
    public ReportTable history(String account, int limit, RunStanding standing) {
        List<Moved> all = movements(account);
        ReportTable.Builder table = ReportTable.titled("History of " + account)
                .columns(
                        Column.count("run", "Run"),
                        Column.day("day", "Day"),
                        Column.text("what", "What"),
                        Column.text("pool", "Pool"),
                        Column.text("kind", "Kind"),
                        Column.text("lot", "Lot"),
                        Column.money("credit", "Credit"),
                        Column.money("debt", "Debt"),
                        Column.balance("balance", "Balance").showing(Column.SHOWN_DECIMALS));
        Purses balance = new Purses();
        for (int i = 0; i < all.size(); i++) {
            Moved moved = all.get(i);
            balance.add(moved.pool(), moved.amount().times(BalanceBreakdown.sign(moved.type())));
            if (i >= all.size() - limit) {
                table.row(row(moved, balance.get(moved.pool())));
            }
        }
        if (all.size() > limit) {
            table.footnote((all.size() - limit) + " earlier movements are left out.");
        }
        if (all.stream().anyMatch(moved -> moved.pool() != Pool.WALLET)) {
            table.footnote(BalanceView.IN_DOLLARS);
        }
        return table.footnote(BalanceView.asOf(standing.watermark())).build();
    }

    private List<Moved> movements(String account) {
        List<Moved> movements = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(MOVEMENTS)) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    movements.add(new Moved(
                            rows.getInt("run_id"),
                            rows.getObject("day", LocalDate.class),
                            MovementType.byCode(rows.getString("type")).orElseThrow(),
                            Pool.byCode(rows.getString("pool")).orElseThrow(),
                            rows.getString("kind"),
                            rows.getString("lot_id"),
                            Money.of(rows.getBigDecimal("amount"))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the history of " + account + " cannot be read: " + e.getMessage(), e);
        }
        movements.sort(ORDER);
        return movements;
    }

    private static List<Cell> row(Moved moved, Money balance) {
        return List.of(
                Cell.of(moved.run()),
                Cell.of(moved.day()),
                Cell.of(moved.type().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                Cell.of(moved.pool().code()),
                Cell.of(moved.kind()),
                Cell.of(moved.lot()),
                signed(moved, moved.type().lotSign()),
                signed(moved, moved.type().debtSign()),
                Cell.of(balance));
    }

    private static Cell signed(Moved moved, int sign) {
        return sign == 0 ? Cell.blank() : Cell.of(moved.amount().times(sign));
    }
}
