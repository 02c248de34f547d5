package io.reckoner.jobs.suspense;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import java.util.List;

/** By what suspense is summed. What suspense itself does not keep is read from the lines. */
enum SuspenseGrouping {
    REASON(Column.text("reason", "Reason")),
    DETAIL(Column.text("reason", "Reason"), Column.text("detail", "Detail")),
    ITEM(Column.count("id", "Id"), Column.text("reason", "Reason"), Column.text("detail", "Detail")),
    SEGMENT(Column.text("file", "File")),
    ACCOUNT(Column.text("account", "Account")),
    MODEL(Column.text("model", "Model")),
    PROVIDER(Column.text("provider", "Provider"));

    final List<Column> columns;

    SuspenseGrouping(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Whether the lines of an item may belong to different groups. */
    boolean isOfLines() {
        return switch (this) {
            case REASON, DETAIL, ITEM, SEGMENT -> false;
            case ACCOUNT, MODEL, PROVIDER -> true;
        };
    }

    /** The group that an item or a line of it belongs to. */
    List<Cell> key(SuspenseTable.Item item, NamedInLine named) {
        Cell reason = Cell.of(item.reason().code());
        Cell detail = Cell.of(SafeText.of(item.detail()));
        return switch (this) {
            case REASON -> List.of(reason);
            case DETAIL -> List.of(reason, detail);
            case ITEM -> List.of(Cell.of(item.id()), reason, detail);
            case SEGMENT -> List.of(Cell.of(item.file()));
            case ACCOUNT -> List.of(name(named.account()));
            case MODEL -> List.of(name(named.model()));
            case PROVIDER -> List.of(name(named.provider()));
        };
    }

    private static Cell name(String name) {
        return name.isEmpty() ? Cell.none() : Cell.of(SafeText.of(name));
    }
}
