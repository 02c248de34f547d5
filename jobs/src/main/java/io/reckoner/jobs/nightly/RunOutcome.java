package io.reckoner.jobs.nightly;

import io.reckoner.jobs.intake.Notice;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.control.ControlTotals;
import java.time.Duration;
import java.util.Set;

/** How a run ended well. One that failed ends in an exception. */
public sealed interface RunOutcome {
    /**
     * Settled, proved, visible.
     *
     * @param totals of all hops
     */
    record Committed(Run run, ControlTotals totals, Duration took) implements RunOutcome {}

    /**
     * There was nothing new to settle.
     *
     * @param noticed what the delivery showed all the same
     */
    record NothingToDo(String why, Set<Notice.Kind> noticed) implements RunOutcome {
        public NothingToDo {
            noticed = Set.copyOf(noticed);
        }
    }
}
