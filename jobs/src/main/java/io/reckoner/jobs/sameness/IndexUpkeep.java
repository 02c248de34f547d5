package io.reckoner.jobs.sameness;

import io.reckoner.ingest.sameness.CompactionRule;
import io.reckoner.ingest.sameness.EarlierEvents;
import io.reckoner.ingest.sameness.IndexCompaction;
import io.reckoner.ingest.sameness.IndexFile;
import io.reckoner.jobs.database.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Merges index files of a bucket, so that a lookup reads few, and forgets runs behind the horizon. */
public final class IndexUpkeep {
    private final IndexFileTable table;
    private final DataFolder folder;
    private final TransactionTemplate transaction;

    public IndexUpkeep(IndexFileTable table, DataFolder folder, TransactionTemplate transaction) {
        this.table = table;
        this.folder = folder;
        this.transaction = transaction;
    }

    /**
     * Merges what is worth merging. Returns how many files were merged.
     *
     * @param forgotten names of runs behind the horizon
     */
    public int merge(int bucket, Set<String> forgotten, Instant at) throws IOException {
        int merged = 0;
        for (List<IndexFileTable.Row> due = due(bucket); !due.isEmpty(); due = due(bucket)) {
            merge(bucket, due, forgotten, at);
            merged += due.size();
        }
        return merged;
    }

    private List<IndexFileTable.Row> due(int bucket) {
        List<IndexFileTable.Row> rows = table.of(bucket);
        Set<Path> due =
                Set.copyOf(CompactionRule.due(rows.stream().map(this::file).toList()).stream()
                        .map(IndexFile::path)
                        .toList());
        return rows.stream().filter(row -> due.contains(resolve(row))).toList();
    }

    private void merge(int bucket, List<IndexFileTable.Row> due, Set<String> forgotten, Instant at) throws IOException {
        int firstRun = due.stream().mapToInt(IndexFileTable.Row::run).min().orElseThrow();
        int lastRun = due.stream().mapToInt(IndexFileTable.Row::run).max().orElseThrow();
        String path = String.format(
                Locale.ROOT, "index/bucket-%02d/merged-%06d-%06d-%d.same", bucket, firstRun, lastRun, due.size());
        Path target = folder.root().resolve(path);
        Optional<IndexFile> by = IndexCompaction.merge(
                new EarlierEvents(due.stream().map(this::resolve).toList(), forgotten), target);
        transaction.executeWithoutResult(status -> table.replace(
                due,
                by.map(file ->
                        new IndexFileTable.Row(path, lastRun, bucket, file.events(), file.bytes(), file.sha256())),
                at));
    }

    /** Deletes files that were replaced before an instant. */
    public void sweep(Instant before) throws IOException {
        for (String path : table.replacedBefore(before)) {
            Files.deleteIfExists(folder.root().resolve(path));
        }
    }

    private IndexFile file(IndexFileTable.Row row) {
        return new IndexFile(resolve(row), row.sha256(), row.bytes(), row.entries());
    }

    private Path resolve(IndexFileTable.Row row) {
        return folder.root().resolve(row.path());
    }
}
