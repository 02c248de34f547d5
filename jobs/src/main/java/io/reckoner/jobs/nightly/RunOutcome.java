package io.reckoner.jobs.nightly;

import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.control.ControlTotals;
import java.time.Duration;

/** How a run ended well. One that failed ends in an exception. */
public sealed interface RunOutcome {
    /**
     * Settled, proved, visible.
     *
     * @param totals of all hops
     */
    record Committed(Run run, ControlTotals totals, Duration took) implements RunOutcome {}

    /** There was nothing new to settle. */
    record NothingToDo(String why) implements RunOutcome {}
}
