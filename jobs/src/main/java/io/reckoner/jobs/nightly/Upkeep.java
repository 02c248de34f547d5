package io.reckoner.jobs.nightly;

import io.reckoner.jobs.facts.FactCompaction;
import io.reckoner.jobs.facts.FactSweep;
import io.reckoner.jobs.facts.ManifestTable;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.sameness.IndexUpkeep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Keeps files few and large: merges facts and index, and removes what nobody reads any more. Changes no figure. */
final class Upkeep {
    /** Files of a day and bucket from which merging pays at night, when a day is over and its files are merged once. */
    static final int WORTH_MERGING = 4;

    /**
     * The same between nights: two hours of settlements every five minutes. Each merge rewrites all of the day and
     * bucket, so that fewer would cost more than reading small files does.
     */
    static final int WORTH_MERGING_BY_DAY = 24;

    /** How long a file stays that was replaced or given up: longer than any report or run takes. */
    static final Duration KEPT = Duration.ofDays(2);

    /** What was done. */
    record Done(int factFilesMerged, int indexFilesMerged, int filesRemoved) {
        static final Done NOTHING = new Done(0, 0, 0);

        String sentence() {
            return String.format(
                    Locale.ROOT,
                    "Merged %d fact files and %d index files, removed %d.",
                    factFilesMerged,
                    indexFilesMerged,
                    filesRemoved);
        }
    }

    private final FactCompaction compaction;
    private final FactSweep sweep;
    private final IndexUpkeep index;

    Upkeep(FactCompaction compaction, FactSweep sweep, IndexUpkeep index) {
        this.compaction = compaction;
        this.sweep = sweep;
        this.index = index;
    }

    /**
     * Merges what is worth it.
     *
     * @param worthMerging fact files of a day and bucket from which to merge them
     * @param forgotten names of runs behind the horizon
     */
    Done run(Run last, int worthMerging, Set<String> forgotten, Instant now) throws IOException {
        int facts = 0;
        for (ManifestTable.DayBucket place : compaction.worthwhile(worthMerging)) {
            facts += compaction
                    .compact(place, now)
                    .map(merged -> merged.replaced().size())
                    .orElse(0);
        }
        int indexFiles = 0;
        for (int bucket = 0; bucket < last.buckets(); bucket++) {
            indexFiles += index.merge(bucket, forgotten, now);
        }
        int removed = sweep.sweep(now.minus(KEPT)).size() + index.sweep(now.minus(KEPT));
        return new Done(facts, indexFiles, removed);
    }
}
