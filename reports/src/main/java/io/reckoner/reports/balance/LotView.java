package io.reckoner.reports.balance;

import io.reckoner.kernel.credit.Pool;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The lots of an account and what is left of each. */
public final class LotView {
    private static final String LOTS =
            """
            SELECT l.lot_id, l.pool, l.kind, l.amount, l.remaining, l.landed, l.acts_at, l.expires_at, l.origin, l.origin_ref,
                   COALESCE((SELECT sum(h.amount) FROM reports.lot_history h
                             WHERE h.lot_id = l.lot_id AND h.type = 'lapse'), 0) AS lapsed
            FROM reports.lot l
            WHERE l.account_id = ?
            ORDER BY l.acts_at, l.lot_id
            """;

    private final DataSource database;

    public LotView(DataSource database) {
        this.database = database;
    }

    /**
     * A row for each lot there ever was, oldest first.
     *
     * @throws IllegalStateException when the view cannot be read
     */
    public ReportTable lots(String account, RunStanding standing) {
        ReportTable.Builder table = ReportTable.titled("Lots of " + account)
                .columns(
                        Column.text("lot", "Lot"),
                        Column.text("pool", "Pool"),
                        Column.text("kind", "Kind"),
                        Column.money("amount", "Amount"),
                        Column.balance("left", "Left").showing(Column.SHOWN_DECIMALS),
                        Column.instant("from", "From"),
                        Column.instant("expires", "Expires"),
                        Column.text("state", "State"),
                        Column.text("origin", "Origin"));
        boolean isOfPlans = false;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOTS)) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    isOfPlans |= !rows.getString("pool").equals(Pool.WALLET.code());
                    table.row(
                            Cell.of(rows.getString("lot_id")),
                            Cell.of(rows.getString("pool")),
                            Cell.of(rows.getString("kind")),
                            Cell.of(rows.getBigDecimal("amount")),
                            Cell.of(rows.getBigDecimal("remaining")),
                            Cell.of(instant(rows, "acts_at")),
                            Cell.of(instant(rows, "expires_at")),
                            Cell.of(state(rows)),
                            Cell.of(rows.getString("origin") + " " + rows.getString("origin_ref")));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the lots of " + account + " cannot be read: " + e.getMessage(), e);
        }
        if (isOfPlans) {
            table.footnote(BalanceView.IN_DOLLARS);
        }
        return table.footnote(BalanceView.asOf(standing.watermark())).build();
    }

    private static String state(ResultSet row) throws SQLException {
        if (!row.getBoolean("landed")) {
            return "waiting";
        }
        BigDecimal remaining = row.getBigDecimal("remaining");
        if (remaining.signum() > 0) {
            return "open";
        }
        return row.getBigDecimal("lapsed").signum() > 0 ? "lapsed" : "used up";
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
