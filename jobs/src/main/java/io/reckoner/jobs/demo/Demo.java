package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.command.Progress;
import io.reckoner.jobs.compensation.RulesImport;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.intake.Proxies;
import io.reckoner.jobs.nightly.RunRequest;
import io.reckoner.jobs.nightly.Settlements;
import io.reckoner.jobs.plan.PlanTable;
import io.reckoner.jobs.rating.PriceBooks;
import io.reckoner.jobs.settings.Settings;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Simulator;
import io.reckoner.jobs.suspense.SuspenseTable;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.SuspenseState;
import io.reckoner.reports.table.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lives through the month: each day has its traffic, its delivery and its night. */
final class Demo {
    private static final Act ACT = new Act("demo", "demonstration");

    private final DataFolder folder;
    private final Database database;
    private final DemoPlan plan;
    private final Settings settings;
    private final Clock clock;
    private final DemoBooks books;

    Demo(DataFolder folder, Database database, DemoPlan plan, Settings settings, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.plan = plan;
        this.settings = settings;
        this.clock = clock;
        this.books = new DemoBooks(plan.start(), plan.middle().plusDays(1));
    }

    /** Where the invented proxies write. */
    static Path gateway(DataFolder folder) {
        return folder.root().resolve("gateway");
    }

    /** @param progress advanced by one for each day */
    void run(Progress progress) throws IOException {
        Path gateway = Files.createDirectories(gateway(folder));
        Simulator simulator =
                Simulator.lively(plan.scenario(), Mischief.among(plan.days() * plan.eventsPerDay()), gateway);
        Courier courier = new Courier(gateway, folder.intake());
        DemoCustomers customers =
                new DemoCustomers(plan, simulator.population().customers(), settings.of(CreditSettings.class), ACT);
        DemoSubscribers subscribers =
                new DemoSubscribers(plan, simulator.population().customers(), ACT);
        DemoNights nights = new DemoNights(folder, database, settings.of(CreditSettings.class), ACT);
        addBook(books.first());
        database.inTransaction(jdbc -> {
            new PlanTable(jdbc).add(PlanCatalogue.shipped(), clock.instant(), ACT);
            new RulesImport(jdbc).add(DemoNights.RULES, ACT);
            customers.open(jdbc);
            return subscribers.subscribe(jdbc);
        });
        simulator.announce();
        Settlements settlements = new Settlements(folder, database, settings.of(SettlementSettings.class), clock);
        for (LocalDate day = plan.start(); day.isBefore(plan.end()); day = day.plusDays(1)) {
            act(day, customers, subscribers);
            traffic(day, simulator);
            courier.deliver(manner(day));
            settle(settlements);
            nights.topUp();
            if (plan.isJudged(day)) {
                nights.compensate();
            }
            progress.advance(1);
        }
        if (courier.hasLeftOvers()) {
            courier.deliver(Courier.Manner.WELL);
            settle(settlements);
        }
        retireProxies(simulator);
    }

    private void addBook(String yaml) {
        database.inTransaction(
                jdbc -> new PriceBooks(jdbc).add(yaml, "the invented book", PriceBooks.Confirmation.GIVEN, ACT));
    }

    /** The month is over: nothing more will come, and nothing waits for it. */
    private void retireProxies(Simulator simulator) {
        database.inTransaction(jdbc -> {
            Proxies proxies = new Proxies(jdbc);
            simulator.proxies().forEach(proxy -> proxies.retire(proxy, clock.instant(), ACT));
            return simulator;
        });
    }

    /** What people do on this day before its night. */
    private void act(LocalDate day, DemoCustomers customers, DemoSubscribers subscribers) {
        if (day.equals(plan.renewalDay())) {
            database.inTransaction(subscribers::renew);
        }
        if (day.equals(plan.switchDay())) {
            database.inTransaction(subscribers::switchUp);
        }
        if (day.equals(plan.middle())) {
            addBook(books.second());
            database.inTransaction(customers::topUpAgain);
        }
        if (day.equals(plan.middle().plusDays(1))) {
            addBook(books.third());
            database.inTransaction(this::retryUnpriced);
        }
    }

    /** Now that the new model has a price, everything set aside for want of it is read again by the next run. */
    private int retryUnpriced(JdbcClient jdbc) {
        SuspenseTable suspense = new SuspenseTable(jdbc, new JdbcTemplate(database.as(DatabaseRole.WRITER)));
        List<Long> unpriced = suspense.list(Set.of(SuspenseState.OPEN)).stream()
                .filter(item -> item.reason() == SuspenseReason.NO_PRICE)
                .map(SuspenseTable.Item::id)
                .toList();
        int asked = suspense.askRetry(unpriced);
        new ActTable(jdbc).add(ACT, clock.instant(), "suspense retry", unpriced.toString(), Counted.of(asked, "item"));
        return asked;
    }

    private void traffic(LocalDate day, Simulator simulator) throws IOException {
        if (day.equals(plan.dayOf(12))) {
            simulator.dayWithCrash(day);
        } else {
            simulator.day(day);
        }
    }

    private Courier.Manner manner(LocalDate day) {
        if (day.equals(plan.dayOf(5))) {
            return Courier.Manner.ONE_TWICE;
        }
        if (day.equals(plan.dayOf(8))) {
            return Courier.Manner.ONE_LEFT_BEHIND;
        }
        return day.equals(plan.middle()) ? Courier.Manner.ONE_TAMPERED_WITH : Courier.Manner.WELL;
    }

    private void settle(Settlements settlements) {
        settlements.run(
                new RunRequest(folder.intake(), Optional.empty(), Optional.empty(), ACT),
                io.reckoner.jobs.nightly.Progress.NONE);
    }
}
