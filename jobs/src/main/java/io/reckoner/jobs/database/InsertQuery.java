package io.reckoner.jobs.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An INSERT of any number of rows by one statement, each column as an array: one journey to the server, and a trigger by
 * statement sees all rows at once.
 *
 * <p>Example: {@code InsertQuery.<Debt>into("debt").with("day", "date", Debt::day).with("owed", "numeric", Debt::owed)}.
 */
public final class InsertQuery<R> {
    private record Column<R>(String name, String type, Function<? super R, ? extends @Nullable Object> value) {}

    private final String table;
    private final List<Column<R>> columns;

    private InsertQuery(String table, List<Column<R>> columns) {
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    public static <R> InsertQuery<R> into(String table) {
        return new InsertQuery<>(table, List.of());
    }

    /**
     * The same with a further column.
     *
     * @param type PostgreSQL's name of the type that a value's text is read as
     * @param value of a row; null for a null
     */
    public InsertQuery<R> with(String name, String type, Function<? super R, ? extends @Nullable Object> value) {
        List<Column<R>> more = new ArrayList<>(columns);
        more.add(new Column<>(name, type, value));
        return new InsertQuery<>(table, more);
    }

    /** Inserts the rows; no rows, no statement. */
    public void add(JdbcClient jdbc, Collection<R> rows) {
        if (rows.isEmpty()) {
            return;
        }
        JdbcClient.StatementSpec statement = jdbc.sql(sql());
        for (Column<R> column : columns) {
            statement = statement.param(column.name(), texts(column, rows));
        }
        statement.update();
    }

    private String sql() {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String arrays = columns.stream()
                .map(column -> ":" + column.name() + "::" + column.type() + "[]")
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + names + ") SELECT * FROM unnest(" + arrays + ")";
    }

    private static <R> @Nullable String[] texts(Column<R> column, Collection<R> rows) {
        @Nullable String[] texts = new @Nullable String[rows.size()];
        int next = 0;
        for (R row : rows) {
            @Nullable Object value = column.value().apply(row);
            texts[next++] = value == null ? null : value.toString();
        }
        return texts;
    }
}
