package io.reckoner.reports.run;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** What committed runs settled. */
public final class RunSummaryView {
    private static final String RUNS =
            """
            SELECT run_id, business_date, watermark, price_book_version, events, suspended, charge, provider_cost, drawn_plan,
                   drawn_wallet, shortfall, over_run
            FROM reports.run_summary
            ORDER BY run_id DESC
            LIMIT ?
            """;

    private final DataSource database;

    public RunSummaryView(DataSource database) {
        this.database = database;
    }

    /**
     * The newest runs, newest first.
     *
     * @throws IllegalStateException when the view cannot be read
     */
    public ReportTable newest(int limit) {
        ReportTable.Builder table = ReportTable.titled("Committed runs")
                .columns(
                        Column.count("run", "Run"),
                        Column.day("business_date", "Date"),
                        Column.instant("watermark", "Watermark"),
                        Column.count("price_book", "Book"),
                        Column.count("events", "Events"),
                        Column.count("suspended", "Suspended").in("lines"),
                        Column.money("charge", "Charge"),
                        Column.money("provider_cost", "Cost"),
                        Column.money("drawn_plan", "Plan pools"),
                        Column.money("drawn_wallet", "Wallet"),
                        Column.money("shortfall", "Shortfall"),
                        Column.money("over_run", "Over-run"));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(RUNS)) {
            statement.setInt(1, limit);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    add(table, rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the runs cannot be read: " + e.getMessage(), e);
        }
        return table.build();
    }

    private static void add(ReportTable.Builder table, ResultSet row) throws SQLException {
        table.row(
                Cell.of(row.getInt("run_id")),
                Cell.of(row.getObject("business_date", LocalDate.class)),
                Cell.of(row.getObject("watermark", OffsetDateTime.class).toInstant()),
                Cell.of(row.getInt("price_book_version")),
                Cell.of(row.getBigDecimal("events")),
                Cell.of(row.getBigDecimal("suspended")),
                money(row, "charge"),
                money(row, "provider_cost"),
                money(row, "drawn_plan"),
                money(row, "drawn_wallet"),
                money(row, "shortfall"),
                money(row, "over_run"));
    }

    private static Cell money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return Cell.of(amount);
    }
}
