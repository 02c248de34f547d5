package io.reckoner.reports.sql;

import io.reckoner.reports.facts.FactsException;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ColumnType;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.duckdb.DuckDBResultSetMetaData;
import org.duckdb.StatementReturnType;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement of an operator's over the views {@code facts} and {@code manifest}.
 *
 * <p>It is prepared alone and run in a read-only transaction of a session that can open nothing but the fact files. Numbers
 * come out exactly as DuckDB has them; a DECIMAL of scale 12 is taken for money and aligned like it.
 */
public final class OperatorQuery {
    /** How messages begin that speak of files, memory or DuckDB itself. */
    private static final List<String> OF_THE_MACHINE = List.of(
            "IO Error",
            "Out of Memory Error",
            "INTERNAL Error",
            "FATAL Error",
            "INTERRUPT Error",
            "Connection Error",
            "Serialization Error");

    private OperatorQuery() {}

    /**
     * The answer as a table.
     *
     * @param limit most rows to show; a note says when there are more
     * @throws StatementFault with a sentence: what is wrong with the statement and, where DuckDB knows, where
     * @throws FactsException when the facts cannot be read, or memory or disk are used up
     */
    public static ReportTable answer(FactsSession session, String sql, OptionalInt limit) {
        String statement = single(sql);
        try (Statement transaction = session.connection().createStatement()) {
            transaction.execute("BEGIN TRANSACTION READ ONLY");
        } catch (SQLException e) {
            throw new FactsException("The session cannot begin to read: " + e.getMessage(), e);
        }
        try (PreparedStatement prepared = session.connection().prepareStatement(statement)) {
            if (prepared.getMetaData() instanceof DuckDBResultSetMetaData meta
                    && meta.getReturnType() != StatementReturnType.QUERY_RESULT) {
                throw new StatementFault(
                        "Only questions can be asked here, such as SELECT model, sum(charge) FROM facts"
                                + " GROUP BY model; this statement would change something.");
            }
            try (ResultSet rows = prepared.executeQuery()) {
                return table(rows, limit);
            }
        } catch (SQLException e) {
            throw isOfTheMachine(e) ? new FactsException(sentence(e), e) : new StatementFault(sentence(e), e);
        } finally {
            endReading(session);
        }
    }

    /** One statement without its closing semicolon: several would run one after the other before anything is checked. */
    private static String single(String sql) {
        String statement = sql.strip();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).strip();
        }
        if (statement.isEmpty()) {
            throw new StatementFault("There is no statement; write one, such as \"SELECT count(*) FROM facts\".");
        }
        if (StatementEnd.isWithin(statement)) {
            throw new StatementFault("Write one statement at a time: this text has a semicolon between two.");
        }
        return statement;
    }

    private static ReportTable table(ResultSet rows, OptionalInt limit) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<Column> columns = columns(meta);
        ReportTable.Builder table = ReportTable.titled("Answer").columns(columns);
        int shown = 0;
        while (rows.next()) {
            if (limit.isPresent() && shown == limit.getAsInt()) {
                table.footnote("Only the first " + Counted.of(shown, "row is", "rows are") + " shown; there are more.");
                break;
            }
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                cells.add(cell(rows, i + 1, columns.get(i).type()));
            }
            table.row(cells);
            shown++;
        }
        return table.build();
    }

    private static List<Column> columns(ResultSetMetaData meta) throws SQLException {
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            String label = meta.getColumnLabel(i);
            String name = label;
            for (int n = 2; !names.add(name); n++) {
                name = label + "_" + n;
            }
            columns.add(column(name, meta, i));
        }
        return columns;
    }

    private static Column column(String name, ResultSetMetaData meta, int index) throws SQLException {
        String type = meta.getColumnTypeName(index).toUpperCase(Locale.ROOT);
        return switch (meta.getColumnType(index)) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Column.count(name, name);
            case Types.DECIMAL, Types.NUMERIC -> decimal(name, meta.getScale(index));
            case Types.DATE -> Column.day(name, name);
            case Types.TIMESTAMP_WITH_TIMEZONE -> Column.instant(name, name);
            default ->
                type.equals("HUGEINT") || type.equals("UHUGEINT") || type.startsWith("UBIGINT")
                        ? Column.count(name, name)
                        : Column.text(name, name);
        };
    }

    private static Column decimal(String name, int scale) {
        return scale == Column.EXACT_DECIMALS
                ? Column.exactMoney(name, name).in("")
                : Column.quantity(name, name).showing(Math.min(scale, Column.EXACT_DECIMALS));
    }

    private static Cell cell(ResultSet rows, int index, ColumnType type) throws SQLException {
        return switch (type) {
            case COUNT, AGE -> Cell.of(whole(rows.getObject(index)));
            case QUANTITY, FIGURE, MONEY, BALANCE, DEBT, SHARE -> Cell.of(rows.getBigDecimal(index));
            case DAY -> Cell.of(rows.getObject(index, LocalDate.class));
            case INSTANT -> {
                OffsetDateTime at = rows.getObject(index, OffsetDateTime.class);
                yield at == null ? Cell.blank() : Cell.of(at.toInstant());
            }
            case TEXT -> Cell.of(rows.getString(index));
        };
    }

    private static @Nullable BigDecimal whole(@Nullable Object number) {
        return number == null ? null : new BigDecimal(number.toString());
    }

    /** Whether the statement may be right all the same. */
    private static boolean isOfTheMachine(SQLException error) {
        String message = String.valueOf(error.getMessage()).strip();
        return OF_THE_MACHINE.stream().anyMatch(message::startsWith);
    }

    /** DuckDB's own words without the kind of error in front; it says where by line and a caret. */
    private static String sentence(SQLException error) {
        String message = error.getMessage() == null
                ? error.toString()
                : error.getMessage().strip();
        if (message.startsWith("Permission Error")) {
            return "Only views facts and manifest can be read here, no other file: "
                    + message.replaceFirst("^Permission Error: ", "");
        }
        if (message.contains("transaction is launched in read-only mode")) {
            return "Only questions can be asked here; this statement would change something.";
        }
        return message.replaceFirst("^[A-Za-z ]+ Error: ", "");
    }

    private static void endReading(FactsSession session) {
        try (Statement transaction = session.connection().createStatement()) {
            transaction.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new FactsException("The session cannot end reading: " + e.getMessage(), e);
        }
    }
}
