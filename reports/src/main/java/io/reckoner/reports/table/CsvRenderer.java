package io.reckoner.reports.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * RFC 4180: a header of column names, one record per row, every figure exact, lines ending in CR LF.
 *
 * <p>The total and the footnotes are left out, so that a sum over a column counts nothing twice; ask for text or JSON
 * to have them. Text that a spreadsheet would take for a formula (it begins with {@code = + - @}, tab or return) is
 * written with an apostrophe before it: tags are written by customers and opened by the operator's finance team.
 */
public final class CsvRenderer implements TableRenderer {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    @Override
    public void render(ReportTable table, Appendable out) throws IOException {
        CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
        printer.printRecord(table.columns().stream().map(Column::name));
        for (List<Cell> row : table.rows()) {
            List<String> fields = new ArrayList<>(row.size());
            for (int c = 0; c < row.size(); c++) {
                String field = NumberText.exact(table.columns().get(c), row.get(c));
                fields.add(row.get(c) instanceof Cell.Text ? harmless(field) : field);
            }
            printer.printRecord(fields);
        }
        printer.flush();
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
