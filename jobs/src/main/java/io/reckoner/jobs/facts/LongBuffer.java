package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** A column of numbers: counts, money, instants. {@link EventBlock#ABSENT} is null. */
final class LongBuffer extends ColumnBuffer {
    private static final long ABSENT = EventBlock.ABSENT;

    /** What eighteen decimal digits hold. */
    private static final long DECIMAL_LIMIT = 999_999_999_999_999_999L;

    private long[] values = new long[0];
    private boolean constant = true;
    private long first;

    LongBuffer(FactColumn column) {
        super(column);
    }

    boolean isConstant() {
        return constant;
    }

    /** The value of a row. */
    long value(int row) {
        return constant ? first : values[row];
    }

    /** Adds {@code source[rows[i]]} for {@code from <= i < to}; without a source, zeroes. */
    void append(long @Nullable [] source, int[] rows, int from, int to) {
        int count = to - from;
        if (count == 0) {
            return;
        }
        if (source == null) {
            appendConstant(0, count);
            return;
        }
        if (constant) {
            if (size == 0) {
                first = source[rows[from]];
            }
            int at = from;
            while (at < to && source[rows[at]] == first) {
                at++;
            }
            if (at == to) {
                size += count;
                return;
            }
            materialize();
        }
        reserve(count);
        if (areAdjacent(rows, from, to)) {
            System.arraycopy(source, rows[from], values, size, count);
        } else {
            for (int i = from; i < to; i++) {
                values[size + i - from] = source[rows[i]];
            }
        }
        size += count;
    }

    void appendConstant(long value, int count) {
        if (constant && (size == 0 || value == first)) {
            first = value;
            size += count;
            return;
        }
        if (constant) {
            materialize();
        }
        reserve(count);
        Arrays.fill(values, size, size + count, value);
        size += count;
    }

    private void materialize() {
        constant = false;
        reserve(0);
        Arrays.fill(values, 0, size, first);
    }

    private void reserve(int more) {
        if (size + more > values.length) {
            values = Arrays.copyOf(values, capacity(size + more));
        }
    }

    @Override
    void clear() {
        size = 0;
        constant = true;
        first = 0;
    }

    /** Whether both columns would be the same bytes. */
    boolean isTwin(LongBuffer other) {
        return !constant
                && !other.constant
                && size == other.size
                && column.presence() == other.column.presence()
                && column.pruning() == other.column.pruning()
                && ParquetSchema.physical(column.type()) == ParquetSchema.physical(other.column.type())
                && Arrays.equals(values, 0, size, other.values, 0, size);
    }

    @Override
    void write(RowGroupWriter out) throws IOException {
        if (constant) {
            out.write(first == ABSENT ? nothing(out.builder()) : repeated(out.builder()));
        } else {
            out.writeOnce(this, () -> varied(out.builder(), out.scratch()));
        }
    }

    private Chunk nothing(ChunkBuilder builder) throws IOException {
        builder.clear();
        Levels.repeat(0, size, builder.data);
        return builder.plain(size, Encoding.PLAIN, statistics(0, 0, size));
    }

    private Chunk repeated(ChunkBuilder builder) throws IOException {
        checkRange(first, first);
        builder.clear();
        if (column.isOptional()) {
            Levels.repeat(1, size, builder.data);
        }
        putEntry(first, builder.dictionary);
        builder.data.write(0);
        ValueEncodings.repeat(0, size, 0, builder.data);
        return builder.withDictionary(1, size, statistics(first, first, 0));
    }

    private Chunk varied(ChunkBuilder builder, Scratch scratch) throws IOException {
        builder.clear();
        long[] present = values;
        int count = size;
        if (column.isOptional()) {
            present = scratch.longs(size);
            count = Levels.compact(values, size, ABSENT, present, scratch.levels(size), builder.data);
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, present[i]);
            greatest = Math.max(greatest, present[i]);
        }
        checkRange(least, greatest);
        Statistics statistics = statistics(least, greatest, size - count);
        int[] codes = scratch.ints(count);
        int entries = scratch.smallDictionary().encode(present, count, codes);
        if (entries == SmallDictionary.TOO_MANY) {
            ValueEncodings.delta(present, 0, count, builder.data);
            return builder.plain(size, Encoding.DELTA_BINARY_PACKED, statistics);
        }
        for (int i = 0; i < entries; i++) {
            putEntry(scratch.smallDictionary().entry(i), builder.dictionary);
        }
        int width = ValueEncodings.width(entries - 1);
        builder.data.write(width);
        ValueEncodings.hybrid(codes, count, width, builder.data);
        return builder.withDictionary(entries, size, statistics);
    }

    private void putEntry(long value, ByteSink dictionary) {
        if (ParquetSchema.physical(column.type()) == Type.INT32) {
            dictionary.writeInt(Math.toIntExact(value));
        } else {
            dictionary.writeLong(value);
        }
    }

    private @Nullable Statistics statistics(long least, long greatest, int nulls) {
        if (column.pruning() == FactColumn.Pruning.NONE) {
            return null;
        }
        ByteSink bytes = new ByteSink();
        bytes.writeLong(least);
        byte[] min = bytes.copy();
        bytes.clear();
        bytes.writeLong(greatest);
        return new Statistics().setNull_count(nulls).setMin_value(min).setMax_value(bytes.copy());
    }

    /** @throws RowGroupWriter.OutOfRange with the first row that does not fit */
    private void checkRange(long least, long greatest) {
        boolean isDecimal = column.type() == FactType.MONEY || column.type() == FactType.SECONDS;
        if (!isDecimal || least >= -DECIMAL_LIMIT && greatest <= DECIMAL_LIMIT) {
            return;
        }
        for (int row = 0; row < size; row++) {
            long value = value(row);
            if (value != ABSENT && (value > DECIMAL_LIMIT || value < -DECIMAL_LIMIT)) {
                throw new RowGroupWriter.OutOfRange(column, row, value);
            }
        }
    }
}
