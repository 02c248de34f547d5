package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import java.util.List;

/** What a kind of file says of itself, beside what is stated about it. */
interface RowMeaning {
    /** What is wrong with the names of its columns. */
    List<Misfit> misfits(List<String> heading);

    /** Whether each row is the sum of a day; known when the heading was read. */
    default boolean isDaily() {
        return false;
    }

    /** The row with what its cells hold inside. */
    default Cells opened(Cells row) {
        return row;
    }

    /** What the row itself says of a member for which nothing is stated; empty where it says nothing. */
    String raw(MappedField field, Cells row);

    /** A member for which the mapping has no word of ours. */
    default String unmapped(MappedField field, String raw, Cells row) {
        return raw;
    }

    /**
     * Writes time, counts, cost and how the request ended.
     *
     * @return false where the row is nobody's usage: it is counted as blank
     * @throws RowFault where it cannot be used
     */
    boolean write(Cells row, Terms terms, EventText event);
}
