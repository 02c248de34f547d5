package io.reckoner.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A fixed list of names, looked up by bytes and {@link TextHash} without making a string. Safe for many threads.
 *
 * <p>Kept small and in two arrays, since a look-up in the table of all accounts costs what its cache misses cost.
 */
public final class NameTable {
    /** The name is not in the table. */
    public static final int UNKNOWN = -1;

    /** A table without names. */
    public static final NameTable EMPTY = new NameTable(List.of());

    private static final int HEAD = SameText.ROOM;

    /** High half of the hash and offset of the name, by the low half; open addressing; zero is free. */
    private final long[] slots;

    private final int mask;

    /** Each name behind its ordinal and its length, four bytes each. The first name is at 8. */
    private final byte[] bytes;

    /** A table of distinct names; a name's ordinal is its place in the list. */
    public NameTable(List<String> names) {
        int size = Integer.highestOneBit(Math.max(4, names.size() + names.size() / 2)) * 2;
        mask = size - 1;
        slots = new long[size];
        byte[][] encoded = new byte[names.size()][];
        long total = HEAD;
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
            total += encoded[i].length + HEAD;
        }
        bytes = new byte[Math.toIntExact(total)];
        int offset = HEAD;
        for (int i = 0; i < encoded.length; i++) {
            enter(encoded[i], i, offset);
            offset += encoded[i].length + HEAD;
        }
    }

    private void enter(byte[] name, int ordinal, int offset) {
        long hash = TextHash.of(name, 0, name.length);
        if (find(hash, name, 0, name.length) != UNKNOWN) {
            throw new IllegalArgumentException("name occurs twice: " + new String(name, StandardCharsets.UTF_8));
        }
        int slot = (int) hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000L | offset;
        TextHash.INTS.set(bytes, offset, ordinal);
        TextHash.INTS.set(bytes, offset + 4, name.length);
        System.arraycopy(name, 0, bytes, offset + HEAD, name.length);
    }

    /** The ordinal of the name in these bytes, or {@link #UNKNOWN}. */
    public int find(long hash, byte[] text, int start, int length) {
        int slot = (int) hash & mask;
        while (true) {
            long entry = slots[slot];
            if (entry == 0) {
                return UNKNOWN;
            }
            int offset = (int) entry;
            if ((entry ^ hash) >>> 32 == 0 && same(offset, text, start, length)) {
                return (int) TextHash.INTS.get(bytes, offset);
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean same(int offset, byte[] text, int start, int length) {
        return (int) TextHash.INTS.get(bytes, offset + 4) == length
                && SameText.at(bytes, offset + HEAD, text, start, length);
    }
}
