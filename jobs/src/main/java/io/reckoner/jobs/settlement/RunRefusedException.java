package io.reckoner.jobs.settlement;

import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.suspense.SuspenseTable;
import java.util.List;

/** A run that may not be stored: its control equations fail, or too much of it was set aside. Nothing of it is visible. */
public final class RunRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SuspenseTable.Group> suspended;

    RunRefusedException(String message) {
        this(message, List.of());
    }

    /** @param suspended what it would have set aside, which is what it is refused for */
    RunRefusedException(String message, List<SuspenseTable.Group> suspended) {
        super(message);
        this.suspended = suspended;
    }

    /** What it would have set aside, where that is why it is refused; else nothing. */
    public List<SuspenseTable.Group> suspended() {
        return suspended;
    }

    /** What it is refused for. */
    public Run.RefusedFor refusedFor() {
        return suspended.isEmpty() ? Run.RefusedFor.OTHER : Run.RefusedFor.SUSPENSE;
    }
}
