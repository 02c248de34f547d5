package io.reckoner.ingest.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64-bit hash of a text: over its UTF-8 bytes, eight at a time, little-endian, the last word filled with zeros.
 *
 * <p>It is part of the content hash kept in the sameness index, so it never changes. A collision of two different texts is
 * as likely as for a random function.
 */
public final class TextHash {
    static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    static final long SEED = 0x243F_6A88_85A3_08D3L;
    private static final long WORD = 0x9E37_79B9_7F4A_7C15L;
    private static final long LENGTH = 0xC2B2_AE3D_27D4_EB4FL;
    private static final long FINISH = 0xD6E8_FEB8_6659_FD93L;

    private TextHash() {}

    /** The hash of {@code length} bytes. */
    public static long of(byte[] bytes, int start, int length) {
        long hash = SEED;
        int at = start;
        int end = start + length;
        for (; at + 8 <= end; at += 8) {
            hash = word(hash, (long) WORDS.get(bytes, at));
        }
        long last = 0;
        for (int shift = 0; at < end; at++, shift += 8) {
            last |= (bytes[at] & 0xffL) << shift;
        }
        return finish(word(hash, last), length);
    }

    static long word(long hash, long word) {
        long mixed = (hash ^ word) * WORD;
        return mixed ^ (mixed >>> 32);
    }

    /** Ends the hash; the last word, filled with zeros, has been taken in even if it is empty. */
    static long finish(long hash, int length) {
        long mixed = (hash ^ (length * LENGTH)) * FINISH;
        return mixed ^ (mixed >>> 32);
    }

    /** Two values into one, every bit of both over all others: the halves of their product, one over the other. */
    static long mix(long one, long other) {
        long left = one ^ WORD;
        long right = other ^ LENGTH;
        return Math.multiplyHigh(left, right) ^ (left * right);
    }
}
