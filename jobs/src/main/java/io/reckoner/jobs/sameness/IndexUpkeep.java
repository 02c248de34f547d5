package io.reckoner.jobs.sameness;

import io.reckoner.ingest.sameness.CompactionRule;
import io.reckoner.ingest.sameness.EarlierEvents;
import io.reckoner.ingest.sameness.IndexCompaction;
import io.reckoner.ingest.sameness.IndexFile;
import io.reckoner.jobs.database.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/** Merges index files of a bucket, so that a lookup reads few, and forgets runs behind the horizon. */
public final class IndexUpkeep {
    private static final List<String> ENDINGS = List.of(".same", ".tmp");

    private final IndexFileTable table;
    private final DataFolder folder;
    private final TransactionOperations transaction;

    public IndexUpkeep(IndexFileTable table, DataFolder folder, TransactionOperations transaction) {
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

    /**
     * Removes what nobody reads any more and is older than an instant: files that were replaced, those of failed runs, and what
     * killed processes left half-written or unnamed. Returns how many there were.
     */
    public int sweep(Instant before) throws IOException {
        List<Path> found = found();
        Set<String> kept = table.keptSince(before);
        int removed = 0;
        for (Path file : found) {
            // Where no file at all is known, the folder is hardly that of this database.
            if (!kept.isEmpty() && !kept.contains(path(file)) && isOlder(file, before) && Files.deleteIfExists(file)) {
                removed++;
            }
        }
        return removed;
    }

    /** Index files and what grows beside them under a temporary name. */
    private List<Path> found() throws IOException {
        if (!Files.isDirectory(folder.index())) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder.index())) {
            return paths.filter(path -> ENDINGS.stream().anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private String path(Path file) {
        return folder.root().relativize(file).toString().replace('\\', '/');
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            // A writer renamed it meanwhile.
            return false;
        }
    }

    private IndexFile file(IndexFileTable.Row row) {
        return new IndexFile(resolve(row), row.sha256(), row.bytes(), row.entries());
    }

    private Path resolve(IndexFileTable.Row row) {
        return folder.root().resolve(row.path());
    }
}
