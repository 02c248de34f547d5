package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/** Turns the chunks of a column back into its values, with parquet-java's decoders. */
final class ColumnReader {
    private static final long ABSENT = EventBlock.ABSENT;

    private ColumnReader() {}

    /** @param chunks one, or for tags two: keys and values */
    static ColumnValues read(FactColumn column, List<ChunkReader> chunks, int rows) throws IOException {
        ChunkReader chunk = chunks.getFirst();
        return switch (column.type()) {
            case INTEGER, BIGINT, MONEY, SECONDS, INSTANT -> numbers(column, chunk, rows);
            case BOOLEAN -> flags(chunk, rows);
            case TEXT -> names(column, chunk, rows);
            case ID -> ids(column, chunk, rows);
            case TAGS -> tags(chunk, chunks.getLast(), rows);
        };
    }

    private static ColumnValues numbers(FactColumn column, ChunkReader chunk, int rows) throws IOException {
        int[] levels = levels(column, chunk, rows);
        int present = count(levels);
        if (present == 0) {
            return new ColumnValues.Numbers(null, ABSENT);
        }
        long[] values = new long[present];
        if (chunk.hasDictionary()) {
            chunk.require(Encoding.RLE_DICTIONARY);
            boolean isInt = ParquetSchema.physical(column.type()) == Type.INT32;
            long[] entries = new long[chunk.entries()];
            for (int i = 0; i < entries.length; i++) {
                entries[i] =
                        isInt ? chunk.dictionary().getInt() : chunk.dictionary().getLong();
            }
            if (entries.length == 1 && present == rows) {
                return new ColumnValues.Numbers(null, entries[0]);
            }
            int[] codes = chunk.codes(present);
            for (int i = 0; i < present; i++) {
                values[i] = entries[codes[i]];
            }
        } else {
            chunk.require(Encoding.DELTA_BINARY_PACKED);
            ValuesReader reader = new DeltaBinaryPackingValuesReader();
            reader.initFromPage(present, chunk.rest());
            for (int i = 0; i < present; i++) {
                values[i] = reader.readLong();
            }
        }
        if (present == rows) {
            return new ColumnValues.Numbers(values, 0);
        }
        long[] spread = new long[rows];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            spread[row] = levels[row] == 0 ? ABSENT : values[at++];
        }
        return new ColumnValues.Numbers(spread, 0);
    }

    private static ColumnValues flags(ChunkReader chunk, int rows) throws IOException {
        chunk.require(Encoding.RLE);
        int[] bits = chunk.levels();
        boolean[] flags = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            flags[row] = bits[row] == 1;
        }
        return new ColumnValues.Flags(flags);
    }

    private static ColumnValues names(FactColumn column, ChunkReader chunk, int rows) throws IOException {
        int[] levels = levels(column, chunk, rows);
        int present = count(levels);
        List<String> texts = texts(chunk);
        int[] codes = chunk.codes(present);
        int[] numbers = new int[rows];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            numbers[row] = levels[row] == 0 ? Codes.NULL : codes[at++];
        }
        return new ColumnValues.Names(numbers, texts);
    }

    private static ColumnValues ids(FactColumn column, ChunkReader chunk, int rows) throws IOException {
        int[] levels = levels(column, chunk, rows);
        int present = count(levels);
        ValuesReader reader = new DeltaByteArrayReader();
        if (present > 0) {
            chunk.require(Encoding.DELTA_BYTE_ARRAY);
            reader.initFromPage(present, chunk.rest());
        }
        ByteSink bytes = new ByteSink();
        int[] starts = new int[rows];
        int[] ends = new int[rows];
        for (int row = 0; row < rows; row++) {
            starts[row] = bytes.size();
            if (levels[row] == 1) {
                byte[] id = reader.readBytes().getBytesUnsafe();
                bytes.write(id, 0, id.length);
            }
            ends[row] = bytes.size();
        }
        return new ColumnValues.Ids(bytes.copy(), starts, ends);
    }

    private static ColumnValues tags(ChunkReader keys, ChunkReader values, int rows) throws IOException {
        int[] repetition = keys.levels();
        int[] definition = keys.levels();
        values.levels();
        values.levels();
        int present = count(definition);
        List<String> keyTexts = tagTexts(keys, present);
        List<String> valueTexts = tagTexts(values, present);
        TextNumbers sets = new TextNumbers();
        int[] numbers = new int[rows];
        StringBuilder set = new StringBuilder();
        int row = -1;
        int tag = 0;
        for (int entry = 0; entry < repetition.length; entry++) {
            if (repetition[entry] == 0) {
                if (row >= 0) {
                    numbers[row] = sets.number(set.toString());
                }
                row++;
                set.setLength(0);
            }
            if (definition[entry] == 1) {
                set.append(keyTexts.get(tag))
                        .append('\0')
                        .append(valueTexts.get(tag))
                        .append('\0');
                tag++;
            }
        }
        numbers[row] = sets.number(set.toString());
        return new ColumnValues.Names(numbers, sets.texts());
    }

    /** The text of each tag. */
    private static List<String> tagTexts(ChunkReader chunk, int present) throws IOException {
        List<String> texts = new ArrayList<>(present);
        if (chunk.hasDictionary()) {
            List<String> entries = texts(chunk);
            for (int code : chunk.codes(present)) {
                texts.add(entries.get(code));
            }
        } else if (present > 0) {
            chunk.require(Encoding.DELTA_LENGTH_BYTE_ARRAY);
            ValuesReader reader = new DeltaLengthByteArrayValuesReader();
            reader.initFromPage(present, chunk.rest());
            for (int i = 0; i < present; i++) {
                texts.add(reader.readBytes().toStringUsingUTF8());
            }
        }
        return texts;
    }

    private static List<String> texts(ChunkReader chunk) {
        List<String> texts = new ArrayList<>(chunk.entries());
        ByteBuffer dictionary = chunk.dictionary();
        for (int i = 0; i < chunk.entries(); i++) {
            byte[] text = new byte[dictionary.getInt()];
            dictionary.get(text);
            texts.add(new String(text, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static int[] levels(FactColumn column, ChunkReader chunk, int rows) throws IOException {
        if (column.isOptional()) {
            return chunk.levels();
        }
        int[] levels = new int[rows];
        Arrays.fill(levels, 1);
        return levels;
    }

    private static int count(int[] levels) {
        int count = 0;
        for (int level : levels) {
            count += level;
        }
        return count;
    }
}
