package io.reckoner.jobs.facts;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/** A column of yes and no, in every row. */
final class FlagBuffer extends ColumnBuffer {
    private int[] flags = new int[0];
    private int set;

    FlagBuffer(FactColumn column) {
        super(column);
        if (column.isOptional()) {
            throw new IllegalArgumentException("flag " + column.name() + " must have a value in every row");
        }
    }

    void append(boolean[] source, int[] rows, int from, int to) {
        if (size + to - from > flags.length) {
            flags = Arrays.copyOf(flags, capacity(size + to - from));
        }
        for (int i = from; i < to; i++) {
            int flag = source[rows[i]] ? 1 : 0;
            flags[size++] = flag;
            set += flag;
        }
    }

    @Override
    void clear() {
        size = 0;
        set = 0;
    }

    @Override
    void write(RowGroupWriter out) throws IOException {
        ChunkBuilder builder = out.builder();
        builder.clear();
        if (set == 0 || set == size) {
            Levels.repeat(set == 0 ? 0 : 1, size, builder.data);
        } else {
            Levels.write(flags, size, builder.data);
        }
        out.write(builder.plain(size, Encoding.RLE, null));
    }
}
