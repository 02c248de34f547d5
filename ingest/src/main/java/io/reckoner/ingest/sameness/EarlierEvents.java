package io.reckoner.ingest.sameness;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The events accepted in earlier runs, for one bucket.
 *
 * @param files index files of the bucket, compacted or not. An event is remembered by one of them; should a lengthened
 *     look-back make it two, the file named first counts
 * @param forgotten names of runs beyond the look-back: their entries do not count, whether or not a compaction has
 *     already removed them
 */
public record EarlierEvents(List<Path> files, Set<String> forgotten) {
    /** Before the first run. */
    public static final EarlierEvents NONE = new EarlierEvents(List.of(), Set.of());

    public EarlierEvents {
        files = List.copyOf(files);
        forgotten = Set.copyOf(forgotten);
    }
}
