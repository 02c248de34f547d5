package io.reckoner.reports.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A table a session keeps in memory beside the facts, such as the manifest or a price book, while it is being filled. */
public final class SessionTable implements AutoCloseable {
    private final String name;
    private final DuckDBAppender appender;

    SessionTable(DuckDBConnection connection, String name) throws SQLException {
        this.name = name;
        this.appender = connection.createAppender(name);
    }

    /** Adds a row: texts, numbers, booleans, {@link LocalDate}, {@link Instant} or null, in the order of the columns. */
    public void row(@Nullable Object... values) {
        try {
            appender.beginRow();
            for (Object value : values) {
                append(value);
            }
            appender.endRow();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void append(@Nullable Object value) throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case Integer number -> appender.append(number.intValue());
            case Long number -> appender.append(number.longValue());
            case BigInteger number -> appender.append(number);
            case BigDecimal number -> appender.append(number);
            case Boolean flag -> appender.append(flag.booleanValue());
            case LocalDate day -> appender.append(day);
            case Instant instant -> appender.append(instant.atOffset(ZoneOffset.UTC));
            default ->
                throw new IllegalArgumentException(
                        "cannot load a " + value.getClass().getSimpleName());
        }
    }

    /** Ends the filling: the rows can be asked for. */
    @Override
    public void close() {
        try {
            appender.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private FactsException failed(SQLException e) {
        return new FactsException("Table " + name + " cannot be filled: " + DuckMessage.of(e), e);
    }
}
