package io.reckoner.jobs.report;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How things stand: the last runs, the watermark, what is set aside. */
@Command(
        name = "status",
        description = "How things stand: the last runs, the watermark, what is set aside.",
        footerHeading = "%nExample:%n",
        footer = "  reckon status --limit 5")
public final class StatusCommand extends Verb {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "How many runs (default: 10).")
    private int limit = 10;

    @Override
    protected Exit run(Session session) {
        RunStanding standing = new StandingView(session.database().jdbc()).now();
        ReportTable.Builder report = ReportTable.titled("Runs")
                .columns(
                        Column.count("run", "Run"),
                        Column.day("business_date", "Business date"),
                        Column.instant("watermark", "Watermark"),
                        Column.count("book", "Price book"),
                        Column.text("state", "State"),
                        Column.text("failure", "Failure"));
        for (Run run : new RunTable(session.database().jdbc()).newest(limit)) {
            report.row(
                    Cell.of(run.id()),
                    Cell.of(run.businessDate()),
                    Cell.of(run.watermark()),
                    Cell.of(run.priceBookVersion()),
                    Cell.of(run.state().code()),
                    Cell.of(run.failure()));
        }
        report.footnote(
                standing.watermark() == null
                        ? "Nothing is settled yet."
                        : "Everything before " + standing.watermark() + " is settled.");
        report.footnote(
                standing.openSuspense() == 0
                        ? "Nothing is in suspense."
                        : standing.openSuspense() + " lines are in suspense: reckon suspense list.");
        session.output().table(report.build());
        return Exit.CLEAN;
    }
}
