package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.rows.Fate;
import io.reckoner.ingest.rows.RowSettings;
import io.reckoner.ingest.rows.RowStore;
import io.reckoner.ingest.rows.RunWriter;
import io.reckoner.ingest.rows.StoredEvent;
import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A line of runs over one bucket, each remembering what it accepted. */
final class SamenessRuns implements AutoCloseable {
    private static final Directory DIRECTORY =
            Directory.of(IntStream.range(0, 20).mapToObj(i -> "acc" + i).toList(), List.of());
    private static final int SOURCES = 10;

    private final Path folder;
    private final Path index;
    private final Set<String> forgotten = new HashSet<>();
    private final List<RowStore> open = new ArrayList<>();
    private List<Path> files = new ArrayList<>();
    private int writers = 1;
    private RowSettings settings;
    private int compactions;

    SamenessRuns(Path folder) throws IOException {
        this.folder = folder;
        this.index = Files.createDirectories(folder.resolve("index"));
        this.settings = RowSettings.defaults(folder.resolve("spill"));
    }

    /** How the next runs spread and keep their rows. */
    void spread(int overWriters, int writerBytes, long keepBytes, int mergeBytes) {
        writers = overWriters;
        settings = new RowSettings(writerBytes, keepBytes, mergeBytes, folder.resolve("spill"));
    }

    List<Path> files() {
        return files;
    }

    void forget(String run) {
        forgotten.add(run);
    }

    /** Merges all index files into one. */
    void compact(Set<String> forgottenThen) throws IOException {
        Path target = index.resolve("compacted-" + ++compactions);
        IndexCompaction.merge(new EarlierEvents(files, forgottenThen), target);
        files = new ArrayList<>(Files.exists(target) ? List.of(target) : List.of());
    }

    Outcome settle(String run, List<StoredEvent> events) throws IOException {
        RowStore store = new RowStore(DIRECTORY, new Buckets(1), Long.MIN_VALUE, settings);
        open.add(store);
        DecodedEvent event = new DecodedEvent();
        for (int share = 0; share < writers; share++) {
            try (RunWriter writer = store.writer()) {
                for (int i = share; i < events.size(); i += writers) {
                    events.get(i).fill(event);
                    writer.add(event);
                }
                writer.finish();
            }
        }
        List<String> sources =
                IntStream.range(0, SOURCES).mapToObj(i -> "s" + i).toList();
        Resolution resolution = Resolution.of(
                store, 0, new EarlierEvents(files, forgotten), new RunSources(run, sources), index.resolve(run));
        resolution.index().ifPresent(file -> files.add(file.path()));
        return new Outcome(run, store, resolution);
    }

    @Override
    public void close() throws IOException {
        for (RowStore store : open) {
            store.close();
        }
    }

    /** One run, resolved. */
    record Outcome(String run, RowStore store, Resolution resolution) {
        /** The fate of each event in words, found by its place: from the rows of each fate, and from the reasons. */
        List<String> fates(List<StoredEvent> events) throws IOException {
            Map<List<Long>, String> byPlace = new HashMap<>();
            EventBlock block = new EventBlock();
            for (Fate fate : Fate.values()) {
                var rows = store.rows(resolution.fates(), fate);
                while (rows.fill(block)) {
                    for (int row = 0; row < block.size; row++) {
                        String twice = byPlace.put(
                                List.of((long) block.source[row], block.line[row]),
                                fate.name().toLowerCase(Locale.ROOT));
                        if (twice != null) {
                            throw new AssertionError("a row has two fates");
                        }
                    }
                }
            }
            for (int place = 0; place < resolution.suspended().size(); place++) {
                SuspendedRow row = resolution.suspended().get(place);
                byPlace.merge(
                        List.of((long) row.source(), row.line()),
                        row.reason() == SuspenseReason.CONFLICT
                                ? "conflict(" + position(row.first().orElseThrow()) + ")"
                                : row.reason().code(),
                        (fate, reason) -> fate.equals("suspended") ? reason : "suspended without being " + fate);
            }
            return events.stream()
                    .map(event -> fate(event, byPlace.get(List.of((long) event.source(), event.line()))))
                    .toList();
        }

        private static String fate(StoredEvent event, String fate) {
            boolean lost = (event.flags() & StoredEvent.LOST_START) != 0 && fate.equals("accepted");
            return lost ? "lost" : fate;
        }

        private String position(EventPosition first) {
            boolean ours = first.run().equals(run);
            return first.run() + " " + (ours ? first.source().substring(1) : first.source()) + ":" + first.line();
        }
    }
}
