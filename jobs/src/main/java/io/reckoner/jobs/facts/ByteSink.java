package io.reckoner.jobs.facts;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes in the making, used again and again. Numbers are little-endian, as in Parquet. */
final class ByteSink extends OutputStream {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    /** The bytes from 0 to {@link #size}; stale after the next write. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    void writeInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void setInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    void writeLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Unsigned LEB128. */
    void writeVarInt(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void writeZigZag(long value) {
        writeVarInt((value << 1) ^ (value >> 63));
    }

    /** Packs the low {@code width} bits of {@code count} values end to end, the last byte filled up with zeroes. */
    void writePacked(long[] values, int from, int count, int width) {
        reserve(count * width / 8 + 2 * Long.BYTES);
        byte[] out = bytes;
        long pending = 0;
        int bits = 0;
        int at = size;
        for (int i = from; i < from + count; i++) {
            long value = values[i];
            pending |= value << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                LONGS.set(out, at, pending);
                at += Long.BYTES;
                bits -= Long.SIZE;
                // What did not fit; a shift by 64 would be none at all.
                pending = bits == 0 ? 0 : value >>> width - bits;
            }
        }
        LONGS.set(out, at, pending);
        size += (count * width + 7) / 8;
    }

    /** As {@link #writePacked(long[], int, int, int)}, for widths up to 32. */
    void writePacked(int[] values, int from, int count, int width) {
        reserve(count * width / 8 + 2 * Long.BYTES);
        byte[] out = bytes;
        long pending = 0;
        int bits = 0;
        int at = size;
        for (int i = from; i < from + count; i++) {
            pending |= (long) values[i] << bits;
            bits += width;
            if (bits >= Integer.SIZE) {
                INTS.set(out, at, (int) pending);
                at += Integer.BYTES;
                bits -= Integer.SIZE;
                pending >>>= Integer.SIZE;
            }
        }
        LONGS.set(out, at, pending);
        size += (count * width + 7) / 8;
    }

    /** Makes room for {@code more} bytes, so that they may be put into {@link #bytes} behind {@link #size}. */
    void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }

    /** Counts bytes put behind {@link #size} by another. */
    void advance(int more) {
        size += more;
    }
}
