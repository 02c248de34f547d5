package io.reckoner.reports.sql;

/** The statement of an operator cannot be answered as it is written. The message says why, in DuckDB's own words. */
public final class StatementFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFault(String message) {
        super(message);
    }

    StatementFault(String message, Throwable cause) {
        super(message, cause);
    }
}
