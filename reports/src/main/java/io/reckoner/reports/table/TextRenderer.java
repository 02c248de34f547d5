package io.reckoner.reports.table;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligned text for people: numbers to the right with thousands separated, one number of decimals in a column, a line
 * above the total.
 *
 * <p>Where the table is wider than the terminal, columns of text are cut short with {@code …}, never below eight signs;
 * a number is never cut or wrapped.
 */
public final class TextRenderer implements TableRenderer {
    private static final int UNBOUNDED = Integer.MAX_VALUE;
    private static final int LEAST_TEXT = 8;
    private static final String GAP = "  ";

    private final int width;

    private TextRenderer(int width) {
        this.width = width;
    }

    /** Text of any width. */
    public static TextRenderer unbounded() {
        return new TextRenderer(UNBOUNDED);
    }

    /** Text for a terminal of this many columns. */
    public static TextRenderer forWidth(int columns) {
        return new TextRenderer(Math.max(columns, LEAST_TEXT));
    }

    @Override
    public void render(ReportTable table, Appendable out) throws IOException {
        out.append(Printable.of(table.title())).append('\n');
        if (!table.subtitle().isEmpty()) {
            out.append(Printable.of(table.subtitle())).append('\n');
        }
        out.append('\n');
        List<List<String>> columns = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            columns.add(lines(table, c));
        }
        int[] widths = widths(table, columns);
        boolean units =
                table.columns().stream().anyMatch(column -> !column.unit().isEmpty());
        int body = units ? 2 : 1;
        for (int line = 0; line < body; line++) {
            line(table, columns, line, widths, out);
        }
        rule(widths, out);
        for (int row = 0; row < table.rows().size(); row++) {
            line(table, columns, 2 + row, widths, out);
        }
        if (!table.total().isEmpty()) {
            rule(widths, out);
            line(table, columns, 2 + table.rows().size(), widths, out);
        }
        if (!table.footnotes().isEmpty()) {
            out.append('\n');
        }
        for (String footnote : table.footnotes()) {
            out.append(Printable.of(footnote)).append('\n');
        }
    }

    /** Heading, unit, then every cell of a column as text. */
    private static List<String> lines(ReportTable table, int index) {
        Column column = table.columns().get(index);
        List<Cell> cells = new ArrayList<>();
        table.rows().forEach(row -> cells.add(row.get(index)));
        if (!table.total().isEmpty()) {
            cells.add(table.total().get(index));
        }
        int decimals = NumberText.decimals(column, cells);
        List<String> lines = new ArrayList<>();
        lines.add(column.heading());
        lines.add(column.unit());
        for (Cell cell : cells) {
            lines.add(NumberText.shown(column, cell, decimals));
        }
        return lines;
    }

    private int[] widths(ReportTable table, List<List<String>> columns) {
        int[] widths = new int[columns.size()];
        int total = -GAP.length();
        for (int c = 0; c < widths.length; c++) {
            widths[c] = columns.get(c).stream().mapToInt(DisplayWidth::of).max().orElse(0);
            total += widths[c] + GAP.length();
        }
        while (total > width) {
            int widest = widestText(table, widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            total--;
        }
        return widths;
    }

    /** The widest column of text that may still give, or -1. */
    private static int widestText(ReportTable table, int[] widths) {
        int widest = -1;
        for (int c = 0; c < widths.length; c++) {
            if (table.columns().get(c).type() == ColumnType.TEXT
                    && widths[c] > LEAST_TEXT
                    && (widest < 0 || widths[c] > widths[widest])) {
                widest = c;
            }
        }
        return widest;
    }

    private static void line(ReportTable table, List<List<String>> columns, int line, int[] widths, Appendable out)
            throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String cell = DisplayWidth.cut(columns.get(c).get(line), widths[c]);
            String pad = " ".repeat(widths[c] - DisplayWidth.of(cell));
            text.append(c == 0 ? "" : GAP);
            text.append(table.columns().get(c).type().isLeft() ? cell + pad : pad + cell);
        }
        out.append(text.toString().stripTrailing()).append('\n');
    }

    private static void rule(int[] widths, Appendable out) throws IOException {
        for (int c = 0; c < widths.length; c++) {
            out.append(c == 0 ? "" : GAP).append("─".repeat(widths[c]));
        }
        out.append('\n');
    }

    /** An amount inside a sentence: {@code money(12345.5, 6)} is {@code 12,345.50}. */
    public static String money(BigDecimal amount, int mostDecimals) {
        return alone(Column.money("amount", "Amount").showing(mostDecimals), amount);
    }

    /** A count inside a sentence: {@code 12,345}. */
    public static String count(BigDecimal value) {
        return NumberText.grouped(value);
    }

    /** A share inside a sentence: 0.125 is {@code 12.5 %}; nothing is {@code – %}. */
    public static String percent(@Nullable BigDecimal share) {
        return alone(Column.share("share", "Share"), share) + " %";
    }

    /** An instant inside a sentence, UTC: {@code 2026-03-01 07:05:00}. */
    public static String instant(Instant value) {
        return NumberText.instant(value);
    }

    private static String alone(Column column, @Nullable BigDecimal value) {
        Cell cell = Cell.of(value);
        return NumberText.shown(column, cell, NumberText.decimals(column, List.of(cell)));
    }
}
