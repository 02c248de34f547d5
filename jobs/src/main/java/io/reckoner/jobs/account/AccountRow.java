package io.reckoner.jobs.account;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All of an account in one row, for programs: the account, then its live plan ({@code live_...}), then a column for each line and
 * pool of the breakdown of its balance, as {@code top_ups_wallet} and {@code balance_wallet}.
 */
final class AccountRow {
    private AccountRow() {}

    /**
     * @param account one row
     * @param live one row, or none where no plan is live: its columns are blank then
     * @param breakdown a row for each line, its name first; the total is the balance
     */
    static ReportTable of(ReportTable account, ReportTable live, ReportTable breakdown) {
        List<Column> columns = new ArrayList<>(account.columns());
        List<Cell> cells = new ArrayList<>(account.rows().getFirst());
        for (int i = 0; i < live.columns().size(); i++) {
            Column column = live.columns().get(i);
            columns.add(column.named("live_" + column.name()));
            cells.add(
                    live.rows().isEmpty()
                            ? Cell.blank()
                            : live.rows().getFirst().get(i));
        }
        List<List<Cell>> lines = new ArrayList<>(breakdown.rows());
        lines.add(breakdown.total());
        for (List<Cell> line : lines) {
            for (int i = 1; i < line.size(); i++) {
                Column column = breakdown.columns().get(i);
                columns.add(column.named(name(line.getFirst()) + "_" + column.name()));
                cells.add(line.get(i));
            }
        }
        ReportTable.Builder row =
                ReportTable.titled(account.title()).columns(columns).row(cells);
        breakdown.footnotes().forEach(row::footnote);
        return row.build();
    }

    /** {@code Top-ups} is {@code top_ups}. */
    private static String name(Cell line) {
        if (!(line instanceof Cell.Text text)) {
            throw new IllegalArgumentException("a line of the breakdown begins with its name, not with " + line);
        }
        return text.value().toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
