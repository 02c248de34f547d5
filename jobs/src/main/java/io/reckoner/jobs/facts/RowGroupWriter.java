package io.reckoner.jobs.facts;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes row groups into files, one at a time, with the same tools again and again. */
final class RowGroupWriter implements AutoCloseable {
    /** A number that its column cannot hold. */
    static final class OutOfRange extends ArithmeticException {
        private static final long serialVersionUID = 1L;

        /** Row in the row group. */
        final int row;

        OutOfRange(FactColumn column, int row, long value) {
            super(column.name() + " " + BigDecimal.valueOf(value, column.type() == FactType.MONEY ? 12 : 6)
                    + " does not fit into " + column.type().sqlName());
            this.row = row;
        }
    }

    /** Work on a chunk that may turn out to be needless. */
    interface Encoding {
        Chunk run() throws IOException;
    }

    private record Written(LongBuffer column, Chunk chunk) {}

    private final ChunkBuilder builder;
    private final Scratch scratch = new Scratch();
    private final ByteSink fileBuffer = new ByteSink();
    private final List<Written> written = new ArrayList<>();
    private @Nullable ParquetFile file;

    RowGroupWriter(int zstdLevel) {
        this.builder = new ChunkBuilder(zstdLevel);
    }

    ChunkBuilder builder() {
        return builder;
    }

    /** The buffer shared by all files written to. */
    ByteSink fileBuffer() {
        return fileBuffer;
    }

    Scratch scratch() {
        return scratch;
    }

    /** Appends a row group to the file. */
    void write(RowGroup group, ParquetFile target) throws IOException {
        file = target;
        for (ColumnBuffer column : group.columns()) {
            column.write(this);
        }
        target.endRowGroup(group.rows());
        written.clear();
    }

    /** The next leaf column. */
    void write(Chunk chunk) throws IOException {
        if (file == null) {
            throw new IllegalStateException("no row group is being written");
        }
        file.write(chunk);
    }

    /**
     * The next leaf column, encoded only if no earlier one of the row group holds the same numbers. Most do: with one
     * price per side {@code charge_input} is {@code charge_text_input}, and {@code charge} is often one draw.
     */
    void writeOnce(LongBuffer column, Encoding encoding) throws IOException {
        for (Written earlier : written) {
            if (earlier.column.isTwin(column)) {
                write(earlier.chunk);
                return;
            }
        }
        Chunk chunk = encoding.run();
        write(chunk);
        written.add(new Written(column, chunk.kept()));
    }

    @Override
    public void close() {
        builder.close();
    }
}
