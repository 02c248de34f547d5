package io.reckoner.jobs.facts;

import java.util.Arrays;

/** Finds out whether a column holds few different numbers, and numbers them in order of appearance. */
final class SmallDictionary {
    /** More different numbers than {@link #LIMIT}. */
    static final int TOO_MANY = -1;

    /** Codes up to this many fit into a byte; above, differences are as small. */
    private static final int LIMIT = 256;

    private static final int SLOTS = 4 * LIMIT;

    private final int[] slots = new int[SLOTS];
    private final long[] entries = new long[LIMIT];

    /** Fills {@code codes} and tells the number of entries, or gives up as {@link #TOO_MANY}. */
    int encode(long[] values, int size, int[] codes) {
        Arrays.fill(slots, 0);
        int count = 0;
        long last = size == 0 ? 0 : ~values[0];
        int lastCode = 0;
        for (int i = 0; i < size; i++) {
            long value = values[i];
            if (value != last) {
                int slot = slot(value);
                if (slots[slot] == 0) {
                    if (count == LIMIT) {
                        return TOO_MANY;
                    }
                    entries[count++] = value;
                    slots[slot] = count;
                }
                last = value;
                lastCode = slots[slot] - 1;
            }
            codes[i] = lastCode;
        }
        return count;
    }

    long entry(int code) {
        return entries[code];
    }

    /** The value's slot, or the free one it would take. */
    private int slot(long value) {
        long hash = value * 0x9e3779b97f4a7c15L;
        int slot = (int) (hash >>> 54);
        while (slots[slot] != 0 && entries[slots[slot] - 1] != value) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }
}
