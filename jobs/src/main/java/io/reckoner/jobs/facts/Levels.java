package io.reckoner.jobs.facts;

/** Repetition and definition levels of at most 1, as a data page of version 1 begins with them. */
final class Levels {
    private Levels() {}

    /** The same level for all entries. */
    static void repeat(int level, int count, ByteSink out) {
        int at = begin(out);
        ValueEncodings.repeat(level, count, 1, out);
        end(at, out);
    }

    static void write(int[] levels, int count, ByteSink out) {
        int at = begin(out);
        ValueEncodings.hybrid(levels, count, 1, out);
        end(at, out);
    }

    /** Writes which values are there and puts those into {@code present}; their number. */
    static int compact(long[] values, int size, long absent, long[] present, int[] levels, ByteSink out) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int level = values[i] == absent ? 0 : 1;
            levels[i] = level;
            present[count] = values[i];
            count += level;
        }
        writeOrRepeat(levels, size, count, out);
        return count;
    }

    /** Writes which codes are there (not negative) and puts those into {@code present}; their number. */
    static int compact(int[] codes, int size, int[] present, int[] levels, ByteSink out) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int level = codes[i] < 0 ? 0 : 1;
            levels[i] = level;
            present[count] = codes[i];
            count += level;
        }
        writeOrRepeat(levels, size, count, out);
        return count;
    }

    static void writeOrRepeat(int[] levels, int size, int present, ByteSink out) {
        if (present == size) {
            repeat(1, size, out);
        } else {
            write(levels, size, out);
        }
    }

    private static int begin(ByteSink out) {
        int at = out.size();
        out.writeInt(0);
        return at;
    }

    private static void end(int at, ByteSink out) {
        out.setInt(at, out.size() - at - Integer.BYTES);
    }
}
