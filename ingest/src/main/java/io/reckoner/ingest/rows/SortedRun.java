package io.reckoner.ingest.rows;

import java.util.Arrays;

/** What a writer handed over at once: per bucket its rows in settling order and its claims in hash order. */
final class SortedRun {
    private final Section[] rows;
    private final Section[] claims;
    private final int[] counts;

    SortedRun(int buckets) {
        rows = new Section[buckets];
        claims = new Section[buckets];
        Arrays.fill(rows, Section.EMPTY);
        Arrays.fill(claims, Section.EMPTY);
        counts = new int[buckets];
    }

    void put(int bucket, int count, Section sortedRows, Section sortedClaims) {
        counts[bucket] = count;
        rows[bucket] = sortedRows;
        claims[bucket] = sortedClaims;
    }

    int count(int bucket) {
        return counts[bucket];
    }

    Section rows(int bucket) {
        return rows[bucket];
    }

    Section claims(int bucket) {
        return claims[bucket];
    }
}
