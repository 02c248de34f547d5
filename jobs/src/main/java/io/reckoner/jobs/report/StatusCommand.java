package io.reckoner.jobs.report;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.intake.ProxyLogView;
import io.reckoner.jobs.intake.ProxySettings;
import io.reckoner.jobs.intake.TakeIn;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.kernel.period.ProxyLog;
import io.reckoner.kernel.period.Stall;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How things stand: the last runs, the watermark, what is set aside, and which proxies have fallen silent. */
@Command(
        name = "status",
        description =
                "How things stand: the last runs, the watermark, what is set aside, proxies that have fallen silent.",
        footerHeading = "%nExample:%n",
        footer = "  reckon status --limit 5 --fail-on stalled,failed")
public final class StatusCommand extends Verb {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "How many runs (default: 10).")
    private int limit = 10;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "WHAT",
            description = "End with exit code 1 when there is any of: stalled (a proxy), suspense (open lines), failed"
                    + " (the newest run).")
    private Set<Trouble> failOn = Set.of();

    /** What may be wrong. */
    enum Trouble {
        STALLED,
        SUSPENSE,
        FAILED
    }

    @Override
    protected Exit run(Session session) {
        if (limit < 1) {
            throw new Refusal("--limit is " + limit + ". Write how many runs to show, 1 or more.");
        }
        Set<Trouble> found = EnumSet.noneOf(Trouble.class);
        RunStanding standing = new StandingView(session.database().jdbc()).now();
        ReportTable.Builder report = ReportTable.titled("Runs")
                .columns(
                        Column.count("run", "Run"),
                        Column.day("business_date", "Business date"),
                        Column.instant("watermark", "Watermark"),
                        Column.count("book", "Price book"),
                        Column.text("state", "State"),
                        Column.text("failure", "Failure"));
        List<Run> runs = new RunTable(session.database().jdbc()).newest(limit);
        if (!runs.isEmpty() && runs.getFirst().state() == Run.State.FAILED) {
            found.add(Trouble.FAILED);
            whole(runs.getFirst()).forEach(report::footnote);
        }
        for (Run run : runs) {
            report.row(
                    Cell.of(run.id()),
                    Cell.of(run.businessDate()),
                    Cell.of(run.watermark()),
                    Cell.of(run.priceBookVersion()),
                    Cell.of(run.state().code()),
                    Cell.of(
                            run.failure() == null
                                    ? null
                                    : failure(run.failure(), session.output().format())));
        }
        report.footnote(
                standing.watermark() == null
                        ? "Nothing is settled yet."
                        : "Everything before " + standing.watermark() + " is settled.");
        report.footnote(standing.suspense());
        if (standing.openSuspense() > 0) {
            found.add(Trouble.SUSPENSE);
        }
        for (Stall stall : stalled(session)) {
            found.add(Trouble.STALLED);
            report.footnote(stall.sentence());
        }
        session.output().table(report.build());
        return Collections.disjoint(found, failOn) ? Exit.CLEAN : Exit.FOUND;
    }

    /** For programs all of it, for people its first line. */
    private static String failure(String whole, ReportFormat format) {
        return switch (format) {
            case TEXT -> whole.lines().findFirst().orElse("");
            case CSV, JSON -> whole;
        };
    }

    /** Why the newest run failed, line by line. */
    private static List<String> whole(Run run) {
        return Stream.concat(
                        Stream.of("Run " + run.id() + " failed:"),
                        run.failure() == null ? Stream.of() : run.failure().lines())
                .toList();
    }

    /** Going by what was taken in and by what has arrived since: new segments are read to know what they promise. */
    private static List<Stall> stalled(Session session) {
        SettlementSettings settlement = session.settings(SettlementSettings.class);
        JdbcClient jdbc = session.database().jdbc();
        Path intake = settlement.intakeOf(session.data());
        List<ProxyLog> logs = Files.isDirectory(intake)
                ? new TakeIn(
                                jdbc,
                                session.data(),
                                settlement.workers(),
                                session.clock().instant())
                        .inspect(intake)
                        .logs()
                : new ProxyLogView(jdbc).logs();
        return Stall.among(
                logs,
                session.clock().instant(),
                session.settings(ProxySettings.class).stalledAfter());
    }
}
