package io.reckoner.reports.event;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of a listed event, in order. */
public enum EventColumn {
    EVENT(Column.text("event", "Event"), "event_id"),
    TIME(Column.instant("time", "Time"), "ts"),
    ACCOUNT(Column.text("account", "Account"), "account"),
    KEY(Column.text("key", "Key"), "key"),
    PROVIDER(Column.text("provider", "Provider"), "provider"),
    MODEL(Column.text("model", "Model"), "model"),
    OUTCOME(Column.text("outcome", "Outcome"), "outcome"),
    CHARGE(Column.money("charge", "Charge"), "charge"),
    SHORTFALL(Column.money("shortfall", "Shortfall"), "shortfall"),
    OVER_RUN(Column.money("over_run", "Over-run"), "over_run"),
    LATE(Column.text("late", "Late"), "late"),
    SOURCE(Column.text("source", "Source"), "source_file", "source_line"),
    RUN(Column.count("run", "Run"), "run");

    private final Column column;
    private final List<String> facts;

    EventColumn(Column column, String... facts) {
        this.column = column;
        this.facts = List.of(facts);
    }

    Column column() {
        return column;
    }

    /** The columns of the facts it is made of. */
    List<String> facts() {
        return facts;
    }

    /** Whether a column of this name holds figures. */
    public static boolean isFigure(String name) {
        return named(name)
                .filter(column -> switch (column) {
                    case CHARGE, SHORTFALL, OVER_RUN, RUN -> true;
                    case EVENT, TIME, ACCOUNT, KEY, PROVIDER, MODEL, OUTCOME, LATE, SOURCE -> false;
                })
                .isPresent();
    }

    static Optional<EventColumn> named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.column.name().equals(name))
                .findFirst();
    }

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException for an unknown name, naming the known ones
     */
    static EventColumn known(String name) {
        return named(name)
                .orElseThrow(() -> new IllegalArgumentException("cannot sort by \"" + name + "\"; the columns are "
                        + Arrays.stream(values())
                                .map(column -> column.column.name())
                                .collect(Collectors.joining(", "))));
    }

    Cell of(ListedEvent event) {
        return switch (this) {
            case EVENT -> Cell.of(event.id());
            case TIME -> Cell.of(event.at());
            case ACCOUNT -> Cell.of(event.account());
            case KEY -> Cell.of(event.key());
            case PROVIDER -> Cell.of(event.provider());
            case MODEL -> Cell.of(event.model());
            case OUTCOME -> Cell.of(event.outcome());
            case CHARGE -> Cell.of(event.charge());
            case SHORTFALL -> Cell.of(event.shortfall());
            case OVER_RUN -> Cell.of(event.overRun());
            case LATE -> Cell.of(event.late() ? "yes" : "no");
            case SOURCE -> Cell.of(event.source());
            case RUN -> Cell.of(event.run());
        };
    }

    /** A word in the first column, sums in theirs, nothing in the others. */
    Cell of(String word, EventSums sums) {
        return switch (this) {
            case EVENT -> Cell.of(word);
            case CHARGE -> Cell.of(sums.charge());
            case SHORTFALL -> Cell.of(sums.shortfall());
            case OVER_RUN -> Cell.of(sums.overRun());
            case TIME, ACCOUNT, KEY, PROVIDER, MODEL, OUTCOME, LATE, SOURCE, RUN -> Cell.blank();
        };
    }
}
