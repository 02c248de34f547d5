package io.reckoner.reports.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every total must say about itself.
 *
 * @param watermark everything before it is settled; null before the first committed run
 * @param openSuspense lines set aside and neither retried with success nor written off
 */
public record RunStanding(@Nullable Instant watermark, long openSuspense) {
    public RunStanding {
        if (openSuspense < 0) {
            throw new IllegalArgumentException("open suspense cannot be negative: " + openSuspense);
        }
    }
}
