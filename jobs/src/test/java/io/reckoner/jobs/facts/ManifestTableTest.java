package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.facts.ManifestTable.DayBucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ManifestTableTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final Instant NIGHT = Instant.parse("2026-03-02T02:00:00Z");

    private final TestDatabase db = new TestDatabase();

    @TempDir
    Path folder;

    private ManifestTable manifest;
    private ManifestRuns runs;
    private FactFiles files;

    @BeforeEach
    void prepare() {
        db.open();
        manifest = new ManifestTable(db.database().jdbc());
        runs = new ManifestRuns(db.database().jdbc());
        files = FactFiles.in(folder);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void aFileIsVisibleOnceItsRunIsCommitted() throws IOException {
        FactFile file = write(1, 1);
        runs.open(1);
        manifest.add(file);
        assertThat(manifest.visible(DAY)).isEmpty();
        assertThat(seenByReports()).isEmpty();
        runs.commit(1);
        assertThat(manifest.visible(DAY)).containsExactly(file);
        assertThat(manifest.visible(DAY.plusDays(1))).isEmpty();
        assertThat(seenByReports()).containsExactly(file.path() + " " + file.sha256() + " bucket 7 of 16");
    }

    @Test
    void addingAFileAgainChangesNothing() throws IOException {
        FactFile file = write(1, 1);
        runs.open(1);
        manifest.add(file);
        manifest.add(file);
        runs.commit(1);
        assertThat(manifest.visible(DAY)).containsExactly(file);
    }

    @Test
    void filesOfAFailedRunAreNeverVisible() throws IOException {
        runs.open(1);
        manifest.add(write(1, 1));
        runs.fail(1);
        assertThat(manifest.visible(DAY)).isEmpty();
        assertThat(seenByReports()).isEmpty();
    }

    @Test
    void aMergedFileTakesThePlaceOfOthers() throws IOException {
        FactFile first = committed(1);
        FactFile second = committed(2);
        FactFile merged = write(99, 3);
        runs.committed(99);
        assertThat(manifest.withAtLeast(2)).containsExactly(new DayBucket(DAY, 7, 16));
        replace(List.of(first, second), merged);
        assertThat(manifest.visible(new DayBucket(DAY, 7, 16))).containsExactly(merged);
        assertThat(seenByReports()).hasSize(1);
        assertThat(manifest.withAtLeast(2)).isEmpty();
    }

    @Test
    void aFileIsReplacedOnlyOnce() throws IOException {
        FactFile first = committed(1);
        FactFile second = committed(2);
        FactFile merged = write(98, 3);
        runs.committed(98);
        replace(List.of(first, second), merged);
        FactFile late = write(99, 4);
        runs.committed(99);
        assertThatThrownBy(() -> replace(List.of(second, merged), late))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(late.path() + " was to replace 2 files, but only 1 of them are visible."
                        + " Nothing was changed; compact again.");
        assertThat(manifest.visible(DAY)).containsExactly(merged);
    }

    @Test
    void sweepingRemovesWhatIsOldAndNotInUse() throws IOException {
        FactFile inUse = committed(1);
        FactFile replacedLongAgo = committed(2);
        FactFile merged = write(97, 3);
        runs.committed(97);
        replace(List.of(replacedLongAgo), merged);
        runs.open(3);
        FactFile failed = write(3, 5);
        manifest.add(failed);
        runs.fail(3);
        FactFile orphan = write(4, 6);
        FactFile young = write(5, 7);
        Path temporary = files.temporaryFolder().resolve("run-000006-b07-2026-03-01-0.parquet");
        Files.write(temporary, new byte[1]);
        for (FactFile file : List.of(inUse, replacedLongAgo, merged, failed, orphan)) {
            date(files.resolve(file.path()), "2026-03-02T00:30:00Z");
        }
        date(temporary, "2026-03-02T00:30:00Z");
        date(files.resolve(young.path()), "2026-03-03T00:30:00Z");
        FactSweep sweep = new FactSweep(files, manifest);
        assertThat(sweep.sweep(Instant.parse("2026-03-02T00:45:00Z")))
                .containsExactlyInAnyOrder(orphan.path(), "facts/.tmp/" + temporary.getFileName());
        assertThat(sweep.sweep(Instant.parse("2026-03-02T12:00:00Z")))
                .containsExactlyInAnyOrder(replacedLongAgo.path(), failed.path());
        assertThat(sweep.sweep(Instant.parse("2026-03-02T12:00:00Z"))).isEmpty();
        assertThat(List.of(inUse, merged, young)).allMatch(file -> Files.exists(files.resolve(file.path())));
    }

    @Test
    void sweepingRefusesWhenTheManifestHasNeverHadAFile() throws IOException {
        FactFile file = write(1, 1);
        date(files.resolve(file.path()), "2020-01-01T00:00:00Z");
        assertThatThrownBy(() -> new FactSweep(files, manifest).sweep(NIGHT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("check that data folder and database belong together.");
        assertThat(files.resolve(file.path())).exists();
    }

    private FactFile committed(int run) throws IOException {
        FactFile file = write(run, run);
        runs.open(run);
        manifest.add(file);
        runs.commit(run);
        return file;
    }

    private FactFile write(int run, long seed) throws IOException {
        List<Fact> rows = new RandomFacts(seed).facts(20, 1);
        rows.forEach(row -> row.ts += 2 * 86_400_000_000L);
        return new Facts(rows).write(files, run, 100).getFirst();
    }

    private void replace(List<FactFile> merged, FactFile by) {
        db.database().inTransaction(jdbc -> {
            new ManifestTable(jdbc).replace(merged, by, NIGHT);
            return true;
        });
    }

    private List<String> seenByReports() {
        return JdbcClient.create(db.database().as(DatabaseRole.READER))
                .sql(
                        """
                        SELECT path || ' ' || sha256 || ' bucket ' || bucket || ' of ' || buckets
                        FROM reports.visible_fact_file
                        """)
                .query(String.class)
                .list();
    }

    private static void date(Path file, String instant) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse(instant)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
