package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.kernel.account.Directory;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at every new file of the intake folder and at the numbering of every proxy. Changes nothing. */
public final class TakeIn {
    private static final Comparator<SegmentInspection.Sound> BY_NUMBER = Comparator.comparing(
                    (SegmentInspection.Sound sound) -> sound.name().proxy(), Directory.ID_ORDER)
            .thenComparingLong(sound -> sound.name().sequence())
            .thenComparing(sound -> sound.file().getFileName().toString());

    private final JdbcClient jdbc;
    private final DataFolder data;
    private final int threads;
    private final Instant now;

    /** @param now no proxy can promise anything beyond it */
    public TakeIn(JdbcClient jdbc, DataFolder data, int threads, Instant now) {
        this.jdbc = jdbc;
        this.data = data;
        this.threads = threads;
        this.now = now;
    }

    /**
     * What is new in the folder.
     *
     * @throws UncheckedIOException when the folder or a file cannot be read
     */
    public Delivery inspect(Path folder) {
        SeenFiles seen = new SeenFileView(jdbc, data).seen();
        SortedMap<Path, FileStamp> files = IntakeFolder.unseen(folder, seen);
        List<SegmentInspection> inspected = inspectAll(files.keySet());
        DeliverySorting sorting = new DeliverySorting(jdbc, data, names(inspected), seen, files, now);
        inspected.stream()
                .filter(SegmentInspection.Sound.class::isInstance)
                .map(SegmentInspection.Sound.class::cast)
                .sorted(BY_NUMBER)
                .forEach(sorting::sound);
        inspected.forEach(sorting::other);
        return sorting.delivery();
    }

    /** Under which numbers the files came, by name or by seal. */
    private static Set<SegmentName> names(List<SegmentInspection> inspected) {
        Set<SegmentName> names = new HashSet<>();
        for (SegmentInspection one : inspected) {
            switch (one) {
                case SegmentInspection.Sound sound -> names.add(sound.name());
                case SegmentInspection.Refused no -> {
                    Seal seal = no.seal();
                    if (seal != null) {
                        names.add(seal.name());
                    }
                }
                case SegmentInspection.Growing ignored -> {}
                case SegmentInspection.Unrelated ignored -> {}
            }
        }
        return names;
    }

    private List<SegmentInspection> inspectAll(Collection<Path> files) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SegmentInspection>> pending = new ArrayList<>();
            for (Path file : files) {
                pending.add(workers.submit(() -> new SegmentInspector().inspect(file)));
            }
            List<SegmentInspection> inspected = new ArrayList<>();
            for (Future<SegmentInspection> one : pending) {
                inspected.add(one.get());
            }
            return inspected;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a segment could not be inspected: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while segments were inspected", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
