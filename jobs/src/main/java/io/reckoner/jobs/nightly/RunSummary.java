package io.reckoner.jobs.nightly;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.TotalName;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.Locale;

/** What a run did, line by line: where its lines went and what they came to. */
public final class RunSummary {
    private RunSummary() {}

    public static ReportTable of(RunOutcome.Committed done) {
        ControlTotals totals = done.totals();
        ReportTable.Builder table = ReportTable.titled("Settled " + done.run().businessDate())
                .subtitle("run " + done.run().id() + ", as of watermark "
                        + done.run().watermark())
                .columns(
                        Column.text("total", "Control total"),
                        Column.text("unit", "In"),
                        Column.figure("amount", "Amount"));
        for (LineCount count : LineCount.values()) {
            add(table, words(count.name()), "lines", totals, count.total());
        }
        for (UsageFigure figure : UsageFigure.values()) {
            add(table, words(figure.name()), "USD", totals, Book.SETTLEMENT.total(figure));
        }
        return table.footnote("All control equations hold. " + seconds(done) + ".")
                .build();
    }

    private static void add(
            ReportTable.Builder table, String label, String unit, ControlTotals totals, TotalName name) {
        table.row(Cell.of(label), Cell.of(unit), Cell.of(totals.value(name)));
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String seconds(RunOutcome.Committed done) {
        return String.format(Locale.ROOT, "Took %.1f s", done.took().toMillis() / 1000.0);
    }
}
