package io.reckoner.ingest.rows;

import org.jspecify.annotations.Nullable;

/**
 * The fate of every row of a bucket, two bits a row: 10 million rows take 2.5 MB at most, and nothing for sorted runs
 * in which every row is accepted.
 */
public final class RowFates {
    private static final int PER_WORD = Long.SIZE / 2;

    private final int bucket;
    private final int[] counts;
    private final long[] @Nullable [] bits;

    RowFates(int bucket, int[] counts) {
        this.bucket = bucket;
        this.counts = counts;
        this.bits = new long[counts.length] @Nullable [];
    }

    public int bucket() {
        return bucket;
    }

    /** Decides a row, named as in {@link BucketClaims}. Once per row. */
    public void decide(int run, int row, Fate fate) {
        if (fate == Fate.ACCEPTED) {
            return;
        }
        long[] words = bits[run];
        if (words == null) {
            words = new long[(counts[run] + PER_WORD - 1) / PER_WORD];
            bits[run] = words;
        }
        words[row / PER_WORD] |= (long) fate.ordinal() << 2 * (row % PER_WORD);
    }

    int ordinal(int run, int row) {
        long[] words = bits[run];
        return words == null ? 0 : (int) (words[row / PER_WORD] >>> 2 * (row % PER_WORD)) & 3;
    }
}
