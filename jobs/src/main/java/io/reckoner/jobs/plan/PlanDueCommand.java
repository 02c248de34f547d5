package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "due",
        description = "Lists the next months that are to be charged, with the attempt that is due.",
        footerHeading = "%nExample:%n",
        footer = "  reckon plan due --at 2026-04-01")
final class PlanDueCommand extends Verb {
    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "Due by then (default: now).")
    private @Nullable Instant at;

    @Override
    protected Exit run(Session session) {
        Instant by = at == null ? session.clock().instant() : at;
        ReportTable.Builder table = ReportTable.titled("Renewals due")
                .columns(
                        Column.text("account", "Account"),
                        Column.text("plan", "Plan"),
                        Column.money("amount", "Amount"),
                        Column.count("attempt", "Attempt"),
                        Column.count("attempts", "Of"),
                        Column.instant("due", "Due"));
        Renewals renewals = new Renewals(session.database().jdbc(), session.settings(PlanSettings.class));
        for (DueRenewal due : renewals.due(by)) {
            table.row(
                    Cell.of(due.account()),
                    Cell.of(due.plan()),
                    Cell.of(due.amount()),
                    Cell.of((long) due.attempt()),
                    Cell.of((long) due.attempts()),
                    Cell.of(due.dueAt()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
