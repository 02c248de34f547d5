package io.reckoner.jobs.run;

/** Another process is writing. The message names it and says what to do. */
public final class LeaseHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseHeldException(String message) {
        super(message);
    }
}
