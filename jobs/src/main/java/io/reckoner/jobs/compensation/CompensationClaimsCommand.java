package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "claims",
        description = "Lists claims and how they were decided.",
        footerHeading = "%nExample:%n",
        footer = "  reckon compensation claims --open")
final class CompensationClaimsCommand extends Verb {
    @Option(names = "--open", description = "Only those that wait for a decision.")
    private boolean open;

    @Override
    protected Exit run(Session session) {
        ReportTable.Builder table = ReportTable.titled("Claims")
                .columns(
                        Column.count("claim", "Claim"),
                        Column.text("account", "Account"),
                        Column.text("event", "Event"),
                        Column.instant("time", "Time"),
                        Column.money("borne", "Borne"),
                        Column.text("reason", "Reason"),
                        Column.instant("claimed", "Claimed"),
                        Column.money("granted", "Granted"),
                        Column.text("decided_by", "Decided by"),
                        Column.text("decided_reason", "Why"));
        for (ClaimTable.Row claim : new ClaimTable(session.database().jdbc()).all()) {
            Act decided = claim.decided();
            if (open && decided != null) {
                continue;
            }
            table.row(
                    Cell.of(claim.number()),
                    Cell.of(claim.event().account()),
                    Cell.of(claim.event().event()),
                    Cell.of(claim.event().at()),
                    Cell.of(claim.event().charge()),
                    Cell.of(claim.claim().reason()),
                    Cell.of(claim.claimedAt()),
                    Cell.of(claim.granted()),
                    Cell.of(decided == null ? null : decided.actor()),
                    Cell.of(decided == null ? null : decided.reason()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
