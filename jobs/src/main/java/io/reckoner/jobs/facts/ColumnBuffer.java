package io.reckoner.jobs.facts;

import java.io.IOException;

/**
 * One column of the row group in the making. Values are put in by arrays and selected rows, which ascend; a column that holds the same
 * value in every row so far costs a comparison a row and no memory.
 */
abstract sealed class ColumnBuffer permits LongBuffer, FlagBuffer, TextBuffer, BytesBuffer, TagsBuffer {
    final FactColumn column;

    /** Rows held. */
    int size;

    ColumnBuffer(FactColumn column) {
        this.column = column;
    }

    /** Writes the column's chunks to the file. */
    abstract void write(RowGroupWriter out) throws IOException;

    /** Empties the buffer for the next row group. */
    abstract void clear();

    /** Whether the selected rows {@code from .. to-1}, which ascend, lie side by side in the source. */
    static boolean areAdjacent(int[] rows, int from, int to) {
        return rows[to - 1] - rows[from] == to - 1 - from;
    }

    /** Grows by doubling, so that days with few rows stay small. */
    static int capacity(int needed) {
        return Math.max(256, Integer.highestOneBit(Math.max(1, needed - 1)) << 1);
    }
}
