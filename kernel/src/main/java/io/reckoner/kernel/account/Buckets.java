package io.reckoner.kernel.account;

import java.nio.charset.StandardCharsets;

/** Spreads accounts over a fixed number of buckets by a hash that never changes: FNV-1a 64 over the id's UTF-8 bytes. */
public record Buckets(int count) {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    public Buckets {
        if (count < 1 || count > 4096) {
            throw new IllegalArgumentException("buckets must be between 1 and 4096, not " + count);
        }
    }

    /** The bucket of an account, {@code 0 .. count-1}. */
    public int of(String account) {
        long hash = OFFSET;
        for (byte b : account.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), count);
    }
}
