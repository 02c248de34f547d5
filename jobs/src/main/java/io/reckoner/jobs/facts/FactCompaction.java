package io.reckoner.jobs.facts;

import io.reckoner.jobs.facts.ManifestTable.DayBucket;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Merges the small files that late events and frequent runs leave behind: several files of a day and bucket become one,
 * in one change of the manifest. Readers see either the old files or the new one; the old ones stay on disk until they
 * are {@link FactSweep swept}.
 *
 * <p>Example: under {@code serve} a day of a bucket has 288 files of 200 rows; compacted it has one of 57,600, in four
 * row groups, with the same sums.
 */
public final class FactCompaction {
    /** Rows of all files merged at once, which bounds the memory: about 100 bytes a row and the open row groups. */
    public static final long DEFAULT_MOST_ROWS = 2_000_000;

    /** A finished merge. */
    public record Merged(List<FactFile> replaced, FactFile by) {}

    private final FactFiles files;
    private final ManifestTable manifest;
    private final TransactionOperations transactions;
    private final long mostRows;

    /** @param mostRows rows of all files merged at once */
    public FactCompaction(FactFiles files, ManifestTable manifest, TransactionOperations transactions, long mostRows) {
        this.files = files;
        this.manifest = manifest;
        this.transactions = transactions;
        this.mostRows = mostRows;
    }

    /** Where there are at least so many visible files of a day and bucket, oldest day first. */
    public List<DayBucket> worthwhile(int atLeast) {
        return manifest.withAtLeast(Math.max(2, atLeast));
    }

    /**
     * Merges the files of a day and bucket, smallest first, as many as {@code mostRows} allows; empty where there are
     * not two to merge.
     *
     * @param at the instant to note as that of the replacement; sweeping goes by it
     * @throws IOException when a file is not what the manifest says; nothing has changed then
     */
    public Optional<Merged> compact(DayBucket place, Instant at) throws IOException {
        List<FactFile> sources = fitting(manifest.visible(place));
        if (sources.size() < 2) {
            return Optional.empty();
        }
        FactFile by;
        try (FactMerge merge = new FactMerge(files, sources)) {
            by = merge.merge();
        }
        transactions.executeWithoutResult(status -> manifest.replace(sources, by, at));
        return Optional.of(new Merged(sources, by));
    }

    private List<FactFile> fitting(List<FactFile> visible) {
        List<FactFile> bySize = visible.stream()
                .sorted(Comparator.comparingLong(FactFile::rows).thenComparing(FactFile::path))
                .toList();
        List<FactFile> fitting = new ArrayList<>();
        long rows = 0;
        for (FactFile file : bySize) {
            rows += file.rows();
            if (rows > mostRows) {
                break;
            }
            fitting.add(file);
        }
        return fitting;
    }
}
