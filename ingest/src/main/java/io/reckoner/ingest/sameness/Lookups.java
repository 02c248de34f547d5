package io.reckoner.ingest.sameness;

import java.util.Arrays;

/** A batch of hashes in ascending order, and what index files know of them. */
final class Lookups {
    /** In {@link #hitFile}: no file remembers the event. */
    static final int NO_HIT = -1;

    int size;
    long[] hashHigh;
    long[] hashLow;

    /** Of the event accepted in an earlier run: the file that remembers it, its content, source and line. */
    int[] hitFile;

    long[] hitContent;
    int[] hitSource;
    int[] hitLine;

    Lookups(int capacity) {
        hashHigh = new long[capacity];
        hashLow = new long[capacity];
        hitFile = new int[capacity];
        hitContent = new long[capacity];
        hitSource = new int[capacity];
        hitLine = new int[capacity];
    }

    void clear() {
        size = 0;
    }

    /** Asks for one more; it is not below the last. */
    void add(long high, long low) {
        if (size == hashHigh.length) {
            grow(Math.multiplyExact(size, 2));
        }
        hashHigh[size] = high;
        hashLow[size] = low;
        hitFile[size] = NO_HIT;
        size++;
    }

    boolean isHit(int at) {
        return hitFile[at] != NO_HIT;
    }

    /** Whether the last hash asked for is this one. */
    boolean endsWith(long high, long low) {
        return size > 0 && hashHigh[size - 1] == high && hashLow[size - 1] == low;
    }

    boolean same(int at, int other) {
        return hashHigh[at] == hashHigh[other] && hashLow[at] == hashLow[other];
    }

    private void grow(int capacity) {
        hashHigh = Arrays.copyOf(hashHigh, capacity);
        hashLow = Arrays.copyOf(hashLow, capacity);
        hitFile = Arrays.copyOf(hitFile, capacity);
        hitContent = Arrays.copyOf(hitContent, capacity);
        hitSource = Arrays.copyOf(hitSource, capacity);
        hitLine = Arrays.copyOf(hitLine, capacity);
    }
}
