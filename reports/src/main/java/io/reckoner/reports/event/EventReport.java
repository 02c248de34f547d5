package io.reckoner.reports.event;

import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Lists the single events that an {@link EventRequest} asks for. */
public final class EventReport {
    private static final List<Column> COLUMNS = List.of(
            Column.text("event", "Event"),
            Column.instant("time", "Time"),
            Column.text("account", "Account"),
            Column.text("key", "Key"),
            Column.text("provider", "Provider"),
            Column.text("model", "Model"),
            Column.text("outcome", "Outcome"),
            Column.money("charge", "Charge"),
            Column.money("shortfall", "Shortfall"),
            Column.money("over_run", "Over-run"),
            Column.text("late", "Late"),
            Column.text("source", "Source"),
            Column.count("run", "Run"));

    private EventReport() {}

    /**
     * A row for each event by (time, account, id), one row for those beyond the limit, the total over all, and as of
     * which watermark it is. Usage of subscription keys is among them.
     *
     * @param session open over at least the files of {@link EventRequest#scope()}
     */
    public static ReportTable table(FactsSession session, EventRequest request, RunStanding standing) {
        EventQuery query = new EventQuery(request);
        List<ListedEvent> events = query.events(session);
        EventSums total = query.sums(session);
        ReportTable.Builder table = ReportTable.titled(request.mark().title())
                .subtitle(subtitle(request))
                .columns(COLUMNS);
        events.forEach(event -> table.row(cells(event)));
        EventSums others = total.without(events);
        if (others.events() > 0) {
            table.row(cells("others (" + others.events() + ")", others));
        }
        return table.total(cells("Total", total))
                .footnote(count(total.events()))
                .footnote(standing.asOf(request.to()))
                .build();
    }

    private static List<Cell> cells(ListedEvent event) {
        return List.of(
                Cell.of(event.id()),
                Cell.of(event.at()),
                Cell.of(event.account()),
                Cell.of(event.key()),
                Cell.of(event.provider()),
                Cell.of(event.model()),
                Cell.of(event.outcome()),
                Cell.of(event.charge()),
                Cell.of(event.shortfall()),
                Cell.of(event.overRun()),
                Cell.of(event.late() ? "yes" : "no"),
                Cell.of(event.source()),
                Cell.of(event.run()));
    }

    /** A word in the first column, the sums in theirs, nothing in the others. */
    private static List<Cell> cells(String word, EventSums sums) {
        return COLUMNS.stream()
                .map(column -> switch (column.name()) {
                    case "event" -> Cell.of(word);
                    case "charge" -> Cell.of(sums.charge());
                    case "shortfall" -> Cell.of(sums.shortfall());
                    case "over_run" -> Cell.of(sums.overRun());
                    default -> Cell.blank();
                })
                .toList();
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
