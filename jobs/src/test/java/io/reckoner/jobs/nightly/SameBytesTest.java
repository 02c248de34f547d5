package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import java.io.IOException;
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
            Town town =
                    new Town(root.resolve(difference.name()), database.database()).settleWithLittleCredit(population);
            if (difference == Difference.FILES_ARRIVE_SHUFFLED_WITH_OTHER_TIMES_AND_COPIES) {
                arriveShuffled(town, segments);
            } else {
                town.deliver(segments);
            }
            assertThat(town.run(town.folder.intake(), Optional.of(NOON), difference.settings()))
                    .isInstanceOf(RunOutcome.Committed.class);
            assertThat(town.run(difference.settings())).isInstanceOf(RunOutcome.Committed.class);
            return Evidence.of(town);
        }
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
