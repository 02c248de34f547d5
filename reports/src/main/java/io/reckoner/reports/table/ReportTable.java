package io.reckoner.reports.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A finished table: typed columns, rows, the total, and the notes that belong under it.
 *
 * @param title what is shown
 * @param subtitle range, zone, filters; may be empty
 * @param total the row under the line, or empty where nothing is summed
 * @param footnotes sentences
 */
public record ReportTable(
        String title,
        String subtitle,
        List<Column> columns,
        List<List<Cell>> rows,
        List<Cell> total,
        List<String> footnotes) {

    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        total = List.copyOf(total);
        footnotes = List.copyOf(footnotes);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns are named " + column.name());
            }
        }
        for (List<Cell> row : rows) {
            check(columns, row);
        }
        if (!total.isEmpty()) {
            check(columns, total);
        }
    }

    private static void check(List<Column> columns, List<Cell> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row has %d cells for %d columns".formatted(row.size(), columns.size()));
        }
        for (int i = 0; i < row.size(); i++) {
            if (!row.get(i).fits(columns.get(i).type())) {
                throw new IllegalArgumentException("column %s (%s) cannot hold %s"
                        .formatted(columns.get(i).name(), columns.get(i).type(), row.get(i)));
            }
        }
    }

    /** Starts a table. */
    public static Builder titled(String title) {
        return new Builder(title);
    }

    /** Gathers the parts of a table. */
    public static final class Builder {
        private final String title;
        private String subtitle = "";
        private List<Column> columns = List.of();
        private final List<List<Cell>> rows = new ArrayList<>();
        private List<Cell> total = List.of();
        private final List<String> footnotes = new ArrayList<>();

        private Builder(String title) {
            this.title = title;
        }

        public Builder subtitle(String text) {
            subtitle = text;
            return this;
        }

        public Builder columns(Column... all) {
            return columns(List.of(all));
        }

        public Builder columns(List<Column> all) {
            columns = all;
            return this;
        }

        public Builder row(Cell... cells) {
            return row(List.of(cells));
        }

        public Builder row(List<Cell> cells) {
            rows.add(cells);
            return this;
        }

        public Builder total(Cell... cells) {
            return total(List.of(cells));
        }

        public Builder total(List<Cell> cells) {
            total = cells;
            return this;
        }

        public Builder footnote(String sentence) {
            footnotes.add(sentence);
            return this;
        }

        public ReportTable build() {
            return new ReportTable(title, subtitle, columns, rows, total, footnotes);
        }
    }
}
