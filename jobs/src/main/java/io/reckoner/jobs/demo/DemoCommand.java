package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Progress;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.settings.Settings;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows everything on an empty machine, in a folder of its own. */
@Command(
        name = "demo",
        description = {
            "Lives through a month of an invented gateway in a folder of its own, and shows what came of it.",
            "Needs nothing and destroys nothing: without --data it takes demo-data here, else demo-data-2, and so on."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  reckon demo", "  reckon demo --days 7 --customers 20 --events-per-day 500 --data /tmp/reckon-demo"
        })
public final class DemoCommand extends Verb {
    /** Small runs need few buckets; the number is kept with the installation. */
    private static final Map<String, String> FEW_BUCKETS = Map.of("RECKON_SETTLEMENT_BUCKETS", "4");

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "Days and nights (default: 30).")
    private int days;

    @Option(names = "--customers", paramLabel = "N", defaultValue = "200", description = "Accounts (default: 200).")
    private int customers;

    @Option(
            names = "--events-per-day",
            paramLabel = "N",
            defaultValue = "6000",
            description = "On a weekday; weekends have 60 %% (default: 6000).")
    private long eventsPerDay;

    @Option(
            names = "--start",
            paramLabel = "DAY",
            defaultValue = "2026-03-01",
            description = "First UTC day (default: 2026-03-01).")
    private LocalDate start = LocalDate.EPOCH;

    @Override
    protected Exit run(Session session) throws IOException, SQLException {
        DemoPlan plan = new DemoPlan(start, days, customers, eventsPerDay);
        plan.scenario();
        refuseOtherDatabase(session);
        DataFolder folder = DemoFolder.choose(wanted(), Path.of("")).create();
        Settings settings = Settings.read(
                folder.settingsFile(),
                FEW_BUCKETS,
                List.of(DatabaseSettings.class, CreditSettings.class, SettlementSettings.class));
        long started = System.nanoTime();
        Output output = session.output();
        output.note("A month of an invented gateway in " + folder.root() + ": " + Counted.of(customers, "customer")
                + ", " + Counted.of(days, "day") + " from " + start + ", " + Counted.of(eventsPerDay, "event")
                + " a day.");
        try (Database database = Database.open(folder, settings.of(DatabaseSettings.class))) {
            try (Progress progress = output.progress("Days and nights", "days", days)) {
                new Demo(folder, database, plan, settings, session.clock()).run(progress);
            }
            long entries = DemoExports.write(folder, database);
            for (ReportTable table : new DemoReport(folder, database, plan).tables()) {
                output.table(table);
                output.say("");
            }
            output.say(String.format(
                    Locale.ROOT,
                    "Took %.1f s. The journal has %,d entries.",
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0,
                    entries));
        }
        whatNext(output, folder);
        return Exit.CLEAN;
    }

    /** The folder named before or after the command's own name. */
    private Optional<Path> wanted() {
        for (CommandLine each = command.commandLine(); each != null; each = each.getParent()) {
            @Nullable Path named = each.getParseResult().matchedOptionValue("--data", null);
            if (named != null) {
                return Optional.of(named);
            }
        }
        return Optional.empty();
    }

    /** The demonstration brings its own database; what is settled elsewhere must not be mixed with it. */
    private static void refuseOtherDatabase(Session session) {
        session.settings(DatabaseSettings.class).url().ifPresent(url -> {
            throw new Refusal("settings lead to a database (db.url, RECKON_DB_URL), but the demonstration brings one of"
                    + " its own. Run it without that setting.");
        });
    }

    private static void whatNext(Output output, DataFolder folder) {
        Path root = folder.root();
        output.say("Where things lie, under " + root + ":");
        output.say("  intake/    the segments as delivered: the evidence");
        output.say("  facts/     a Parquet row for every event");
        output.say("  exports/   journal.hledger, journal.beancount");
        output.say("  pg/        the database");
        String called = System.getProperty("reckon.command", "reckon");
        output.say("What to try next:");
        for (String next : List.of(
                "status",
                "report cost --by day,provider",
                "report cost --by key --account acc_00001",
                "suspense list",
                "account show acc_00002",
                "payment list",
                "compensation list --account acc_00001",
                "sql \"SELECT model, count(*), sum(charge) FROM facts GROUP BY ALL ORDER BY 3 DESC\"")) {
            output.say("  " + called + " " + next + " --data " + root);
        }
        output.say("  hledger -f " + folder.exports().resolve("journal.hledger") + " balance");
    }
}
