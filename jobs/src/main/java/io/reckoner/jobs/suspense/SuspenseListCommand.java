package io.reckoner.jobs.suspense;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists suspense by reason and segment. */
@Command(
        name = "list",
        description = "Lists lines set aside, by reason, detail and file.",
        footerHeading = "%nExample:%n",
        footer = "  reckon suspense list --all --format csv")
final class SuspenseListCommand extends Verb {
    @Option(names = "--all", description = "Retried and written-off ones too.")
    private boolean all;

    @Option(names = "--fail-on-open", description = "End with exit code 1 when anything is open.")
    private boolean failOnOpen;

    @Override
    protected Exit run(Session session) {
        List<SuspenseTable.Item> items = table(session).list(all ? Optional.empty() : Optional.of("open"));
        ReportTable.Builder report = ReportTable.titled("Suspense")
                .columns(
                        Column.count("id", "Id"),
                        Column.text("reason", "Reason"),
                        Column.text("detail", "Detail"),
                        Column.text("file", "File"),
                        Column.count("lines", "Lines"),
                        Column.count("first_run", "First run"),
                        Column.instant("since", "Since"),
                        Column.text("state", "State"));
        long lines = 0;
        for (SuspenseTable.Item item : items) {
            lines += item.lines();
            report.row(
                    Cell.of(item.id()),
                    Cell.of(item.reason().code()),
                    Cell.of(item.detail()),
                    Cell.of(item.file()),
                    Cell.of(item.lines()),
                    Cell.of(item.firstRun()),
                    Cell.of(item.since()),
                    Cell.of(item.state()));
        }
        if (items.isEmpty()) {
            session.output().say("Nothing is in suspense.");
            return Exit.CLEAN;
        }
        report.total(
                Cell.blank(),
                Cell.of("total"),
                Cell.blank(),
                Cell.blank(),
                Cell.of(lines),
                Cell.blank(),
                Cell.blank(),
                Cell.blank());
        session.output()
                .table(report.footnote("See a line with reckon suspense show ID; mend the cause, then reckon suspense"
                                + " retry ID and reckon settle.")
                        .build());
        return failOnOpen ? Exit.FOUND : Exit.CLEAN;
    }

    static SuspenseTable table(Session session) {
        JdbcTemplate jdbc = new JdbcTemplate(session.database().as(DatabaseRole.WRITER));
        return new SuspenseTable(JdbcClient.create(jdbc), jdbc);
    }
}
