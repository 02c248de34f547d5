package io.reckoner.jobs.facts;

import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.BytePackerForLong;
import org.apache.parquet.column.values.bitpacking.Packer;

/** Parquet's encodings of whole arrays, on top of parquet-java's bit packers. */
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

    /** RLE/bit-packing hybrid: eight or more equal values become a run, all else is packed. */
    static void hybrid(int[] values, int size, int width, ByteSink out) {
        BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
        int packedFrom = 0;
        int at = 0;
        while (at < size) {
            int run = runLength(values, at, size);
            if (run < 8) {
                at += run;
                continue;
            }
            // A packed stretch ends on a multiple of eight: it takes what it lacks from the run.
            int lacking = -(at - packedFrom) & 7;
            if (run - lacking < 8) {
                at += run;
                continue;
            }
            pack(values, packedFrom, at + lacking, packer, width, out);
            repeat(values[at], run - lacking, width, out);
            at += run;
            packedFrom = at;
        }
        pack(values, packedFrom, size, packer, width, out);
    }

    private static int runLength(int[] values, int from, int size) {
        int value = values[from];
        int at = from + 1;
        while (at < size && values[at] == value) {
            at++;
        }
        return at - from;
    }

    private static void pack(int[] values, int from, int to, BytePacker packer, int width, ByteSink out) {
        int groups = (to - from + 7) / 8;
        if (groups == 0) {
            return;
        }
        out.writeVarInt((long) groups << 1 | 1);
        out.reserve(groups * width);
        int whole = (to - from) / 8;
        for (int group = 0; group < whole; group++) {
            packer.pack8Values(values, from + 8 * group, out.bytes(), out.size());
            out.advance(width);
        }
        if (whole < groups) {
            int[] rest = new int[8];
            System.arraycopy(values, from + 8 * whole, rest, 0, to - from - 8 * whole);
            packer.pack8Values(rest, 0, out.bytes(), out.size());
            out.advance(width);
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
            int width = widths[block];
            BytePackerForLong packer = Packer.LITTLE_ENDIAN.newBytePackerForLong(width);
            out.reserve(MINI_BLOCK / 8 * width);
            for (int i = block * MINI_BLOCK; i < (block + 1) * MINI_BLOCK; i += 8) {
                packer.pack8Values(differences, i, out.bytes(), out.size());
                out.advance(width);
            }
        }
    }
}
