package io.reckoner.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.account.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactMergeTest {
    private static final LocalDate DAY = LocalDate.parse("2026-02-27");

    @TempDir
    Path folder;

    @Test
    void rowsOfAllFilesStandInOrderOfAccountTimeAndId() throws IOException, SQLException {
        FactFiles files = FactFiles.in(folder).withRowGroupRows(300);
        List<Fact> rows = new RandomFacts(11).facts(4_000, 1);
        List<FactFile> sources = new ArrayList<>();
        for (int run = 1; run <= 5; run++) {
            sources.addAll(new Facts(every(rows, run - 1, 5)).write(files, run, 100));
        }
        FactFile merged = merge(files, sources);
        List<Fact> sorted = sorted(rows);
        assertThat(FactReader.read(files, List.of(merged)))
                .containsExactlyElementsOf(sorted.stream()
                        .map(row -> FactReader.line(row, rows.indexOf(row) % 5 + 1))
                        .toList());
        assertThat(merged.path()).matches("facts/usage/day=2026-02-27/day-2026-02-27-b07-[0-9a-f]{16}\\.parquet");
        assertThat(merged.run()).isEqualTo(5);
        assertThat(merged.rows()).isEqualTo(4_000);
        assertThat(merged.sums()).isEqualTo(NaiveSums.of(rows));
        assertThat(merged.minAccount()).isEqualTo(sorted.getFirst().account);
        assertThat(merged.maxAccount()).isEqualTo(sorted.getLast().account);
    }

    @Test
    void theBytesDependOnTheRowsAndNotOnHowTheyWereSpreadOverFiles() throws IOException {
        List<Fact> rows = new RandomFacts(12).facts(3_000, 1);
        FactFiles two = FactFiles.in(folder.resolve("two")).withRowGroupRows(500);
        FactFiles seven = FactFiles.in(folder.resolve("seven")).withRowGroupRows(500);
        FactFile ofTwo = merge(two, parts(two, rows, 2));
        FactFile ofSeven = merge(seven, parts(seven, rows, 7));
        assertThat(ofSeven.sha256()).isEqualTo(ofTwo.sha256());
        assertThat(ofSeven.path()).isNotEqualTo(ofTwo.path());
        FactFile again = merge(two, parts(two, rows, 2));
        assertThat(again).isEqualTo(ofTwo);
    }

    @Test
    void aMergedFileIsMergedAgainWithWhatCameLater() throws IOException, SQLException {
        FactFiles files = FactFiles.in(folder).withRowGroupRows(500);
        List<Fact> rows = new RandomFacts(13).facts(2_000, 1);
        List<FactFile> parts = parts(files, rows, 4);
        FactFile first = merge(files, parts.subList(0, 3));
        FactFile second = merge(files, List.of(first, parts.get(3)));
        assertThat(second.sha256()).isEqualTo(merge(files, parts).sha256());
        assertThat(FactReader.read(files, List.of(second)))
                .containsExactlyElementsOf(sorted(rows).stream()
                        .map(row -> FactReader.line(row, 1))
                        .toList());
    }

    @Test
    void aFileThatWasChangedIsRefused() throws IOException {
        FactFiles files = FactFiles.in(folder);
        List<FactFile> sources = parts(files, new RandomFacts(14).facts(100, 1), 2);
        Path changed = files.resolve(sources.getLast().path());
        byte[] bytes = Files.readAllBytes(changed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(changed, bytes);
        assertThatThrownBy(() -> merge(files, sources))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(sources.getLast().path() + " has SHA-256 ")
                .hasMessageEndingWith("It was changed after it was written: restore it from a backup.");
        assertThat(folder.resolve("facts/.tmp")).isEmptyDirectory();
    }

    @Test
    void oneThatGivesUpTheSameFileTakesNothingFromAnother() throws IOException {
        FactFiles files = FactFiles.in(folder);
        try (ParquetFile file = new ParquetFile(files.temporary("same.parquet"), List.of("account"), new ByteSink())) {
            new ParquetFile(files.temporary("same.parquet"), List.of("account"), new ByteSink()).close();
            assertThat(file.finish().temporary()).exists();
        }
    }

    @Test
    void sumsThatDifferFromTheSourcesStopTheMerge() throws IOException {
        FactFiles files = FactFiles.in(folder);
        List<FactFile> sources = new ArrayList<>(parts(files, new RandomFacts(15).facts(100, 1), 2));
        FactFile told = sources.removeLast();
        sources.add(new FactFile(
                told.path(),
                told.run(),
                told.day(),
                told.bucket(),
                told.rows(),
                told.bytes(),
                told.sha256(),
                told.minAccount(),
                told.maxAccount(),
                told.firstTs(),
                told.lastTs(),
                told.sums().plus(sources.getFirst().sums())));
        assertThatThrownBy(() -> merge(files, sources))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("but what it was merged from has 100 rows");
        assertThat(folder.resolve("facts/.tmp")).isEmptyDirectory();
        assertThat(folder.resolve("facts/usage/day=" + DAY)).isDirectoryNotContaining("glob:**/day-*");
    }

    @Test
    void filesOfDifferentDaysAreNotMerged() throws IOException {
        FactFiles files = FactFiles.in(folder);
        List<FactFile> days = new Facts(new RandomFacts(16).facts(100, 2)).write(files, 100);
        assertThatThrownBy(() -> merge(files, days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(days.getLast().path() + " is not of the same day and bucket as "
                        + days.getFirst().path());
    }

    private static FactFile merge(FactFiles files, List<FactFile> sources) throws IOException {
        try (FactMerge merge = new FactMerge(files, sources)) {
            return merge.merge();
        }
    }

    /** The rows spread over so many files, all said to be of run 1. */
    private static List<FactFile> parts(FactFiles files, List<Fact> rows, int count) throws IOException {
        List<FactFile> parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            parts.addAll(new Facts(every(rows, part, count)).writePart(files, part));
        }
        return parts;
    }

    private static List<Fact> every(List<Fact> rows, int offset, int step) {
        return IntStream.range(0, rows.size())
                .filter(i -> i % step == offset)
                .mapToObj(rows::get)
                .toList();
    }

    private static List<Fact> sorted(List<Fact> rows) {
        return rows.stream()
                .sorted(Comparator.comparing((Fact fact) -> fact.account, Directory.ID_ORDER)
                        .thenComparing(fact -> fact.ts)
                        .thenComparing(fact -> fact.id, Directory.ID_ORDER))
                .toList();
    }
}
