package io.reckoner.jobs.rating;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the versions of the price book, newest first.",
        footerHeading = "%nExample:%n",
        footer = "  reckon price list")
final class PriceListCommand extends Verb {
    private static final int SHOWN_DIGITS = 16;

    @Override
    protected Exit run(Session session) {
        PriceBooks books = new PriceBooks(session.database().jdbc());
        ReportTable.Builder table = ReportTable.titled("Price books")
                .columns(
                        Column.count("version", "Version"),
                        Column.count("cards", "Cards"),
                        Column.count("overlays", "Overlays"),
                        Column.instant("imported", "Imported"),
                        Column.text("actor", "By"),
                        Column.text("reason", "Reason"),
                        Column.text("sha256", "SHA-256"));
        for (PriceBookTable.Size version : books.versions()) {
            PriceBookTable.Row row = version.row();
            table.row(
                    Cell.of(row.version()),
                    Cell.of(version.cards()),
                    Cell.of(version.overlays()),
                    Cell.of(row.recordedAt()),
                    Cell.of(row.actor()),
                    Cell.of(row.reason()),
                    Cell.of(row.sha256().substring(0, SHOWN_DIGITS)));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
