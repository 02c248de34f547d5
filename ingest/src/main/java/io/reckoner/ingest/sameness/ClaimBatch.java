package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.BucketClaims;
import java.io.IOException;
import java.util.Arrays;

/**
 * A few thousand claims as columns, in hash order, never parting claims to one event.
 */
final class ClaimBatch {
    private static final int ENOUGH = 4096;

    private final BucketClaims claims;
    private boolean pending;
    private boolean begun;

    /** The hashes of the claims, and what earlier runs know of them. */
    final Lookups lookups = new Lookups(ENOUGH);

    long[] content = new long[ENOUGH];
    long[] ts = new long[ENOUGH];
    int[] source = new int[ENOUGH];
    int[] line = new int[ENOUGH];
    int[] run = new int[ENOUGH];
    int[] row = new int[ENOUGH];
    byte[] verdict = new byte[ENOUGH];
    boolean[] brokeThrough = new boolean[ENOUGH];
    boolean[] lostStart = new boolean[ENOUGH];

    ClaimBatch(BucketClaims claims) {
        this.claims = claims;
    }

    /** Takes the next claims, without hits; false when there are none. */
    boolean fill() throws IOException {
        lookups.clear();
        if (!begun) {
            begun = true;
            pending = claims.next();
        }
        while (pending && (size() < ENOUGH || lookups.endsWith(claims.hashHigh, claims.hashLow))) {
            if (size() == content.length) {
                grow();
            }
            take(size());
            pending = claims.next();
        }
        return size() > 0;
    }

    int size() {
        return lookups.size;
    }

    /** The end of the group of claims to one event that begins here. */
    int groupEnd(int from) {
        int to = from + 1;
        while (to < size() && lookups.same(from, to)) {
            to++;
        }
        return to;
    }

    /** Whether one claim of a group comes before another. */
    boolean comesBefore(int claim, int other) {
        if (lostStart[claim] != lostStart[other]) {
            return lostStart[other];
        }
        if (ts[claim] != ts[other]) {
            return ts[claim] < ts[other];
        }
        if (brokeThrough[claim] != brokeThrough[other]) {
            return brokeThrough[other];
        }
        if (source[claim] != source[other]) {
            return source[claim] < source[other];
        }
        return Integer.compareUnsigned(line[claim], line[other]) < 0;
    }

    private void take(int claim) {
        lookups.add(claims.hashHigh, claims.hashLow);
        content[claim] = claims.contentHash;
        ts[claim] = claims.ts;
        source[claim] = claims.source;
        line[claim] = claims.line;
        run[claim] = claims.run;
        row[claim] = claims.row;
        verdict[claim] = claims.verdict;
        brokeThrough[claim] = claims.brokeThrough;
        lostStart[claim] = claims.lostStart;
    }

    private void grow() {
        int capacity = Math.multiplyExact(content.length, 2);
        content = Arrays.copyOf(content, capacity);
        ts = Arrays.copyOf(ts, capacity);
        source = Arrays.copyOf(source, capacity);
        line = Arrays.copyOf(line, capacity);
        run = Arrays.copyOf(run, capacity);
        row = Arrays.copyOf(row, capacity);
        verdict = Arrays.copyOf(verdict, capacity);
        brokeThrough = Arrays.copyOf(brokeThrough, capacity);
        lostStart = Arrays.copyOf(lostStart, capacity);
    }
}
