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
        writeLeaf(0, keys, pairs, entries, tags, out);
        writeLeaf(1, values, pairs, entries, tags, out);
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

    private void writeLeaf(
            int side, TextDictionary dictionary, int[][] pairs, int entries, int tags, RowGroupWriter out)
            throws IOException {
        int[] codes = new int[tags];
        int at = 0;
        for (int row = 0; row < size; row++) {
            int[] pair = pairs[sets.code(row)];
            for (int i = side; i < pair.length; i += 2) {
                codes[at++] = pair[i];
            }
        }
        ChunkBuilder builder = out.builder();
        builder.clear();
        writeLevels(pairs, entries, tags, out.scratch().levels(entries), builder.data);
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
            for (int i = 0; i < tags; i++) {
                byte[] entry = dictionary.entry(codes[i]);
                builder.data.write(entry, 0, entry.length);
            }
            out.write(builder.plain(entries, Encoding.DELTA_LENGTH_BYTE_ARRAY, null));
        }
    }

    /** Repetition: 1 for all tags of a row but its first. Definition: 0 for a row without tags. */
    private void writeLevels(int[][] pairs, int entries, int tags, int[] levels, ByteSink data) {
        if (tags == 0) {
            Levels.repeat(0, entries, data);
            Levels.repeat(0, entries, data);
            return;
        }
        int at = 0;
        for (int row = 0; row < size; row++) {
            int count = Math.max(1, pairs[sets.code(row)].length / 2);
            for (int i = 0; i < count; i++) {
                levels[at++] = i == 0 ? 0 : 1;
            }
        }
        Levels.write(levels, entries, data);
        at = 0;
        for (int row = 0; row < size; row++) {
            int count = pairs[sets.code(row)].length / 2;
            for (int i = 0; i < Math.max(1, count); i++) {
                levels[at++] = count == 0 ? 0 : 1;
            }
        }
        Levels.write(levels, entries, data);
    }
}
