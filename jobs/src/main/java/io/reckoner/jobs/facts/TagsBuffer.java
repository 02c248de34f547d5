package io.reckoner.jobs.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.apache.parquet.format.Encoding;

/**
 * The tags: a map in every row, empty where there are none. Whole sets of tags repeat, so a row holds the code of its
 * set; a set is {@code key NUL value NUL} for each tag, in one text.
 */
final class TagsBuffer extends ColumnBuffer {
    private final Codes sets = new Codes();
    private final TextDictionary keys = new TextDictionary();
    private final TextDictionary values = new TextDictionary();

    TagsBuffer(FactColumn column) {
        super(column);
    }

    Codes.Numbering numbering(IntFunction<String> texts) {
        return sets.numbering(texts);
    }

    void append(Codes.Numbering numbering, int[] numbers, int[] rows, int from, int to) {
        sets.append(numbering, numbers, rows, from, to);
        size += to - from;
    }

    @Override
    void clear() {
        size = 0;
        sets.clear();
    }

    @Override
    void write(RowGroupWriter out) throws IOException {
        keys.clear();
        values.clear();
        int[][] pairs = new int[sets.dictionary().size()][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pairs(sets.dictionary().entry(i));
        }
        int entries = 0;
        int tags = 0;
        for (int row = 0; row < size; row++) {
            int count = pairs[sets.code(row)].length / 2;
            tags += count;
            entries += Math.max(1, count);
        }
        int[] keyCodes = new int[tags];
        int[] valueCodes = new int[tags];
        ByteSink levels = out.scratch().sink();
        levels.clear();
        if (tags == 0) {
            Levels.repeat(0, entries, levels);
            Levels.repeat(0, entries, levels);
        } else {
            spread(pairs, keyCodes, valueCodes, new int[entries], new int[entries], levels);
        }
        writeLeaf(keys, keyCodes, entries, levels, out);
        writeLeaf(values, valueCodes, entries, levels, out);
    }

    /**
     * Lays the sets out row by row. Repetition is 1 for all tags of a row but its first; definition is 0 for a row
     * without tags.
     */
    private void spread(
            int[][] pairs, int[] keyCodes, int[] valueCodes, int[] repetition, int[] definition, ByteSink levels) {
        int tag = 0;
        int entry = 0;
        for (int row = 0; row < size; row++) {
            int[] pair = pairs[sets.code(row)];
            if (pair.length == 0) {
                entry++;
                continue;
            }
            for (int i = 0; i < pair.length; i += 2) {
                keyCodes[tag] = pair[i];
                valueCodes[tag++] = pair[i + 1];
                repetition[entry] = i == 0 ? 0 : 1;
                definition[entry++] = 1;
            }
        }
        Levels.write(repetition, entry, levels);
        Levels.write(definition, entry, levels);
    }

    /** Codes of key, value, key, value, … of a set. */
    private int[] pairs(byte[] set) {
        int texts = 0;
        for (byte b : set) {
            texts += b == 0 ? 1 : 0;
        }
        int[] pairs = new int[texts];
        int start = 0;
        int count = 0;
        for (int at = 0; at < set.length; at++) {
            if (set[at] == 0) {
                String text = new String(set, start, at - start, StandardCharsets.UTF_8);
                pairs[count] = (count % 2 == 0 ? keys : values).code(text);
                count++;
                start = at + 1;
            }
        }
        return pairs;
    }

    private static void writeLeaf(
            TextDictionary dictionary, int[] codes, int entries, ByteSink levels, RowGroupWriter out)
            throws IOException {
        int tags = codes.length;
        ChunkBuilder builder = out.builder();
        builder.clear();
        builder.data.write(levels.bytes(), 0, levels.size());
        if (tags == 0) {
            out.write(builder.plain(entries, Encoding.PLAIN, null));
        } else if (2L * dictionary.size() <= tags) {
            dictionary.write(builder.dictionary);
            int width = ValueEncodings.width(dictionary.size() - 1);
            builder.data.write(width);
            ValueEncodings.hybrid(codes, tags, width, builder.data);
            out.write(builder.withDictionary(dictionary.size(), entries, null));
        } else {
            long[] lengths = out.scratch().longs(tags);
            for (int i = 0; i < tags; i++) {
                lengths[i] = dictionary.entry(codes[i]).length;
            }
            ValueEncodings.delta(lengths, 0, tags, builder.data);
            for (int code : codes) {
                byte[] entry = dictionary.entry(code);
                builder.data.write(entry, 0, entry.length);
            }
            out.write(builder.plain(entries, Encoding.DELTA_LENGTH_BYTE_ARRAY, null));
        }
    }
}
