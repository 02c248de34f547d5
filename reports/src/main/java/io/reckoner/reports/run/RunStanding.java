package io.reckoner.reports.run;

import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.TextRenderer;
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

    /** What is in suspense, in a sentence. */
    public String suspense() {
        if (openSuspense == 0) {
            return "Nothing is in suspense.";
        }
        return Counted.of(openSuspense, "line is", "lines are") + " in suspense: reckon suspense list.";
    }

    /**
     * As of which watermark a report is, in a sentence.
     *
     * @param end of the report's range, exclusive
     */
    public String asOf(Instant end) {
        if (watermark == null) {
            return "No run is committed yet: nothing is settled.";
        }
        String asOf = "As of watermark " + TextRenderer.instant(watermark) + " UTC.";
        return end.isAfter(watermark) ? asOf + " The range goes beyond it; what is later is not settled yet." : asOf;
    }
}
