package io.reckoner.ingest.rows;

import java.nio.charset.StandardCharsets;

/**
 * The 128-bit hash by which an event is recognised: over (account, event id), never over one of them alone.
 *
 * <p>MurmurHash3 x64 128 (Austin Appleby, public domain), with the hash of the account id as the 128-bit seed for the
 * hash of the event id; the account's own seed is zero. Among 350 million events the chance that any two share a hash is
 * below 1 in 10^21. The function is part of the index format and never changes.
 *
 * <p>A holder used again and again: {@link #high} and {@link #low} are the last result.
 */
final class EventHash {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    long high;
    long low;

    /** Hashes an account id: the seed for its events. */
    void account(String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        of(0, 0, utf8, utf8.length);
    }

    /** Hashes {@code bytes[0 .. length-1]} from a seed. */
    void of(long seedHigh, long seedLow, byte[] bytes, int length) {
        long h1 = seedHigh;
        long h2 = seedLow;
        int at = 0;
        for (; at + 16 <= length; at += 16) {
            h1 ^= mixFirst(LittleEndian.getLong(bytes, at));
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mixSecond(LittleEndian.getLong(bytes, at + 8));
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        int rest = length - at;
        if (rest > 8) {
            h2 ^= mixSecond(tail(bytes, at + 8, rest - 8));
        }
        if (rest > 0) {
            h1 ^= mixFirst(tail(bytes, at, Math.min(rest, 8)));
        }
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
        high = h1;
        low = h2;
    }

    private static long mixFirst(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long mixSecond(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    private static long tail(byte[] bytes, int at, int count) {
        long k = 0;
        for (int i = count - 1; i >= 0; i--) {
            k = k << 8 | (bytes[at + i] & 0xff);
        }
        return k;
    }

    private static long finish(long h) {
        long k = h;
        k ^= k >>> 33;
        k *= 0xff51afd7ed558ccdL;
        k ^= k >>> 33;
        k *= 0xc4ceb9fe1a85ec53L;
        return k ^ k >>> 33;
    }
}
