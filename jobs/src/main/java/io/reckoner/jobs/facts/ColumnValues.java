package io.reckoner.jobs.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of a row group as read back from a file, in the shape in which {@link ColumnBuffer}s take values. */
sealed interface ColumnValues {
    /**
     * Numbers; absent ones as {@code EventBlock.ABSENT}.
     *
     * @param values null where every row has the same
     * @param same the value of every row; without meaning otherwise
     */
    record Numbers(long @Nullable [] values, long same) implements ColumnValues {
        long value(int row) {
            return values == null ? same : values[row];
        }
    }

    record Flags(boolean[] values) implements ColumnValues {}

    /**
     * Names, or sets of tags as {@code key NUL value NUL} for each tag.
     *
     * @param numbers places in {@code texts}, negative for null
     */
    record Names(int[] numbers, List<String> texts) implements ColumnValues {}

    /** Ids: {@code bytes[starts[row] .. ends[row])}, empty for null. */
    record Ids(byte[] bytes, int[] starts, int[] ends) implements ColumnValues {}
}
