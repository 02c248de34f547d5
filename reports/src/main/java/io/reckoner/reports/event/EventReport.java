package io.reckoner.reports.event;

import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Lists the single events that an {@link EventRequest} asks for. */
public final class EventReport {
    private static final List<EventColumn> COLUMNS = List.of(EventColumn.values());

    private EventReport() {}

    /**
     * A row for each event, one row for those beyond the limit, the total over all, as of which watermark it is, and how much
     * of it came late, is estimated, or is still set aside. Usage of subscription keys is among them.
     *
     * @param session open over at least the files of {@link EventRequest#scope()}
     */
    public static ReportTable table(FactsSession session, EventRequest request, RunStanding standing) {
        EventQuery query = new EventQuery(request);
        List<ListedEvent> events = query.events(session);
        EventTotal total = query.total(session);
        ReportTable.Builder table = ReportTable.titled(request.mark().title())
                .subtitle(subtitle(request))
                .columns(COLUMNS.stream().map(EventColumn::column).toList());
        events.forEach(event ->
                table.row(COLUMNS.stream().map(column -> column.of(event)).toList()));
        EventSums others = total.sums().without(events);
        if (others.events() > 0) {
            table.row(cells("others (" + others.events() + ")", others));
        }
        table.total(cells("Total", total.sums())).footnote(count(total.sums().events()));
        total.shares().notes(request.to(), standing).forEach(table::footnote);
        return table.build();
    }

    private static List<Cell> cells(String word, EventSums sums) {
        return COLUMNS.stream().map(column -> column.of(word, sums)).toList();
    }

    private static String count(long events) {
        return Counted.of(events, "event") + ".";
    }

    private static String subtitle(EventRequest request) {
        List<String> parts = new ArrayList<>();
        parts.add((request.first().equals(request.last()) ? "" : request.first() + " to ") + request.last() + " UTC");
        add(parts, "account", request.accounts());
        add(parts, "key", request.keys());
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String word, Collection<String> values) {
        if (!values.isEmpty()) {
            parts.add(word + " " + String.join(" or ", new TreeSet<>(values)));
        }
    }
}
