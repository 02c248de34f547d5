package io.reckoner.reports.verify;

import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.reports.facts.FactsException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Holds balances against all movements since the first run, whatever runs are verified: what a lot has left is what was
 * granted less what was taken, what an account owes is its shortfall less what was paid off.
 */
public final class BalanceQuery implements RecordCheck {
    private static final String LOTS =
            """
            WITH moved AS (
                SELECT lot_id, sum(amount) FILTER (WHERE type = 'grant') AS granted, sum(amount * sign) AS remaining
                FROM reports.movement JOIN (VALUES %s) AS types (type, sign) USING (type)
                WHERE lot_id <> '' GROUP BY lot_id)
            SELECT 'lot ' || lot_id AS subject, l.remaining AS stated, COALESCE(m.remaining, 0) AS found,
                   l.amount = COALESCE(m.granted, 0) AS granted_whole
            FROM (SELECT * FROM reports.lot WHERE landed) l FULL JOIN moved m USING (lot_id)
            ORDER BY lot_id
            """;

    private static final String DEBTS =
            """
            WITH moved AS (
                SELECT account_id, sum(amount * sign) AS owed
                FROM reports.movement JOIN (VALUES %s) AS types (type, sign) USING (type) GROUP BY account_id)
            SELECT 'account ' || account_id AS subject, COALESCE(d.owed, 0) AS stated, COALESCE(m.owed, 0) AS found,
                   true AS granted_whole
            FROM (SELECT account_id, sum(owed) AS owed FROM reports.debt GROUP BY account_id) d
            FULL JOIN moved m USING (account_id)
            ORDER BY account_id
            """;

    private final DataSource database;
    private final String name;
    private final String sql;

    private BalanceQuery(DataSource database, String name, String sql) {
        this.database = database;
        this.name = name;
        this.sql = sql;
    }

    /** Amount and rest of every lot that has landed. */
    public static BalanceQuery lots(DataSource database) {
        return new BalanceQuery(database, "lots against movements", LOTS.formatted(signs(MovementType::lotSign)));
    }

    /** Debt of every account. */
    public static BalanceQuery debts(DataSource database) {
        return new BalanceQuery(database, "debts against movements", DEBTS.formatted(signs(MovementType::debtSign)));
    }

    private static String signs(ToIntFunction<MovementType> sign) {
        return Arrays.stream(MovementType.values())
                .map(type -> "('" + type.code() + "', " + sign.applyAsInt(type) + ")")
                .collect(Collectors.joining(", "));
    }

    @Override
    public VerifyCheck check(RunRange runs) {
        BigDecimal stated = BigDecimal.ZERO;
        BigDecimal found = BigDecimal.ZERO;
        List<String> broken = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                BigDecimal left = orZero(rows.getBigDecimal("stated"));
                BigDecimal right = rows.getBigDecimal("found");
                stated = stated.add(left);
                found = found.add(right);
                if (left.compareTo(right) != 0) {
                    broken.add(rows.getString("subject") + ": " + left.toPlainString() + " USD is stated, its movements"
                            + " come to " + right.toPlainString());
                } else if (!rows.getBoolean("granted_whole")) {
                    broken.add(rows.getString("subject") + ": its amount is not what was granted");
                }
            }
        } catch (SQLException e) {
            throw new FactsException("The balances cannot be read: " + e.getMessage(), e);
        }
        return new VerifyCheck(
                name,
                "USD",
                stated,
                found,
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.LOTS);
    }

    private static BigDecimal orZero(BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
