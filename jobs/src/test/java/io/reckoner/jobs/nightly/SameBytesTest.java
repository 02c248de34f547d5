package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same segments and the same list of runs leave the same bytes, whatever else differs. */
class SameBytesTest {
    private static final Instant NOON = Town.FIRST_DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);

    @TempDir
    Path root;

    /** Something that must make no difference. */
    private enum Difference {
        NONE,
        FILES_ARRIVE_SHUFFLED_WITH_OTHER_TIMES_AND_COPIES,
        TWO_THREADS,
        EIGHT_THREADS_AND_SMALL_BLOCKS,
        LITTLE_MEMORY_AND_SMALL_BLOCKS;

        SettlementSettings settings() {
            return switch (this) {
                case NONE, FILES_ARRIVE_SHUFFLED_WITH_OTHER_TIMES_AND_COPIES -> Town.settings(1, 64, 64);
                case TWO_THREADS -> Town.settings(2, 64, 2);
                case EIGHT_THREADS_AND_SMALL_BLOCKS -> Town.settings(8, 64, 1);
                case LITTLE_MEMORY_AND_SMALL_BLOCKS -> Town.settings(2, 1, 1);
            };
        }
    }

    @Test
    void sameSegmentsLeaveTheSameBytes() throws Exception {
        differencesMakeNone(new Scenario(12, Town.FIRST_DAY, 1, 200, 60_000, 4));
    }

    private void differencesMakeNone(Scenario scenario) throws Exception {
        Path log = Files.createDirectories(root.resolve("log"));
        Simulator simulator = Simulator.lively(scenario, Mischief.among(5_000), log);
        simulator.announce();
        simulator.day(Town.FIRST_DAY);
        List<Path> segments = sealed(log);

        Evidence undisturbed = settled(Difference.NONE, segments, simulator.population());
        assertThat(undisturbed.seals()).hasSize(2);
        assertThat(undisturbed.buckets()).hasSize(2 * Town.defaults().buckets());
        assertThat(undisturbed.facts()).hasSizeGreaterThan(Town.defaults().buckets());
        for (Difference difference : Difference.values()) {
            if (difference != Difference.NONE) {
                assertThat(settled(difference, segments, simulator.population()))
                        .as(difference.name())
                        .isEqualTo(undisturbed);
            }
        }
    }

    private static List<Path> sealed(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /** Two runs, so that the second one has an index to look into and lines carried over to it. */
    private Evidence settled(Difference difference, List<Path> segments, Population population) throws Exception {
        try (TestDatabase database = new TestDatabase().open()) {
            Town town = new Town(root.resolve(difference.name()), database.database())
                    .settleWithLittleCredit(population)
                    .openPlans(population);
            if (difference == Difference.FILES_ARRIVE_SHUFFLED_WITH_OTHER_TIMES_AND_COPIES) {
                arriveShuffled(town, segments);
            } else {
                town.deliver(segments);
            }
            assertThat(town.run(town.folder.intake(), Optional.of(NOON), difference.settings()))
                    .isInstanceOf(RunOutcome.Committed.class);
            Spilled spilled = new Spilled(town.folder.work());
            assertThat(town.run(difference.settings(), spilled)).isInstanceOf(RunOutcome.Committed.class);
            if (difference == Difference.LITTLE_MEMORY_AND_SMALL_BLOCKS) {
                assertThat(spilled.bytes < 0 || spilled.bytes > (2L << 20))
                        .as(spilled.bytes + " bytes spilled")
                        .isTrue();
            } else {
                assertThat(spilled.bytes).as("spilled").isNotPositive();
            }
            if (difference == Difference.NONE) {
                everythingThereIsToBeDrawnIsDrawn(town);
            }
            return Evidence.of(town);
        }
    }

    /** Equal bytes prove little of a day on which little has happened. */
    private static void everythingThereIsToBeDrawnIsDrawn(Town town) {
        assertThat(town.duck("SELECT (count(*) >= 50000)::VARCHAR FROM facts")).containsExactly("true");
        assertThat(town.rows("SELECT count(DISTINCT bucket)::text FROM fact_file"))
                .containsExactly(Integer.toString(Town.defaults().buckets()));
        assertThat(
                        town.duck(
                                """
                        SELECT plan || ' ' || concat_ws(' ',
                                   CASE WHEN sum(draw_main) > 0 THEN 'Main' END,
                                   CASE WHEN sum(draw_backup) > 0 THEN 'Backup' END,
                                   CASE WHEN sum(draw_wallet_paid + draw_wallet_bonus) > 0 THEN 'Wallet' END,
                                   CASE WHEN sum(over_run) > 0 THEN 'over-run' END)
                        FROM facts WHERE plan <> '' GROUP BY plan ORDER BY 1
                        """))
                .containsExactly(
                        "budget@1 Main Wallet",
                        "capped@1 Main Backup Wallet",
                        "closed@1 Main Backup over-run",
                        "large@1 Main Backup",
                        "paced@1 Main Wallet");
        assertThat(
                        town.duck(
                                """
                        SELECT DISTINCT drawn::DOUBLE::VARCHAR FROM (
                            SELECT sum(draw_main + CASE plan WHEN 'paced@1' THEN draw_backup ELSE 0 END) AS drawn
                            FROM facts WHERE plan IN ('capped@1', 'paced@1') GROUP BY account, CAST(ts AS DATE))
                        """))
                .as("what a day's cap leaves")
                .containsExactly(TownPlans.DAILY_CAP);
        assertThat(town.rows("SELECT count(*)::text FROM reports.lot WHERE kind = 'switch_credit'"))
                .containsExactly("2");
    }

    /**
     * What lies in spill files once all rows are read: files without a name, seen by what this process has open. Negative where the
     * system does not show that.
     */
    private static final class Spilled implements Progress {
        private static final Path OPEN = Path.of("/proc/self/fd");

        private final Path work;
        private long bytes;

        Spilled(Path work) {
            this.work = work;
        }

        @Override
        public void begin(String step, int pieces) {
            if (!step.equals("settle")) {
                return;
            }
            if (!Files.isDirectory(OPEN)) {
                bytes = -1;
                return;
            }
            try (Stream<Path> files = Files.list(OPEN)) {
                for (Path file : files.toList()) {
                    bytes += isSpilled(file) ? Files.size(file) : 0;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isSpilled(Path open) {
            try {
                String file = Files.readSymbolicLink(open).toString();
                return file.startsWith(work.toString()) && file.contains(".spill");
            } catch (IOException closedMeanwhile) {
                return false;
            }
        }

        @Override
        public void advance(String step) {}

        @Override
        public void end(String step) {}
    }

    private static void arriveShuffled(Town town, List<Path> segments) throws IOException {
        List<Path> shuffled = new ArrayList<>(segments);
        Random random = new Random(5);
        Collections.shuffle(shuffled, random);
        town.deliver(shuffled);
        for (Path segment : shuffled) {
            Path arrived = town.folder.intake().resolve(segment.getFileName());
            Files.setLastModifiedTime(arrived, FileTime.fromMillis(random.nextLong(1_700_000_000_000L)));
        }
        // Second deliveries under numbers that are not theirs.
        Files.copy(shuffled.get(0), town.folder.intake().resolve("usage-aaa-000000000077.jsonl"));
        Files.copy(shuffled.get(1), town.folder.intake().resolve("usage-sim-1-000000000900.jsonl"));
    }
}
