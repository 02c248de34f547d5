package io.reckoner.jobs.credit;

import io.reckoner.jobs.command.Output;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;

/** Shows the lots that an act gave. */
final class GivenTable {
    private GivenTable() {}

    static void show(Output output, String account, Recorded.Given given) {
        ReportTable.Builder table = ReportTable.titled("Credit of account " + account)
                .columns(
                        Column.text("lot", "Lot"),
                        Column.text("kind", "Kind"),
                        Column.exactMoney("amount", "Amount"),
                        Column.instant("effective", "Effective"),
                        Column.instant("expires", "Expires"),
                        Column.instant("lands", "Lands"));
        for (Lot lot : given.lots()) {
            table.row(
                    Cell.of(lot.id()),
                    Cell.of(lot.kind().code()),
                    Cell.of(lot.amount()),
                    Cell.of(lot.effectiveAt()),
                    Cell.of(lot.expiresAt()),
                    Cell.of(given.actsAt()));
        }
        output.table(
                switch (given.occasion()) {
                    case NOW -> table.build();
                    case BEFORE ->
                        table.footnote("Done before under this reference; nothing changed.")
                                .build();
                });
    }
}
