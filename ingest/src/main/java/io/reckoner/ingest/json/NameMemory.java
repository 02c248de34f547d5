package io.reckoner.ingest.json;

import java.util.Arrays;

/**
 * Names of members as they were written before, each with the one that followed it last: most lines have the same names
 * in the same order, so the next name need only be compared, not read.
 *
 * <p>Only a matter of speed: whatever is remembered, the same names are found. At most {@value #LIMIT} names are
 * remembered.
 */
final class NameMemory {
    private static final int LIMIT = 1024;

    /** Not a name; what follows it begins a line. */
    static final int LINE_START = 0;

    static final int NONE = -1;

    /** Longest {@code "name":} remembered, in bytes. */
    private static final int LONGEST = 40;

    private static final int WORDS = LONGEST / 8;

    /** {@code "name":} as written, {@link #WORDS} words each, the last one in use masked by {@link #masks}. */
    private long[] written = new long[64 * WORDS];

    private long[] masks = new long[64];
    private int[] lengths = new int[64];
    private long[] hashes = new long[64];
    private NameTable[] tables = new NameTable[64];
    private int[] ordinals = new int[64];
    private int[] followers = new int[64];
    private int[] olderFollowers = new int[64];
    private int size = 1;

    NameMemory() {
        Arrays.fill(tables, NameTable.EMPTY);
        Arrays.fill(followers, NONE);
        Arrays.fill(olderFollowers, NONE);
    }

    /** The entry that followed {@code entry} and is written here, or {@link #NONE}. */
    int follower(int entry, NameTable table, byte[] buf, int pos, int end) {
        int likely = followers[entry];
        if (likely > 0 && isWritten(likely, table, buf, pos, end)) {
            return likely;
        }
        int older = olderFollowers[entry];
        if (older > 0 && isWritten(older, table, buf, pos, end)) {
            olderFollowers[entry] = likely;
            followers[entry] = older;
            return older;
        }
        return NONE;
    }

    private boolean isWritten(int entry, NameTable table, byte[] buf, int pos, int end) {
        int last = (lengths[entry] - 1) >>> 3;
        if (tables[entry] != table || pos + last * 8 + 8 > end) {
            return false;
        }
        int word = entry * WORDS;
        int at = pos;
        for (int i = 0; i < last; i++, at += 8) {
            if ((long) TextHash.WORDS.get(buf, at) != written[word + i]) {
                return false;
            }
        }
        return (((long) TextHash.WORDS.get(buf, at) ^ written[word + last]) & masks[entry]) == 0;
    }

    int length(int entry) {
        return lengths[entry];
    }

    long hash(int entry) {
        return hashes[entry];
    }

    int ordinal(int entry) {
        return ordinals[entry];
    }

    /** Notes that {@code "name":} in these bytes followed an entry; answers its own, or NONE if it is not kept. */
    int learn(int entry, NameTable table, int ordinal, long hash, byte[] buf, int start, int end) {
        int found = NONE;
        for (int i = 1; i < size && found == NONE; i++) {
            if (hashes[i] == hash && tables[i] == table && lengths[i] == end - start) {
                found = i;
            }
        }
        if (found == NONE && size < LIMIT && end - start <= LONGEST) {
            found = size++;
            reserve();
            write(found, buf, start, end);
            hashes[found] = hash;
            tables[found] = table;
            ordinals[found] = ordinal;
        }
        if (found != NONE && entry != NONE) {
            olderFollowers[entry] = followers[entry];
            followers[entry] = found;
        }
        return found;
    }

    private void write(int entry, byte[] buf, int start, int end) {
        byte[] padded = Arrays.copyOf(Arrays.copyOfRange(buf, start, end), LONGEST);
        for (int i = 0; i < WORDS; i++) {
            written[entry * WORDS + i] = (long) TextHash.WORDS.get(padded, i * 8);
        }
        int inLast = (end - start - 1 & 7) + 1;
        masks[entry] = -1L >>> (64 - inLast * 8);
        lengths[entry] = end - start;
    }

    private void reserve() {
        int old = hashes.length;
        if (size <= old) {
            return;
        }
        written = Arrays.copyOf(written, old * 2 * WORDS);
        masks = Arrays.copyOf(masks, old * 2);
        lengths = Arrays.copyOf(lengths, old * 2);
        hashes = Arrays.copyOf(hashes, old * 2);
        tables = Arrays.copyOf(tables, old * 2);
        ordinals = Arrays.copyOf(ordinals, old * 2);
        followers = Arrays.copyOf(followers, old * 2);
        olderFollowers = Arrays.copyOf(olderFollowers, old * 2);
        Arrays.fill(tables, old, old * 2, NameTable.EMPTY);
        Arrays.fill(followers, old, old * 2, NONE);
        Arrays.fill(olderFollowers, old, old * 2, NONE);
    }
}
