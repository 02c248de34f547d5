package io.reckoner.jobs.facts;

import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * One column of one row group, ready for the file: an optional dictionary page, then one data page, with their headers.
 *
 * <p>Nothing in it says where in the file it lies, so that equal columns may share it.
 *
 * @param bytes may be longer than {@code size}, and is only lent
 * @param dataPageAt where the data page begins; 0 without a dictionary
 * @param rawSize size before compression, headers included
 * @param values entries of the data page, nulls included
 */
record Chunk(
        byte[] bytes,
        int size,
        int dataPageAt,
        long rawSize,
        long values,
        CompressionCodec codec,
        List<Encoding> encodings,
        @Nullable Statistics statistics) {
    boolean hasDictionary() {
        return dataPageAt > 0;
    }

    /** The same, with bytes of its own. */
    Chunk kept() {
        return new Chunk(Arrays.copyOf(bytes, size), size, dataPageAt, rawSize, values, codec, encodings, statistics);
    }
}
