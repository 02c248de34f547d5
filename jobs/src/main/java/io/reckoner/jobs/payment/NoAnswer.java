package io.reckoner.jobs.payment;

/** A gateway that was asked something has no answer now: it cannot be reached, is broken, or was asked too much. */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param words what was asked, and what came instead of an answer */
    public NoAnswer(String words) {
        super(words);
    }

    /** What people are told. */
    String words() {
        return String.valueOf(getMessage());
    }
}
