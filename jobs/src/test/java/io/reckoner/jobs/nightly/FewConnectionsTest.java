package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of many processors, and a database that allows few connections. */
class FewConnectionsTest {
    private final TestDatabase database = new TestDatabase().open();

    @TempDir
    Path root;

    private Town town;

    @BeforeEach
    void aDayIsDelivered() throws Exception {
        Scenario scenario = new Scenario(5, Town.FIRST_DAY, 1, 60, 20_000, 3);
        town = new Town(root, database.database());
        Simulator simulator = Simulator.lively(scenario, Mischief.among(5_000), town.folder.intake());
        town.settleWithLittleCredit(simulator.population());
        simulator.announce();
        simulator.day(Town.FIRST_DAY);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aRunOfMoreThreadsThanConnectionsSettles() {
        DatabaseSettings usual = database.settings();
        // Whoever gets no connection for half a second fails.
        DatabaseSettings hasty =
                new DatabaseSettings(usual.url(), usual.user(), usual.password(), 2, Duration.ofMillis(500));
        try (Database two = Database.open(new DataFolder(root), hasty)) {
            SettlementSettings sixteen = Town.settings(16, 64, 1);
            assertThat(sixteen.storing(two.mostConnections())).isEqualTo(1);
            assertThat(new Town(root, two).run(sixteen)).isInstanceOf(RunOutcome.Committed.class);
        }
    }

    @Test
    void onlyWhatStoresHoldsAConnection() {
        FewestInUse inUse =
                new FewestInUse((HikariDataSource) database.database().as(DatabaseRole.WRITER));
        assertThat(town.run(Town.settings(1, 64, 1), inUse)).isInstanceOf(RunOutcome.Committed.class);
        assertThat(inUse.byStep)
                .containsEntry("decode", 0)
                .containsEntry("resolve", 0)
                .containsEntry("settle", 1);
    }

    /** Connections in use where pieces of a step end: the fewest, since the heartbeat of the lease uses one now and then. */
    private record FewestInUse(HikariDataSource pool, Map<String, Integer> byStep) implements Progress {
        FewestInUse(HikariDataSource pool) {
            this(pool, new ConcurrentHashMap<>());
        }

        @Override
        public void begin(String step, int pieces) {}

        @Override
        public void advance(String step) {
            byStep.merge(step, pool.getHikariPoolMXBean().getActiveConnections(), Math::min);
        }

        @Override
        public void end(String step) {}
    }
}
