package io.reckoner.ingest.foreign;

/** How often each hash was seen; twelve bytes a row and room to spare. */
final class Repeats {
    private long[] hashes = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int size;

    /** How often this hash was seen before. */
    int count(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (counts[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        int before = counts[slot];
        hashes[slot] = hash;
        counts[slot] = before + 1;
        if (before == 0 && ++size * 2 > hashes.length) {
            grow();
        }
        return before;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldCounts = counts;
        hashes = new long[oldHashes.length * 2];
        counts = new int[hashes.length];
        int mask = hashes.length - 1;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = (int) oldHashes[i] & mask;
                while (counts[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                hashes[slot] = oldHashes[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
