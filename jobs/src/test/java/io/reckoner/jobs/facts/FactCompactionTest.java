package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.facts.ManifestTable.DayBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

class FactCompactionTest {
    private static final LocalDate DAY = LocalDate.parse("2026-02-27");
    private static final DayBucket PLACE = new DayBucket(DAY, 7, 16);
    private static final Instant AT = Instant.parse("2026-03-02T04:00:00Z");

    private final TestDatabase db = new TestDatabase();

    @TempDir
    Path folder;

    private FactFiles files;
    private ManifestTable manifest;
    private ManifestRuns runs;

    @BeforeEach
    void prepare() {
        db.open();
        files = FactFiles.in(folder);
        manifest = new ManifestTable(db.database().jdbc());
        runs = new ManifestRuns(db.database().jdbc());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void theFilesOfADayBecomeOneWithTheSameRowsAndSums() throws IOException, SQLException {
        List<FactFile> sources = committed(1, 2, 3);
        assertThat(compaction(1_000_000).worthwhile(2)).containsExactly(PLACE);
        assertThat(compaction(1_000_000).worthwhile(4)).isEmpty();
        FactCompaction.Merged merged = compaction(1_000_000).compact(PLACE, AT).orElseThrow();
        assertThat(merged.replaced()).containsExactlyElementsOf(sources);
        assertThat(manifest.visible(DAY)).containsExactly(merged.by());
        assertThat(merged.by().rows()).isEqualTo(300);
        assertThat(merged.by().sums())
                .isEqualTo(sources.stream().map(FactFile::sums).reduce(FactSums.ZERO, FactSums::plus));
        assertThat(sorted(FactReader.read(files, List.of(merged.by()))))
                .isEqualTo(sorted(FactReader.read(files, sources)));
        assertThat(compaction(1_000_000).compact(PLACE, AT)).isEmpty();
    }

    @Test
    void replacedFilesStayUntilTheyAreSwept() throws IOException {
        List<FactFile> sources = committed(1, 2);
        FactFile by = compaction(1_000_000).compact(PLACE, AT).orElseThrow().by();
        FactSweep sweep = new FactSweep(files, manifest);
        Instant later = Instant.parse("2999-01-01T00:00:00Z");
        assertThat(sweep.sweep(AT)).isEmpty();
        assertThat(sweep.sweep(later))
                .containsExactlyElementsOf(sources.stream().map(FactFile::path).toList());
        assertThat(files.resolve(by.path())).exists();
    }

    @Test
    void filesOfARunThatIsNotCommittedAreLeftAlone() throws IOException {
        List<FactFile> sources = new ArrayList<>(committed(1));
        runs.open(2);
        manifest.add(write(2));
        assertThat(compaction(1_000_000).worthwhile(2)).isEmpty();
        assertThat(compaction(1_000_000).compact(PLACE, AT)).isEmpty();
        runs.commit(2);
        assertThat(compaction(1_000_000).compact(PLACE, AT)).isPresent();
        assertThat(sources).allMatch(file -> Files.exists(files.resolve(file.path())));
    }

    @Test
    void theSmallestFilesAreMergedAsFarAsTheBoundAllows() throws IOException {
        committed(1, 2, 3);
        FactFile by = compaction(250).compact(PLACE, AT).orElseThrow().by();
        assertThat(by.rows()).isEqualTo(200);
        assertThat(manifest.visible(PLACE)).hasSize(2).contains(by);
        assertThat(compaction(250).compact(PLACE, AT)).isEmpty();
    }

    @Test
    void aFileThatWasReplacedMeanwhileStopsTheChange() throws IOException {
        committed(1, 2, 3);
        ManifestTable slow = new ManifestTable(db.database().jdbc());
        List<FactFile> before = slow.visible(PLACE);
        FactFile by = compaction(1_000_000).compact(PLACE, AT).orElseThrow().by();
        FactFile other = write(3);
        assertThatThrownBy(() -> transactions().executeWithoutResult(status -> slow.replace(before, other, AT)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only 0 of them are visible");
        assertThat(manifest.visible(DAY)).containsExactly(by);
    }

    private FactCompaction compaction(long mostRows) {
        return new FactCompaction(files, manifest, transactions(), mostRows);
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(db.database().transactions());
    }

    private List<FactFile> committed(int... numbers) throws IOException {
        List<FactFile> written = new ArrayList<>();
        for (int run : numbers) {
            runs.open(run);
            FactFile file = write(run);
            manifest.add(file);
            runs.commit(run);
            written.add(file);
        }
        return written;
    }

    private FactFile write(int run) throws IOException {
        List<Fact> rows = new RandomFacts(run).facts(100, 1);
        rows.forEach(row -> row.id = run + row.id);
        return new Facts(rows).write(files, run, 50).getFirst();
    }

    private static List<String> sorted(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines);
        Collections.sort(sorted);
        return sorted;
    }
}
