package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A machine of many processors, and a database that allows few connections. */
class FewConnectionsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path root;

    @Test
    void aRunOfMoreThreadsThanConnectionsSettles() throws Exception {
        Scenario scenario = new Scenario(5, Town.FIRST_DAY, 1, 60, 20_000, 3);
        Town town = new Town(root, DATABASE.database());
        Simulator simulator = Simulator.lively(scenario, Mischief.among(5_000), town.folder.intake());
        town.settleWithLittleCredit(simulator.population());
        simulator.announce();
        simulator.day(Town.FIRST_DAY);
        try (Database two = Database.open(new DataFolder(root), twoConnections())) {
            Town hasty = new Town(root, two);
            SettlementSettings settings = Town.settings(16, 64, 1);
            assertThat(hasty.run(settings)).isInstanceOf(RunOutcome.Committed.class);
        }
    }

    /** Whoever gets no connection for half a second fails. */
    private static DatabaseSettings twoConnections() {
        DatabaseSettings usual = DATABASE.settings();
        return new DatabaseSettings(usual.url(), usual.user(), usual.password(), 2, Duration.ofMillis(500));
    }

    @Test
    void bucketsAreStoredByAsManyThreadsAsConnectionsAllow() {
        SettlementSettings sixteen = Town.settings(16, 64, 64);
        assertThat(sixteen.storing(2)).isEqualTo(1);
        assertThat(sixteen.storing(10)).isEqualTo(8);
        assertThat(sixteen.storing(100)).isEqualTo(16);
    }
}
