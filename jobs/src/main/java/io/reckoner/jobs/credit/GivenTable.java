package io.reckoner.jobs.credit;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.command.Output;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.ArrayList;
import java.util.List;

/** Shows the lots that an act gave. */
final class GivenTable {
    private GivenTable() {}

    static void show(Output output, String account, Recorded.Given given) {
        ReportTable.Builder table =
                ReportTable.titled("Credit of account " + account).columns(columns());
        given.lots().forEach(lot -> table.row(cells(lot, given)));
        output.table(footed(table, given.occasion()));
    }

    /** What one act gave to several accounts, in one table. */
    static void showAll(Output output, String title, List<Recorded.Given> given) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("account", "Account"));
        columns.addAll(columns());
        ReportTable.Builder table = ReportTable.titled(title).columns(columns);
        for (Recorded.Given each : given) {
            for (Lot lot : each.lots()) {
                List<Cell> cells = new ArrayList<>();
                cells.add(Cell.of(lot.account()));
                cells.addAll(cells(lot, each));
                table.row(cells);
            }
        }
        output.table(table.build());
    }

    private static List<Column> columns() {
        return List.of(
                Column.text("lot", "Lot"),
                Column.text("kind", "Kind"),
                Column.exactMoney("amount", "Amount"),
                Column.instant("effective", "Effective"),
                Column.instant("expires", "Expires"),
                Column.instant("lands", "Lands"));
    }

    private static List<Cell> cells(Lot lot, Recorded.Given given) {
        return List.of(
                Cell.of(lot.id()),
                Cell.of(lot.kind().code()),
                Cell.of(lot.amount()),
                Cell.of(lot.effectiveAt()),
                Cell.of(lot.expiresAt()),
                Cell.of(given.actsAt()));
    }

    private static ReportTable footed(ReportTable.Builder table, Occasion occasion) {
        return switch (occasion) {
            case NOW -> table.build();
            case BEFORE ->
                table.footnote("Done before under this reference; nothing changed.")
                        .build();
        };
    }
}
