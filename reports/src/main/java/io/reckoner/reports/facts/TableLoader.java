package io.reckoner.reports.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Fills a {@link FactsTable}. */
final class TableLoader {
    private TableLoader() {}

    static void load(DuckDBConnection connection, FactsTable table) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender(table.name())) {
            for (List<@Nullable Object> row : table.rows()) {
                appender.beginRow();
                for (Object value : row) {
                    append(appender, value);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case Integer number -> appender.append(number.intValue());
            case Long number -> appender.append(number.longValue());
            case BigInteger number -> appender.append(number);
            case BigDecimal number -> appender.append(number);
            case Boolean flag -> appender.append(flag.booleanValue());
            case LocalDate day -> appender.append(day);
            case OffsetDateTime time -> appender.append(time);
            default ->
                throw new IllegalArgumentException(
                        "cannot load a " + value.getClass().getSimpleName());
        }
    }
}
