package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.suspense.SuspenseTable;
import io.reckoner.kernel.suspense.SuspenseState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A town of one customer with a database of its own, settled run by run, however much of it goes to suspense. */
final class Settling implements AutoCloseable {
    static final SettlementSettings ANY_SHARE = Town.withMostSuspended("1");

    private final TestDatabase database = new TestDatabase().open();
    final Town town;
    final CommandRunner reckon;

    Settling(Path root) {
        this(root, Town::settleOneCustomer);
    }

    private Settling(Path root, Consumer<Town> founding) {
        town = new Town(root, database.database());
        founding.accept(town);
        reckon = new CommandRunner(root, database.settings());
    }

    /** A town where nobody lives yet, with a price book. */
    static Settling ofNobody(Path root) {
        return new Settling(root, town -> town.priceBook(1, ""));
    }

    /** A run as far as the proxies' promises reach; there may be nothing to do. */
    RunOutcome run() {
        return town.run(ANY_SHARE);
    }

    RunOutcome.Committed settled() {
        return (RunOutcome.Committed) run();
    }

    RunOutcome.Committed settledAt(Instant watermark) {
        RunOutcome.Committed done = settled();
        assertThat(done.run().watermark()).isEqualTo(watermark);
        return done;
    }

    RunOutcome.Committed byHand(String watermark) {
        return (RunOutcome.Committed) town.run(town.folder.intake(), Optional.of(Instant.parse(watermark)), ANY_SHARE);
    }

    /** Asks that all open suspense be tried again. */
    void retryAll() {
        SuspenseTable table = new SuspenseTable(JdbcClient.create(town.jdbc), town.jdbc);
        table.askRetry(table.list(Set.of(SuspenseState.OPEN)).stream()
                .map(SuspenseTable.Item::id)
                .toList());
    }

    /** Suspense of that state, as {@code reason lines}. */
    List<String> suspense(String state) {
        return town.rows("SELECT reason || ' ' || lines FROM suspense WHERE state = '" + state + "' ORDER BY 1");
    }

    @Override
    public void close() {
        database.close();
    }
}
