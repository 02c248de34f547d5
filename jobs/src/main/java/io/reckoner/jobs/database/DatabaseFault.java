package io.reckoner.jobs.database;

/** The database cannot be started, reached or migrated; the message says what to do about it. */
public final class DatabaseFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseFault(String message) {
        super(message);
    }

    DatabaseFault(String message, Throwable cause) {
        super(message, cause);
    }
}
