package io.reckoner.reports.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Reads any number of rows, some thousands in memory at a time. */
public final class PortionsQuery {
    private static final int ROWS_AT_A_TIME = 10_000;

    /** Takes the row that a result stands at. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private final DataSource database;

    public PortionsQuery(DataSource database) {
        this.database = database;
    }

    /** Hands each row of the answer to {@code reader}. */
    public void forEach(String sql, List<?> parameters, RowReader reader) throws SQLException {
        try (Connection connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            // Rows come in portions only inside a transaction.
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(autoCommit);
            }
        }
    }
}
