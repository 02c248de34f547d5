package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.run.LeaseHeldException;
import io.reckoner.jobs.run.LeaseTable;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die while a file is half written, while a run is opened, and while files are merged and removed. */
class KilledWriterTest {
    private static final Instant EVENING = Instant.parse("2026-03-03T01:00:00Z");
    private static final Instant LONG_AFTER = Instant.parse("2999-01-01T00:00:00Z");

    @TempDir
    static Path shared;

    /** A day settled in four runs up to 08:00, nothing merged; what follows is the fifth run, or upkeep. */
    private static TestDatabase dayDatabase;

    private static Path day;
    private static Remains before;
    private static Remains settled;
    private static Remains merged;
    private static List<String> swept;

    @TempDir
    Path root;

    private TestDatabase database;
    private Town town;

    @BeforeAll
    static void undisturbed() throws Exception {
        Path log = Files.createDirectories(shared.resolve("log"));
        Simulator simulator =
                Simulator.lively(new Scenario(21, Town.FIRST_DAY, 1, 3, 24_000, 2), Mischief.among(24_000), log);
        Population population = simulator.population();
        simulator.announce();
        simulator.day(Town.FIRST_DAY);
        day = Files.createDirectories(shared.resolve("day"));
        dayDatabase = new TestDatabase().open();
        Town town = new Town(day, dayDatabase.database())
                .settleWithLittleCredit(population)
                .openPlans(population);
        try (Stream<Path> files = Files.list(log)) {
            town.deliver(files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList());
        }
        for (String hour : List.of("02", "04", "06", "08")) {
            assertThat(town.run(Instant.parse(Town.FIRST_DAY + "T" + hour + ":00:00Z")))
                    .isInstanceOf(RunOutcome.Committed.class);
        }
        before = Remains.of(town);
        settled = undisturbed("settled", KilledWriterTest::settle);
        merged = undisturbed("merged", other -> upkeep(other, EVENING));
        assertThat(merged.facts()).isEqualTo(before.facts());
        assertThat(merged.live()).hasSizeLessThan(before.live().size());
    }

    private interface Work {
        void doIt(Town town);
    }

    /** What the work leaves on the day; and {@link #swept}, what is left of that long after. */
    private static Remains undisturbed(String name, Work work) throws IOException {
        Path root = copyOfTheDay(shared.resolve(name));
        try (TestDatabase copy = new TestDatabase().openCopyOf(dayDatabase)) {
            Town town = new Town(root, copy.database());
            work.doIt(town);
            Remains remains = Remains.of(town);
            upkeep(town, LONG_AFTER);
            swept = Evidence.files(town);
            return remains;
        }
    }

    @AfterAll
    static void forget() {
        dayDatabase.close();
    }

