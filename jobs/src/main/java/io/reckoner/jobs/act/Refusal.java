package io.reckoner.jobs.act;

/**
 * An act is refused and nothing was changed. The message says where, what, and how to mend it; the command line shows it
 * alone and ends with exit code 2.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refusal(String message) {
        super(message);
    }

    /** A value that the field itself refuses, in its words. */
    public static Refusal of(IllegalArgumentException refused) {
        return new Refusal(refused.getMessage() == null ? refused.toString() : refused.getMessage());
    }

    /** Refuses a text with line breaks or other control characters, which would forge lines in lists and logs. */
    public static void ifUnprintable(String what, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal("the " + what + " contains a line break or another control character. Leave it out.");
        }
    }
}
