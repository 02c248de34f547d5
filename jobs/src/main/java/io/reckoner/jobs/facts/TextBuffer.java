package io.reckoner.jobs.facts;

import java.io.IOException;
import java.util.function.IntFunction;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/** A column of names that repeat: accounts, models, plans. Always stored through a dictionary. */
final class TextBuffer extends ColumnBuffer {
    private final Codes codes = new Codes();

    TextBuffer(FactColumn column) {
        super(column);
    }

    /** A numbering by which texts will be appended. */
    Codes.Numbering numbering(IntFunction<String> texts) {
        return codes.numbering(texts);
    }

    void append(Codes.Numbering numbering, int[] numbers, int[] rows, int from, int to) {
        codes.append(numbering, numbers, rows, from, to);
        size += to - from;
    }

    void appendConstant(@Nullable String text, int count) {
        codes.appendConstant(text == null ? Codes.NULL : codes.dictionary().code(text), count);
        size += count;
    }

    TextDictionary dictionary() {
        return codes.dictionary();
    }

    @Override
    void clear() {
        size = 0;
        codes.clear();
    }

    @Override
    void write(RowGroupWriter out) throws IOException {
        ChunkBuilder builder = out.builder();
        builder.clear();
        if (codes.dictionary().size() == 0) {
            Levels.repeat(0, size, builder.data);
            out.write(builder.plain(size, Encoding.PLAIN, null));
            return;
        }
        codes.dictionary().write(builder.dictionary);
        int width = ValueEncodings.width(codes.dictionary().size() - 1);
        if (codes.isConstant()) {
            if (column.isOptional()) {
                Levels.repeat(1, size, builder.data);
            }
            builder.data.write(width);
            ValueEncodings.repeat(0, size, width, builder.data);
            out.write(builder.withDictionary(1, size, statistics(0)));
            return;
        }
        int[] present = codes.array();
        int count = size;
        if (column.isOptional()) {
            present = out.scratch().ints(size);
            count = Levels.compact(codes.array(), size, present, out.scratch().levels(size), builder.data);
        }
        builder.data.write(width);
        ValueEncodings.hybrid(present, count, width, builder.data);
        out.write(builder.withDictionary(codes.dictionary().size(), size, statistics(size - count)));
    }

    private @Nullable Statistics statistics(int nulls) {
        if (column.pruning() == FactColumn.Pruning.NONE) {
            return null;
        }
        return new Statistics()
                .setNull_count(nulls)
                .setMin_value(codes.dictionary().least())
                .setMax_value(codes.dictionary().greatest());
    }
}
