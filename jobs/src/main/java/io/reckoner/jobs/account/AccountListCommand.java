package io.reckoner.jobs.account;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists accounts.",
        footerHeading = "%nExample:%n",
        footer = "  reckon account list --format csv")
final class AccountListCommand extends Verb {
    @Override
    protected Exit run(Session session) {
        ReportTable.Builder table = ReportTable.titled("Accounts")
                .columns(
                        Column.text("account", "Account"),
                        Column.text("name", "Name"),
                        Column.text("status", "Status"),
                        Column.text("beyond_plan", "Beyond plan"),
                        Column.instant("created", "Created"));
        for (AccountTable.Row row : new Accounts(session.database().jdbc()).all()) {
            table.row(
                    Cell.of(row.account().id()),
                    Cell.of(row.account().name()),
                    Cell.of(row.account().status().code()),
                    Cell.of(row.payBeyondPlan() ? "on" : "off"),
                    Cell.of(row.recordedAt()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
