package io.reckoner.jobs.facts;

import java.util.List;

/** The rows of a file that are not written yet, column by column. */
final class RowGroup {
    private final List<ColumnBuffer> columns =
            FactSchema.COLUMNS.stream().map(RowGroup::buffer).toList();

    private static ColumnBuffer buffer(FactColumn column) {
        return switch (column.type()) {
            case ID -> new BytesBuffer(column);
            case TEXT -> new TextBuffer(column);
            case INTEGER, BIGINT, MONEY, SECONDS, INSTANT -> new LongBuffer(column);
            case BOOLEAN -> new FlagBuffer(column);
            case TAGS -> new TagsBuffer(column);
        };
    }

    /** One buffer for each column of {@link FactSchema#COLUMNS}. */
    List<ColumnBuffer> columns() {
        return columns;
    }

    int rows() {
        return columns.getFirst().size;
    }

    void clear() {
        columns.forEach(ColumnBuffer::clear);
    }

    LongBuffer numbers(String name) {
        return (LongBuffer) columns.get(FactSchema.index(name));
    }

    TextBuffer names(String name) {
        return (TextBuffer) columns.get(FactSchema.index(name));
    }

    BytesBuffer ids() {
        return (BytesBuffer) columns.get(FactSchema.index("event_id"));
    }
}
