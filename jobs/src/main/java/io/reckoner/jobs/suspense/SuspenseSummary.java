package io.reckoner.jobs.suspense;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Suspense added up: a row for each group and state, most lines first. Age counts from the watermark of the run that set
 * the oldest line aside to the last watermark: what was set aside by the last run is of age 0, whatever the clock says.
 *
 * <p>Names come from lines that anybody may have written: of groups by name the first {@value #MOST_NAMES} are told
 * apart, so that a flood of names cannot fill the memory.
 */
final class SuspenseSummary {
    static final int MOST_NAMES = 10_000;

    private static final List<Cell> OTHERS = List.of(Cell.of("(others)"));

    private record Key(List<Cell> group, String state) {}

    private record Place(String file, long line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    private static final class Sum {
        private final Place first;
        private Place last;
        private Instant since;
        private long lines;
        private BigInteger tokens = BigInteger.ZERO;

        Sum(Place first, Instant since) {
            this.first = first;
            this.last = first;
            this.since = since;
        }

        /** Items overlap within a file: the one that begins later may end before. */
        void reach(Place place) {
            if (!place.file.equals(last.file) || place.line > last.line) {
                last = place;
            }
        }
    }

    private final SuspenseGrouping by;
    private final Instant watermark;
    private final Map<Key, Sum> sums = new LinkedHashMap<>();
    private long lines;
    private BigInteger tokens = BigInteger.ZERO;

    SuspenseSummary(SuspenseGrouping by, Instant watermark) {
        this.by = by;
        this.watermark = watermark;
    }

    /** Adds a whole item. Items come in order of place. */
    void add(SuspenseTable.Item item) {
        add(item, NamedInLine.NOTHING, item.firstLine(), item.lines(), item.tokens());
        sum(item, NamedInLine.NOTHING, item.firstLine()).reach(new Place(item.file(), item.lastLine()));
    }

    /** Adds lines of an item that give the same names, from a line on. */
    void add(SuspenseTable.Item item, NamedInLine named, long line, long count, BigInteger moreTokens) {
        Sum sum = sum(item, named, line);
        sum.reach(new Place(item.file(), line));
        sum.since = item.since().isBefore(sum.since) ? item.since() : sum.since;
        sum.lines += count;
        sum.tokens = sum.tokens.add(moreTokens);
        lines += count;
        tokens = tokens.add(moreTokens);
    }

    private Sum sum(SuspenseTable.Item item, NamedInLine named, long line) {
        Key key = new Key(by.key(item, named), item.stateCode());
        if (by.isOfLines() && sums.size() >= MOST_NAMES && !sums.containsKey(key)) {
            key = new Key(OTHERS, item.stateCode());
        }
        return sums.computeIfAbsent(key, first -> new Sum(new Place(item.file(), line), item.since()));
    }

    ReportTable.Builder table() {
        List<Column> columns = new ArrayList<>(by.columns);
        columns.addAll(List.of(
                Column.text("state", "State"),
                Column.count("lines", "Lines"),
                Column.count("tokens", "Tokens"),
                Column.age("age_hours", "Age"),
                Column.text("first", "First"),
                Column.text("last", "Last")));
        ReportTable.Builder table = ReportTable.titled("Suspense")
                .subtitle("by " + by.name().toLowerCase(Locale.ROOT) + ", as of watermark " + watermark)
                .columns(columns);
        rows().forEach(row -> addRow(table, row.getKey(), row.getValue()));
        if (sums.size() > 1) {
            addTotal(table);
        }
        return table;
    }

    private List<Map.Entry<Key, Sum>> rows() {
        List<Map.Entry<Key, Sum>> rows = new ArrayList<>(sums.entrySet());
        if (by != SuspenseGrouping.ITEM) {
            rows.sort(Comparator.comparing(row -> -row.getValue().lines));
        }
        return rows;
    }

    private void addRow(ReportTable.Builder table, Key key, Sum sum) {
        List<Cell> row = new ArrayList<>(key.group());
        row.add(Cell.of(key.state().replace('_', ' ')));
        row.add(Cell.of(sum.lines));
        row.add(Cell.of(sum.tokens));
        row.add(Cell.of(Duration.between(sum.since, watermark).toHours()));
        row.add(Cell.of(sum.first.toString()));
        row.add(last(sum));
        table.row(row);
    }

    /** Blank where it is the first; {@code :87} in the same file, so that narrow terminals show it whole. */
    private static Cell last(Sum sum) {
        if (sum.last.equals(sum.first)) {
            return Cell.blank();
        }
        return Cell.of(sum.last.file.equals(sum.first.file) ? ":" + sum.last.line : sum.last.toString());
    }

    private void addTotal(ReportTable.Builder table) {
        List<Cell> total = new ArrayList<>(Collections.nCopies(by.columns.size(), Cell.blank()));
        int named = by == SuspenseGrouping.ITEM ? 1 : 0;
        total.set(named, Cell.of("total"));
        total.addAll(List.of(Cell.blank(), Cell.of(lines), Cell.of(tokens), Cell.blank(), Cell.blank(), Cell.blank()));
        table.total(total.toArray(new Cell[0]));
    }
}
