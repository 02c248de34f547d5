package io.reckoner.jobs.compensation;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists what events got back, each with its rule or claim, its lot and its line in the raw log.",
        footerHeading = "%nExample:%n",
        footer = "  reckon compensation list --account acme --format csv")
final class CompensationListCommand extends Verb {
    @Option(names = "--account", paramLabel = "ID", description = "Only this account.")
    private @Nullable String account;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Most events (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    protected Exit run(Session session) {
        List<CompensationTable.Listed> events =
                new CompensationTable(session.database().jdbc()).list(Optional.ofNullable(account), limit);
        ReportTable.Builder table = ReportTable.titled("Compensation")
                .columns(
                        Column.text("account", "Account"),
                        Column.text("event", "Event"),
                        Column.instant("time", "Time"),
                        Column.text("by", "By"),
                        Column.money("borne", "Borne"),
                        Column.money("given_back", "Given back"),
                        Column.text("lot", "Lot"),
                        Column.text("source", "Source"));
        for (CompensationTable.Listed event : events) {
            table.row(
                    Cell.of(event.account()),
                    Cell.of(event.event()),
                    Cell.of(event.at()),
                    Cell.of(event.by()),
                    Cell.of(event.borne()),
                    Cell.of(event.amount()),
                    Cell.of(event.lot()),
                    Cell.of(event.source()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
