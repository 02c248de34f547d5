package io.reckoner.ingest.sameness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Index files of runs that never were, for measuring. They stand in this package to be written by the writer that runs
 * use, without the sorting of events that do not exist.
 *
 * <p>Hashes are spread evenly over the whole range, as those of real events are; none is that of an invented event, save
 * by the chance of any two 128-bit hashes.
 */
public final class InventedIndex {
    private InventedIndex() {}

    /**
     * Writes one file.
     *
     * @param run name of the run that would have written it
     * @param entries at least 1
     */
    public static IndexFile write(Path target, String run, long entries, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        long step = Long.divideUnsigned(-1L, entries);
        try (IndexWriter writer = new IndexWriter(
                target, new SourceTable(List.of(new RunSources(run, List.of("usage-sim-1-000000000001.jsonl")))))) {
            for (long entry = 0; entry < entries; entry++) {
                long high = step * entry + Long.remainderUnsigned(random.nextLong(), step);
                writer.add(high, random.nextLong(), random.nextLong(), 0, (int) entry + 1);
            }
            return writer.finish().orElseThrow();
        }
    }
}
