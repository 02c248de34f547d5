package io.reckoner.reports.cost;

import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import io.reckoner.reports.table.RowOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers a {@link CostRequest}. */
public final class CostReport {
    /** Sums that the notes under every report need. */
    private static final Set<CostSum> FOR_NOTES = EnumSet.of(
            CostSum.REQUESTS,
            CostSum.CHARGE,
            CostSum.COST_UNKNOWN,
            CostSum.REQUESTS_LATE,
            CostSum.CHARGE_LATE,
            CostSum.REQUESTS_ESTIMATED,
            CostSum.CHARGE_ESTIMATED);

    private CostReport() {}

    /**
     * The table of a request: a row for each group, the total, and notes that say as of which watermark it is, and how
     * much of it came late, is estimated, or is still set aside.
     *
     * @param session open over at least the files of {@link CostRequest#scope()}
     */
    public static ReportTable table(FactsSession session, CostRequest request, RunStanding standing) {
        TopGroups groups = new TopGroups(GroupOrder.of(request), request.limit());
        new CostQuery(request, sums(request)).forEach(session, groups::add);
        KeyText keyText = new KeyText(request);
        ReportTable.Builder table = ReportTable.titled(title(request))
                .subtitle(RangeText.of(request))
                .columns(columns(request));
        if (request.by().isEmpty()) {
            table.row(cells(request, List.of(), groups.total(), groups.total()));
            CostNotes.of(request, groups.total(), standing).forEach(table::footnote);
            return table.build();
        }
        for (CostGroup group : groups.groups()) {
            table.row(cells(request, keyText.cells(group), group.sums(), groups.total()));
        }
        if (groups.otherGroups() > 0) {
            table.row(cells(
                    request, label(request, "others (" + groups.otherGroups() + ")"), groups.others(), groups.total()));
        }
        table.total(cells(request, label(request, "Total"), groups.total(), groups.total()));
        CostNotes.of(request, groups.total(), standing).forEach(table::footnote);
        return table.build();
    }

    private static Set<CostSum> sums(CostRequest request) {
        EnumSet<CostSum> sums = EnumSet.copyOf(FOR_NOTES);
        request.metrics().forEach(metric -> sums.addAll(metric.needs()));
        RowOrder order = request.order();
        if (order != null) {
            CostMetric.ALL.stream()
                    .filter(metric -> metric.column().name().equals(order.column()))
                    .forEach(metric -> sums.addAll(metric.needs()));
        }
        return sums;
    }

    private static String title(CostRequest request) {
        return request.by().isEmpty()
                ? "Cost overview"
                : request.by().stream()
                        .map(dimension -> dimension.heading().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" and ", "Cost by ", ""));
    }

    private static List<Column> columns(CostRequest request) {
        List<Column> columns = new ArrayList<>();
        request.by().forEach(dimension -> columns.add(Column.text(dimension.code(), dimension.heading())));
        request.metrics().forEach(metric -> columns.add(metric.column()));
        return columns;
    }

    private static List<Cell> cells(CostRequest request, List<Cell> keys, CostSums sums, CostSums total) {
        List<Cell> cells = new ArrayList<>(keys);
        request.metrics().forEach(metric -> cells.add(metric.of(sums, total)));
        return cells;
    }

    /** A word in the first key column, nothing in the others. */
    private static List<Cell> label(CostRequest request, String word) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < request.by().size(); i++) {
            cells.add(i == 0 ? Cell.of(word) : Cell.blank());
        }
        return cells;
    }
}
