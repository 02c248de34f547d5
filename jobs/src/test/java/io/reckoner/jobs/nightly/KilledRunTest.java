package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.Reckon;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.run.LeaseHeldException;
import io.reckoner.jobs.settlement.RunRefusedException;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that die in the middle of a run, two at once, and runs that may not be stored. */
class KilledRunTest {
    private static final Duration HEARTBEAT = SettlementProcess.HEARTBEAT;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path log;

    private static Population population;
    private static List<Path> segments;
    private static Evidence undisturbed;

    @TempDir
    Path root;

    private TestDatabase database;
    private Town town;

    @BeforeAll
    static void anUndisturbedRun() throws Exception {
        Simulator simulator =
                Simulator.lively(new Scenario(21, Town.FIRST_DAY, 1, 200, 52_000, 2), Mischief.among(5_000), log);
        population = simulator.population();
        simulator.announce();
        simulator.day(Town.FIRST_DAY);
        try (Stream<Path> files = Files.list(log)) {
            segments = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
        Path elsewhere = Files.createDirectories(log.resolve("undisturbed"));
        try (TestDatabase first = new TestDatabase().open()) {
            Town quiet = new Town(elsewhere, first.database())
                    .settleWithLittleCredit(population)
                    .openPlans(population)
                    .deliver(segments);
            assertThat(quiet.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
            undisturbed = Evidence.of(quiet);
        }
    }

    @AfterAll
    static void forget() {
        segments = List.of();
    }

    @BeforeEach
    void sameTownAgain() throws IOException {
        database = new TestDatabase().open();
        town = new Town(root, database.database())
                .settleWithLittleCredit(population)
                .openPlans(population)
                .deliver(segments);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest(name = "killed at: {0}")
    @ValueSource(
            strings = {
                "begin decode 1",
                "advance resolve 5",
                "end check 1",
                "advance settle 1",
                "advance settle 7",
                "begin prove 1",
            })
    void aKilledRunIsFinishedByTheNextProcessWithTheSameBytes(String place) throws Exception {
        assertThat(start(place, SettlementProcess.Then.DIE).waitFor()).isEqualTo(SettlementProcess.DIED);
        assertThat(town.duck("SELECT count(*)::VARCHAR FROM facts")).containsExactly("0");
        assertThat(onceTheLeaseIsFree()).isInstanceOf(RunOutcome.Committed.class);
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
    }

    @Test
    void aRunKilledAgainAndAgainIsFinishedWithTheSameBytes() throws Exception {
        for (String place : List.of("advance decode 1", "advance settle 3", "advance settle 5", "end settle 1")) {
            assertThat(startOnceTheLeaseIsFree(place)).isEqualTo(SettlementProcess.DIED);
        }
        assertThat(onceTheLeaseIsFree()).isInstanceOf(RunOutcome.Committed.class);
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
    }

    @Test
    void aProcessKilledAfterItsRunIsCommittedLeavesNothingToDo() throws Exception {
        assertThat(start("end prove 1", SettlementProcess.Then.DIE).waitFor()).isEqualTo(SettlementProcess.DIED);
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
        assertThat(onceTheLeaseIsFree()).isInstanceOf(RunOutcome.NothingToDo.class);
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
    }

    @Test
    void aSecondProcessIsRefusedWithASentenceWhileTheFirstLives() throws Exception {
        Process first = start("begin settle 1", SettlementProcess.Then.WAIT);
        awaitWaiting(first);
        Thread.sleep(HEARTBEAT.multipliedBy(10));
        assertThatThrownBy(() -> town.run(Town.withHeartbeat(HEARTBEAT)))
                .isInstanceOf(LeaseHeldException.class)
                .hasMessageStartingWith("another run is in progress: process " + first.pid() + " on ")
                .hasMessageContaining(" since ")
                .hasMessageContaining("reckon recover");
        first.getOutputStream().write('\n');
        first.getOutputStream().flush();
        assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
    }

    @Test
    void aProcessThatLostItsLeaseStoresNothingMore() throws Exception {
        Process silent = start("begin settle 1", SettlementProcess.Then.WAIT);
        awaitWaiting(silent);
        database.database().jdbc().sql("DELETE FROM lease").update();
        assertThat(town.run(Town.withHeartbeat(HEARTBEAT))).isInstanceOf(RunOutcome.Committed.class);
        silent.getOutputStream().write('\n');
        silent.getOutputStream().flush();
        assertThat(silent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(silent.exitValue()).isNotZero();
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
    }

    @Test
    void aProcessThatHangsInTheMiddleOfACommitIsTakenOverOnceItIsSilent() throws Exception {
        // It stands still behind its last check of the lease, with the lease's row and its bucket locked.
        Process frozen = start("advance settle 1", SettlementProcess.Then.WAIT);
        awaitWaiting(frozen);
        assertThat(onceTheLeaseIsFree()).isInstanceOf(RunOutcome.Committed.class);
        frozen.getOutputStream().write('\n');
        frozen.getOutputStream().flush();
        assertThat(frozen.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(frozen.exitValue()).isNotZero();
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
    }

    @Test
    void aServingProcessThatIsKilledInARunIsRecoveredAndTheNextOneFinishesTheNightWithTheSameBytes() throws Exception {
        Process killed = reckon("serve");
        awaitOpenRun();
        killed.destroyForcibly().waitFor();
        assertThat(town.rows("SELECT run_id || ' ' || state FROM run")).containsExactly("1 open");
        Process recovery = reckon("recover");
        assertThat(new String(recovery.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("The lease is free. run 1 of ")
                .endsWith(" waits to be finished: reckon settle.\n");
        assertThat(recovery.waitFor()).isZero();
        Process next = reckon("serve");
        try {
            awaitLine(next, "Settled: run 1 of ");
            awaitLine(next, "Merged 0 fact files and 0 index files, removed 0.");
        } finally {
            next.destroyForcibly().waitFor();
        }
        assertThat(Evidence.of(town)).isEqualTo(undisturbed);
        CommandRunner.Ran verified = new CommandRunner(root, database.settings()).run("verify");
        assertThat(verified.out()).doesNotContain("BROKEN");
        assertThat(verified.exit()).isZero();
    }

    /** A command in a process of its own; a night begins every second. */
    private Process reckon(String command) throws IOException {
        DatabaseSettings settings = database.settings();
        ProcessBuilder process = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Reckon.class.getName(),
                command);
        process.environment()
                .putAll(Map.of(
                        "RECKON_DATA",
                        root.toString(),
                        "RECKON_DB_URL",
                        settings.url().orElseThrow(),
                        "RECKON_DB_USER",
                        settings.user().orElseThrow(),
                        "RECKON_DB_PASSWORD",
                        settings.password().orElseThrow(),
                        "RECKON_SCHEDULE_NIGHTLY",
                        "* * * * * ?"));
        return process.redirectError(root.resolve("errors.txt").toFile()).start();
    }

    private void awaitOpenRun() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (town.rows("SELECT state FROM run WHERE state = 'open'").isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
    }

    private static void awaitLine(Process process, String beginning) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = lines.readLine();
        }
        assertThat(line).as("the process never said: " + beginning).isNotNull();
    }

    @Test
    void aRunWhoseEquationsFailShowsNothingAndTheNextReadsItsSegmentsAgain() throws Exception {
        assertThatThrownBy(() -> town.run(Town.defaults(), new Falsified()))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("run 1");
        assertThat(town.rows("SELECT state || ' ' || (failure <> '') FROM run")).containsExactly("failed true");
        assertThat(town.rows("SELECT count(*) FROM run_bucket")).containsExactly("16");
        assertThat(town.rows("SELECT path FROM reports.visible_fact_file")).isEmpty();
        assertThat(town.rows("SELECT type FROM reports.movement")).isEmpty();
        assertThat(town.rows("SELECT kind FROM reports.journal_export")).isEmpty();
        assertThat(town.rows("SELECT reason FROM reports.suspense")).isEmpty();
        assertThat(town.rows("SELECT DISTINCT remaining::text FROM reports.lot WHERE kind = 'topup'"))
                .containsExactly("2.000000000000");

        assertThat(town.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
        assertThat(withoutRun(Evidence.of(town).accounts(), 2)).isEqualTo(withoutRun(undisturbed.accounts(), 1));
        assertThat(withoutRun(Evidence.of(town).suspense(), 2)).isEqualTo(withoutRun(undisturbed.suspense(), 1));
    }

    /** Lines of one run, without its number. */
    private static List<String> withoutRun(List<String> lines, int run) {
        return lines.stream()
                .filter(line -> List.of(line.split(" ")).contains(Integer.toString(run)))
                .map(line -> line.replaceFirst("(^| )" + run + " ", "$1"))
                .sorted()
                .toList();
    }

    /** Adds a dollar to what the facts are said to charge, before the run is proved. */
    private final class Falsified implements Progress {
        @Override
        public void begin(String step, int pieces) {
            if (step.equals("prove")) {
                database.asOwner()
                        .sql("INSERT INTO control_total (run_id, hop, bucket, name, amount)"
                                + " VALUES (1, 'settling', 99, 'facts.charge', 1)")
                        .update();
            }
        }

        @Override
        public void advance(String step) {}

        @Override
        public void end(String step) {}
    }

    private Process start(String place, SettlementProcess.Then then) throws IOException {
        DatabaseSettings settings = database.settings();
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SettlementProcess.class.getName(),
                root.toString(),
                settings.url().orElseThrow(),
                settings.user().orElseThrow(),
                settings.password().orElseThrow(),
                place,
                then.name());
        return command.redirectError(root.resolve("errors.txt").toFile()).start();
    }

    private static void awaitWaiting(Process process) throws IOException {
        awaitLine(process, SettlementProcess.WAITING);
    }

    /**
     * The dead process's lease is free six heartbeats after its last; a hung one may bring one more to an end when its locks are
     * taken from it.
     */
    private RunOutcome onceTheLeaseIsFree() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        for (; ; ) {
            awaitFreeLease();
            try {
                return town.run(Town.withHeartbeat(HEARTBEAT));
            } catch (LeaseHeldException beatenOnceMore) {
                assertThat(Instant.now()).isBefore(end);
            }
        }
    }

    private int startOnceTheLeaseIsFree(String place) throws Exception {
        awaitFreeLease();
        return start(place, SettlementProcess.Then.DIE).waitFor();
    }

    private void awaitFreeLease() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!town.rows("SELECT holder FROM lease WHERE heartbeat_at > clock_timestamp() - interval '3 s'")
                .isEmpty()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }
}
