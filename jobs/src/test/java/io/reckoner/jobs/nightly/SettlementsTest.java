package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import io.reckoner.kernel.control.LineCount;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SettlementsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path root;

    @Test
    void aNightOfRealLogsIsSettledAndProved() throws Exception {
        Scenario scenario = new Scenario(7, Town.FIRST_DAY, 2, 20, 3000, 3);
        Town town = new Town(root, DATABASE.database());
        Simulator simulator = Simulator.lively(scenario, Mischief.lively(), town.folder.intake());
        town.settle(simulator.population());
        simulator.announce();
        simulator.day(Town.FIRST_DAY);
        RunOutcome first = town.run(town.folder.intake(), Optional.empty(), Town.defaults());
        assertThat(first).isInstanceOfSatisfying(RunOutcome.Committed.class, done -> {
            System.out.println(done.totals());
            assertThat(done.run().watermark())
                    .isEqualTo(Town.FIRST_DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            assertThat(done.totals().value(LineCount.EVENTS.total()).intValue()).isGreaterThan(2500);
        });
        assertThat(town.run(town.folder.intake(), Optional.empty(), Town.defaults()))
                .isInstanceOf(RunOutcome.NothingToDo.class);
        simulator.day(Town.FIRST_DAY.plusDays(1));
        assertThat(town.run(town.folder.intake(), Optional.empty(), Town.defaults()))
                .isInstanceOf(RunOutcome.Committed.class);
    }
}
