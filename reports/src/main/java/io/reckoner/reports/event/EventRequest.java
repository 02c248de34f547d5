package io.reckoner.reports.event;

import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.table.RowOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question for {@link EventReport}.
 *
 * @param first first UTC day of the events' own time
 * @param last last UTC day, inclusive
 * @param accounts the accounts asked for; empty means all
 * @param keys the keys asked for; empty means all
 * @param order null: times rise, then accounts and ids
 * @param limit most events to list; what is beyond is summed in one row "others"
 */
public record EventRequest(
        EventMark mark,
        LocalDate first,
        LocalDate last,
        Set<String> accounts,
        Set<String> keys,
        @Nullable RowOrder order,
        int limit) {
    public EventRequest {
        accounts = Set.copyOf(accounts);
        keys = Set.copyOf(keys);
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the range ends on " + last + " before it begins on " + first);
        }
        if (order != null) {
            EventColumn.known(order.column());
        }
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
    }

    /** The facts it concerns. */
    public FactScope scope() {
        return new FactScope(from(), to(), accounts);
    }

    Instant from() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** End, exclusive. */
    Instant to() {
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
