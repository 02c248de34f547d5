package io.reckoner.jobs.settlement;

/** A run that may not be stored: its control equations fail, or too much of it was set aside. Nothing of it is visible. */
public final class RunRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunRefusedException(String message) {
        super(message);
    }
}
