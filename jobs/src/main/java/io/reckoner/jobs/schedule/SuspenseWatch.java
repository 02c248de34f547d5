package io.reckoner.jobs.schedule;

import io.reckoner.reports.run.RunStanding;
import java.util.Optional;

/** Tells what is in suspense when a run set something aside or the count changed, and once more every night. */
final class SuspenseWatch {
    private long told;

    /**
     * What is new since the last look, as a sentence.
     *
     * @param setAside lines that the run just settled has set aside
     */
    synchronized Optional<String> news(RunStanding standing, long setAside) {
        if (setAside == 0 && standing.openSuspense() == told) {
            return Optional.empty();
        }
        told = standing.openSuspense();
        return Optional.of(standing.suspense());
    }

    /** Lets the next look tell of what is open. */
    synchronized void tellAgain() {
        told = 0;
    }
}
