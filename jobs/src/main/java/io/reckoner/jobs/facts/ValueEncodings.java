package io.reckoner.jobs.facts;

/** Parquet's encodings, of whole arrays at once. */
final class ValueEncodings {
    private static final int BLOCK = 128;
    private static final int MINI_BLOCKS = 4;
    private static final int MINI_BLOCK = BLOCK / MINI_BLOCKS;

    private ValueEncodings() {}

    /** Bits to hold numbers up to {@code max}: 0 for 0, 1 for 1, 3 for 7. */
    static int width(int max) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(max);
    }

    /** One run of the RLE/bit-packing hybrid: {@code count} times the same value. */
    static void repeat(int value, int count, int width, ByteSink out) {
        if (count == 0) {
            return;
        }
        out.writeVarInt((long) count << 1);
        for (int bits = 0; bits < width; bits += 8) {
            out.write(value >>> bits);
        }
    }

    /** RLE/bit-packing hybrid: from eight equal values, at a distance of eight from the last run, one becomes. */
    static void hybrid(int[] values, int size, int width, ByteSink out) {
        int packedFrom = 0;
        int at = 0;
        while (at + 8 <= size) {
            if (!areEightEqual(values, at)) {
                at += 8;
                continue;
            }
            pack(values, packedFrom, at, width, out);
            int runFrom = at;
            int value = values[at];
            at += 8;
            while (at < size && values[at] == value) {
                at++;
            }
            repeat(value, at - runFrom, width, out);
            packedFrom = at;
        }
        pack(values, packedFrom, size, width, out);
    }

    private static boolean areEightEqual(int[] values, int at) {
        int value = values[at];
        return value == values[at + 1]
                && value == values[at + 2]
                && value == values[at + 3]
                && value == values[at + 4]
                && value == values[at + 5]
                && value == values[at + 6]
                && value == values[at + 7];
    }

    private static void pack(int[] values, int from, int to, int width, ByteSink out) {
        int groups = (to - from + 7) / 8;
        if (groups == 0) {
            return;
        }
        out.writeVarInt((long) groups << 1 | 1);
        int whole = (to - from) / 8 * 8;
        out.writePacked(values, from, whole, width);
        if (from + whole < to) {
            int[] rest = new int[8];
            System.arraycopy(values, from + whole, rest, 0, to - from - whole);
            out.writePacked(rest, 0, 8, width);
        }
    }

    /** DELTA_BINARY_PACKED of {@code values[start .. start+size-1]}: blocks of 128 differences, each less the block's least, in four widths. */
    static void delta(long[] values, int start, int size, ByteSink out) {
        out.writeVarInt(BLOCK);
        out.writeVarInt(MINI_BLOCKS);
        out.writeVarInt(size);
        out.writeZigZag(size == 0 ? 0 : values[start]);
        long[] differences = new long[BLOCK];
        for (int from = 1; from < size; from += BLOCK) {
            int count = Math.min(BLOCK, size - from);
            long least = Long.MAX_VALUE;
            for (int i = 0; i < count; i++) {
                // Differences wrap around on purpose: so do the reader's sums.
                long difference = values[start + from + i] - values[start + from + i - 1];
                differences[i] = difference;
                least = Math.min(least, difference);
            }
            for (int i = 0; i < BLOCK; i++) {
                differences[i] = i < count ? differences[i] - least : 0;
            }
            out.writeZigZag(least);
            packMiniBlocks(differences, (count + MINI_BLOCK - 1) / MINI_BLOCK, out);
        }
    }

    private static void packMiniBlocks(long[] differences, int miniBlocks, ByteSink out) {
        int[] widths = new int[MINI_BLOCKS];
        for (int block = 0; block < MINI_BLOCKS; block++) {
            long bits = 0;
            for (int i = block * MINI_BLOCK; i < (block + 1) * MINI_BLOCK; i++) {
                bits |= differences[i];
            }
            widths[block] = Long.SIZE - Long.numberOfLeadingZeros(bits);
            out.write(widths[block]);
        }
        for (int block = 0; block < miniBlocks; block++) {
            out.writePacked(differences, block * MINI_BLOCK, MINI_BLOCK, widths[block]);
        }
    }
}
