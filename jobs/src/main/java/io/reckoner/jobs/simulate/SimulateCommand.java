package io.reckoner.jobs.simulate;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Progress;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the segments that some proxies would have written: invented traffic, the same bytes for the same options. */
@Command(
        name = "simulate",
        description = {
            "Writes sealed segments of invented traffic, and a list of the accounts and keys it knows.",
            "The same options give the same bytes."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon simulate --out traffic --days 7 --customers 50 --events-per-day 10000")
public final class SimulateCommand extends Verb {
    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Where to write; made if missing.")
    private Path folder = Path.of("");

    @Option(names = "--days", paramLabel = "N", defaultValue = "1", description = "UTC days (default: 1).")
    private int days;

    @Option(names = "--customers", paramLabel = "N", defaultValue = "200", description = "Accounts (default: 200).")
    private int customers;

    @Option(
            names = "--events-per-day",
            paramLabel = "N",
            defaultValue = "10000",
            description = "On a weekday; weekends have 60 %% (default: 10000).")
    private long eventsPerDay;

    @Option(names = "--proxies", paramLabel = "N", defaultValue = "3", description = "Proxies (default: 3).")
    private int proxies;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all chance (default: 1).")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "DAY",
            defaultValue = "2026-03-01",
            description = "First UTC day (default: 2026-03-01).")
    private LocalDate start = LocalDate.EPOCH;

    @Option(names = "--load", description = "Events and seals alone: no starts, no faults, for measuring.")
    private boolean load;

    @Override
    protected Exit run(Session session) throws IOException {
        Scenario scenario = scenario();
        Files.createDirectories(folder);
        if (!segments().isEmpty()) {
            throw new Refusal(folder + " holds segments already. Name an empty folder with --out.");
        }
        Simulator simulator =
                load ? Simulator.load(scenario, folder) : Simulator.lively(scenario, Mischief.lively(), folder);
        AccountsFile.write(simulator.population(), folder);
        simulator.announce();
        try (Progress progress = session.output().progress("Simulating", "days", days)) {
            for (LocalDate day = start; day.isBefore(scenario.end()); day = day.plusDays(1)) {
                simulator.day(day);
                progress.advance(1);
            }
        }
        say(session, simulator);
        return Exit.CLEAN;
    }

    private Scenario scenario() {
        try {
            return new Scenario(seed, start, days, customers, eventsPerDay, proxies);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ".");
        }
    }

    private void say(Session session, Simulator simulator) throws IOException {
        List<Path> segments = segments();
        long bytes = 0;
        for (Path segment : segments) {
            bytes += Files.size(segment);
        }
        session.output()
                .say(String.format(
                        Locale.ROOT,
                        "Wrote %,d sealed segments of %d proxies, %,d bytes, UTC days %s to %s, into %s.",
                        segments.size(),
                        proxies,
                        bytes,
                        start,
                        simulator.scenario().end().minusDays(1),
                        folder));
        session.output()
                .say("Their accounts and keys are in " + folder.resolve(AccountsFile.NAME)
                        + ". Create them, import a price book, then: reckon settle --intake " + folder);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("usage-"))
                    .toList();
        }
    }
}
