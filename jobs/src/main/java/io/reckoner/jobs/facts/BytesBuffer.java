package io.reckoner.jobs.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/** A column of texts that differ from row to row: ids. An empty text in an optional column is null. */
final class BytesBuffer extends ColumnBuffer {
    private final ByteSink bytes = new ByteSink();
    private int[] ends = new int[0];

    BytesBuffer(FactColumn column) {
        super(column);
    }

    /** Adds {@code text[starts[row] .. ends[row])} for each {@code row = rows[i]}, {@code from <= i < to}. */
    void append(byte[] text, int[] starts, int[] textEnds, int[] rows, int from, int to) {
        if (size + to - from > ends.length) {
            ends = Arrays.copyOf(ends, capacity(size + to - from));
        }
        for (int i = from; i < to; i++) {
            int row = rows[i];
            bytes.write(text, starts[row], textEnds[row] - starts[row]);
            ends[size++] = bytes.size();
        }
    }

    /** The text of a row. */
    String text(int row) {
        int start = row == 0 ? 0 : ends[row - 1];
        return new String(bytes.bytes(), start, ends[row] - start, StandardCharsets.UTF_8);
    }

    @Override
    void clear() {
        size = 0;
        bytes.clear();
    }

    @Override
    void write(RowGroupWriter out) throws IOException {
        ChunkBuilder builder = out.builder();
        builder.clear();
        long[] prefixes = out.scratch().longs(2 * size);
        int[] levels = out.scratch().levels(size);
        int count = 0;
        byte[] data = bytes.bytes();
        ByteSink suffixes = out.scratch().sink();
        suffixes.clear();
        int previous = 0;
        int previousEnd = 0;
        int start = 0;
        for (int row = 0; row < size; row++) {
            int end = ends[row];
            levels[row] = end > start ? 1 : 0;
            if (end > start || !column.isOptional()) {
                int shared = Arrays.mismatch(data, previous, previousEnd, data, start, end);
                int prefix = shared < 0 ? end - start : shared;
                prefixes[count] = prefix;
                prefixes[size + count] = (long) end - start - prefix;
                suffixes.write(data, start + prefix, end - start - prefix);
                count++;
                previous = start;
                previousEnd = end;
            }
            start = end;
        }
        if (column.isOptional()) {
            Levels.writeOrRepeat(levels, size, count, builder.data);
        }
        if (count == 0) {
            out.write(builder.plain(size, Encoding.PLAIN, null));
            return;
        }
        ValueEncodings.delta(prefixes, 0, count, builder.data);
        ValueEncodings.delta(prefixes, size, count, builder.data);
        builder.data.write(suffixes.bytes(), 0, suffixes.size());
        out.write(builder.plain(size, Encoding.DELTA_BYTE_ARRAY, null));
    }
}
