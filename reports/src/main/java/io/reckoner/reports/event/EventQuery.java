package io.reckoner.reports.event;

import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.TotalShares;
import io.reckoner.reports.table.RowOrder;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an {@link EventRequest} to DuckDB. */
final class EventQuery {
    private static final String EVENTS =
            """
            SELECT event_id, ts, account, key, provider, model, outcome, charge, shortfall, over_run, late, source_file,
                   source_line, run
            FROM facts
            """;

    private static final String SUMS =
            """
            SELECT count(*) AS events,
                   coalesce(sum(charge), 0) AS charge,
                   coalesce(sum(shortfall), 0) AS shortfall,
                   coalesce(sum(over_run), 0) AS over_run,
                   count(*) FILTER (late) AS events_late,
                   coalesce(sum(charge) FILTER (late), 0) AS charge_late,
                   count(*) FILTER (usage_source = 'estimated') AS events_estimated,
                   coalesce(sum(charge) FILTER (usage_source = 'estimated'), 0) AS charge_estimated
            FROM facts
            """;

    private final EventRequest request;

    EventQuery(EventRequest request) {
        this.request = request;
    }

    /** At most as many events as the limit allows, in the order asked for; else, and among equals, by time, account and id. */
    List<ListedEvent> events(FactsSession session) {
        List<@Nullable Object> values = new ArrayList<>();
        String sql = EVENTS + where(values) + " ORDER BY " + asked() + "ts, account, event_id LIMIT ?";
        values.add(request.limit());
        return session.list(new FactsQuery(sql, values), EventQuery::event);
    }

    /** Over all of them, whatever the limit. */
    EventTotal total(FactsSession session) {
        List<@Nullable Object> values = new ArrayList<>();
        String sql = SUMS + where(values);
        return session.list(new FactsQuery(sql, values), EventQuery::total).getFirst();
    }

    private String where(List<@Nullable Object> values) {
        StringBuilder sql = new StringBuilder("WHERE row_kind = 'usage' AND ts >= ? AND ts < ? AND ");
        values.add(request.from().atOffset(ZoneOffset.UTC));
        values.add(request.to().atOffset(ZoneOffset.UTC));
        sql.append(marked());
        oneOf(sql, values, "account", request.accounts());
        oneOf(sql, values, "key", request.keys());
        return sql.toString();
    }

    /** What is not known comes last either way. */
    private String asked() {
        RowOrder order = request.order();
        if (order == null) {
            return "";
        }
        String direction =
                switch (order.direction()) {
                    case ASCENDING -> " ASC NULLS LAST, ";
                    case DESCENDING -> " DESC NULLS LAST, ";
                };
        return EventColumn.known(order.column()).facts().stream()
                .map(fact -> fact + direction)
                .collect(Collectors.joining());
    }

    private String marked() {
        return switch (request.mark()) {
            case LOST -> "outcome = 'lost'";
            case OVER_RUN -> "over_run > 0";
            case SHORTFALL -> "shortfall > 0";
            case LATE -> "late";
            case ESTIMATED -> "usage_source = 'estimated'";
        };
    }

    private static void oneOf(
            StringBuilder sql, List<@Nullable Object> values, String column, Collection<String> allowed) {
        if (!allowed.isEmpty()) {
            sql.append(" AND ").append(column).append(" IN (");
            sql.append("?, ".repeat(allowed.size() - 1)).append("?)");
            values.addAll(new TreeSet<>(allowed));
        }
    }

    private static ListedEvent event(ResultSet row) throws SQLException {
        return new ListedEvent(
                row.getString("event_id"),
                row.getObject("ts", OffsetDateTime.class).toInstant(),
                row.getString("account"),
                row.getString("key"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("outcome"),
                row.getBigDecimal("charge"),
                row.getBigDecimal("shortfall"),
                row.getBigDecimal("over_run"),
                row.getBoolean("late"),
                row.getString("source_file") + ":" + row.getLong("source_line"),
                row.getLong("run"));
    }

    private static EventTotal total(ResultSet row) throws SQLException {
        return new EventTotal(
                new EventSums(
                        row.getLong("events"),
                        row.getBigDecimal("charge"),
                        row.getBigDecimal("shortfall"),
                        row.getBigDecimal("over_run")),
                new TotalShares(
                        "event",
                        part(row, "events", "charge"),
                        part(row, "events_late", "charge_late"),
                        part(row, "events_estimated", "charge_estimated")));
    }

    private static TotalShares.Part part(ResultSet row, String count, String charge) throws SQLException {
        return new TotalShares.Part(BigDecimal.valueOf(row.getLong(count)), row.getBigDecimal(charge));
    }
}
