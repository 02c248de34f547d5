package io.reckoner.jobs.command;

/** How a command ends. */
public enum Exit {
    /** Done, nothing to see to. */
    CLEAN(0),
    /** Done, and it found what {@code --fail-on} asked for. */
    FOUND(1),
    /** Used wrongly: nothing was changed. */
    WRONG_USE(2),
    /** Could not be done. */
    FAILED(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
