package io.reckoner.jobs.command;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.Printable;
import io.reckoner.reports.table.ReportTable;
import io.reckoner.reports.table.TextRenderer;
import java.util.List;

/** One row as text: a line per field, headings in a column of their own. */
final class FieldText {
    private FieldText() {}

    static String of(ReportTable oneRow) {
        if (oneRow.rows().size() != 1) {
            throw new IllegalArgumentException(
                    "one row expected, not " + oneRow.rows().size());
        }
        int widest = oneRow.columns().stream()
                .mapToInt(column -> column.heading().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder(oneRow.title()).append('\n');
        List<Cell> row = oneRow.rows().getFirst();
        for (int c = 0; c < row.size(); c++) {
            Column column = oneRow.columns().get(c);
            String value = shown(column, row.get(c));
            if (!value.isEmpty()) {
                text.append("  ").append(column.heading());
                text.append(" ".repeat(widest - column.heading().length() + 2)).append(value);
                text.append(column.unit().isEmpty() || value.equals("–") ? "" : " " + column.unit());
                text.append('\n');
            }
        }
        oneRow.footnotes().forEach(note -> text.append(Printable.of(note)).append('\n'));
        return text.toString();
    }

    /** The cell as the text renderer shows it: the last line of a table of its own. */
    private static String shown(Column column, Cell cell) {
        String alone = TextRenderer.unbounded()
                .render(ReportTable.titled("x").columns(column.in("")).row(cell).build());
        String[] lines = alone.split("\n", -1);
        return lines[lines.length - 2].strip();
    }
}
