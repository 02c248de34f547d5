package io.reckoner.reports.facts;

import java.sql.SQLException;

/** DuckDB's errors as they are told to people. */
final class DuckMessage {
    private DuckMessage() {}

    static String of(SQLException error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? error.getClass().getSimpleName() : message.strip();
    }
}
