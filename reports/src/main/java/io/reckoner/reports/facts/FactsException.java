package io.reckoner.reports.facts;

/** DuckDB could not answer. The message is a sentence fit for the one who asked. */
public final class FactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FactsException(String message) {
        super(message);
    }

    public FactsException(String message, Throwable cause) {
        super(message, cause);
    }
}