    @BeforeEach
    void sameDayAgain() throws IOException {
        copyOfTheDay(root);
        database = new TestDatabase().openCopyOf(dayDatabase);
        town = new Town(root, database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Each process does all that its forerunners did, and what they left half done, before it is killed in turn. Half files stay until they are swept. */
    @Test
    void aRunKilledWhileItOpensAndWritesIsFinishedWithTheSameBytes() throws Exception {
        for (Killed killed : List.of(
                new Killed("RunInputTable.pinRetries 1", Map.of()),
                new Killed("IndexWriter.copyPrefixes 2", Map.of("index", 1, "half index", 1)),
                new Killed("ParquetFile.finish 2", Map.of("index", 3, "half index", 1, "facts", 1, "half facts", 1)))) {
            kill("settle", killed);
        }
        settle(town);
        assertThat(Remains.of(town).whole()).isEqualTo(settled);
        assertVerified();
    }

    @Test
    void upkeepKilledWhileItMergesAndRemovesIsDoneByTheNextWithTheSameBytes() throws Exception {
        for (Killed killed : List.of(
                new Killed("ParquetFile.finish 2", Map.of("facts", 1, "half facts", 1)),
                new Killed("ManifestTable.replace 2", Map.of("facts", 3, "half facts", 1)),
                new Killed("IndexWriter.copyPrefixes 1", Map.of("facts", 3, "half facts", 1, "half index", 1)),
                new Killed(
                        "IndexFileTable.replace 2",
                        Map.of("facts", 3, "half facts", 1, "half index", 1, "index", 2)))) {
            kill("compact", killed);
        }
        upkeep(town, EVENING);
        assertThat(Remains.of(town).whole()).isEqualTo(merged);
        age();
        for (String place : List.of("FactSweep.isOlder 3", "IndexUpkeep.isOlder 3")) {
            int files = Evidence.files(town).size();
            kill("compact", place);
            assertThat(Evidence.files(town)).hasSizeBetween(swept.size() + 1, files - 1);
            assertThat(Remains.factsOf(town)).isEqualTo(before.facts());
        }
        upkeep(town, LONG_AFTER);
        assertThat(Evidence.files(town)).isEqualTo(swept);
        assertVerified();
    }

    @Test
    void whileAProcessMergesAnotherIsRefusedAndOnceItsLeaseIsTakenItMergesNothingMore() throws Exception {
        try (StoppedProcess first = stopped("compact", "IndexWriter.copyPrefixes 2", StoppedProcess.Hold.THREAD)) {
            String sentence = "another run is in progress: process " + first.pid() + " on ";
            assertThatThrownBy(() -> settle(town))
                    .isInstanceOf(LeaseHeldException.class)
                    .hasMessageStartingWith(sentence);
            assertThatThrownBy(() -> upkeep(town, EVENING))
                    .isInstanceOf(LeaseHeldException.class)
                    .hasMessageStartingWith(sentence);
            freeLease();
            settle(town);
            upkeep(town, EVENING);
            List<String> live = Remains.liveIn(town);
            assertThat(first.letGo()).isNotZero();
            assertThat(Remains.liveIn(town)).isEqualTo(live);
        }
        assertThat(Remains.factsOf(town)).isEqualTo(settled.facts());
        // What it wrote is named by nobody, as is what a merge of other files would have left half-written.
        Files.writeString(root.resolve("index/bucket-00/merged-000001-000003-3.same.tmp"), "half");
        upkeep(town, LONG_AFTER);
        assertThat(Remains.names(Evidence.files(town))).isEqualTo(Remains.liveIn(town));
        assertVerified();
    }

    /** @param left files that lie there then and did not before, by kind */
    private record Killed(String place, Map<String, Integer> left) {}

    private void kill(String command, Killed killed) throws Exception {
        kill(command, killed.place());
        assertThat(left()).as(killed.place()).isEqualTo(killed.left());
        assertThat(Remains.factsOf(town)).as(killed.place()).isEqualTo(before.facts());
    }

    /** As if all of it had been written and replaced days ago, by this machine's clock. */
    private void age() throws IOException {
        for (String table : List.of("fact_file", "index_file")) {
            database.asOwner()
                    .sql("UPDATE " + table + " SET replaced_at = '" + EVENING + "' WHERE replaced_at IS NOT NULL")
                    .update();
        }
        for (String file : Remains.names(Evidence.files(town))) {
            Files.setLastModifiedTime(root.resolve(file), FileTime.from(EVENING));
        }
    }

    private void kill(String command, String place) throws Exception {
        try (StoppedProcess stopped = stopped(command, place, StoppedProcess.Hold.PROCESS)) {
            stopped.kill();
        }
        freeLease();
    }

    private StoppedProcess stopped(String command, String place, StoppedProcess.Hold hold) throws Exception {
        return StoppedProcess.start(command, root, database.settings(), place, hold);
    }

    private void freeLease() {
        new LeaseTable(database.database().jdbc()).breakLease();
    }

    private static void settle(Town town) {
        assertThat(town.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
    }

    private static void upkeep(Town town, Instant now) {
        new Settlements(town.folder, town.database, Town.defaults(), Clock.fixed(now, ZoneOffset.UTC)).upkeep();
    }

    private void assertVerified() {
        CommandRunner.Ran verified = new CommandRunner(root, database.settings()).run("verify");
        assertThat(verified.out()).doesNotContain("BROKEN");
        assertThat(verified.exit()).isZero();
    }

    /** What lies there now and did not before, by kind. */
    private Map<String, Integer> left() throws IOException {
        List<String> known = Remains.names(before.files());
        Map<String, Integer> kinds = new TreeMap<>();
        for (String name : Remains.names(Evidence.files(town))) {
            if (!known.contains(name)) {
                kinds.merge(kind(name), 1, Integer::sum);
            }
        }
        return kinds;
    }

    private String kind(String name) throws IOException {
        String kind = name.startsWith("facts/") ? "facts" : "index";
        return Remains.isTemporary(name) ? (Files.size(root.resolve(name)) > 0 ? "half " : "empty ") + kind : kind;
    }

    private static Path copyOfTheDay(Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(day)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(day.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
        return to;
    }
}
