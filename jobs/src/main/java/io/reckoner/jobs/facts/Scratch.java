package io.reckoner.jobs.facts;

/** Arrays for passing use while a row group is encoded. */
final class Scratch {
    private int[] ints = new int[0];
    private int[] levels = new int[0];
    private long[] longs = new long[0];
    private final ByteSink sink = new ByteSink();
    private final SmallDictionary smallDictionary = new SmallDictionary();

    /** At least this many; the same array every time. */
    int[] ints(int size) {
        if (ints.length < size) {
            ints = new int[ColumnBuffer.capacity(size)];
        }
        return ints;
    }

    /** At least this many; the same array every time. */
    long[] longs(int size) {
        if (longs.length < size) {
            longs = new long[ColumnBuffer.capacity(size)];
        }
        return longs;
    }

    /** At least this many; the same array every time, another than {@link #ints}. */
    int[] levels(int size) {
        if (levels.length < size) {
            levels = new int[ColumnBuffer.capacity(size)];
        }
        return levels;
    }

    ByteSink sink() {
        return sink;
    }

    SmallDictionary smallDictionary() {
        return smallDictionary;
    }
}
