package io.reckoner.ingest.rows;

import io.reckoner.kernel.usage.Component;
import java.util.Arrays;

/** The rows of one bucket that a writer has collected and not yet handed over, with what they are sorted by. */
final class RowBuffer {
    /** What a row takes beside its bytes. */
    static final int COLUMN_BYTES = 46;

    private final long previousWatermark;
    private byte[] bytes = new byte[8192];
    private int end;
    private int rows;
    private int[] offset = new int[64];
    private int[] account = new int[64];
    private long[] settledAt = new long[64];
    private long[] hashHigh = new long[64];
    private long[] hashLow = new long[64];
    private long[] content = new long[64];
    private byte[] verdict = new byte[64];
    private byte[] flags = new byte[64];

    RowBuffer(long previousWatermark) {
        this.previousWatermark = previousWatermark;
    }

    int rows() {
        return rows;
    }

    int rowBytes() {
        return end;
    }

    void clear() {
        end = 0;
        rows = 0;
    }

    /** Adds a row and returns its bytes. */
    int add(DecodedEvent event, EventHash hash) {
        if (rows == offset.length) {
            grow();
        }
        offset[rows] = end;
        account[rows] = event.account;
        settledAt[rows] = Math.max(event.ts, previousWatermark);
        hashHigh[rows] = hash.high;
        hashLow[rows] = hash.low;
        content[rows] = event.contentHash;
        verdict[rows] = event.verdict;
        flags[rows] = (byte)
                ((event.brokeThrough ? RowLayout.BROKE_THROUGH : 0) | (event.lostStart ? RowLayout.LOST_START : 0));
        int start = end;
        encode(event);
        rows++;
        return end - start;
    }

    private void grow() {
        int capacity = rows * 2;
        offset = Arrays.copyOf(offset, capacity);
        account = Arrays.copyOf(account, capacity);
        settledAt = Arrays.copyOf(settledAt, capacity);
        hashHigh = Arrays.copyOf(hashHigh, capacity);
        hashLow = Arrays.copyOf(hashLow, capacity);
        content = Arrays.copyOf(content, capacity);
        verdict = Arrays.copyOf(verdict, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }

    private void encode(DecodedEvent event) {
        int most = RowLayout.MOST_WITHOUT_TEXTS + event.id.length + event.upstreamId.length + event.tags.length;
        if (bytes.length - end < most) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.multiplyExact(bytes.length, 2), Math.addExact(end, most)));
        }
        byte[] to = bytes;
        int start = end;
        LittleEndian.putInt(to, start + RowLayout.ACCOUNT, event.account);
        LittleEndian.putLong(to, start + RowLayout.TS, event.ts);
        LittleEndian.putInt(to, start + RowLayout.SOURCE, event.source);
        LittleEndian.putInt(to, start + RowLayout.LINE, (int) event.line);
        int at = text(to, start + RowLayout.ID, event.id);
        at = number(to, at, event.present);
        for (int left = event.present; left != 0; left &= left - 1) {
            at = number(to, at, event.counts[Integer.numberOfTrailingZeros(left)]);
        }
        to[at++] = (byte) (event.keyKind << 1 | (event.stream ? 1 : 0));
        to[at++] = event.format;
        to[at++] = event.usageSource;
        to[at++] = event.outcome;
        at = number(to, at, event.key + 1);
        at = number(to, at, event.provider + 1);
        at = number(to, at, event.model + 1);
        at = number(to, at, event.requestedModel + 1);
        at = number(to, at, event.endpoint + 1);
        at = number(to, at, event.serviceTier + 1);
        at = number(to, at, event.status & 0xffffffffL);
        at = number(to, at, event.attempt & 0xffffffffL);
        at = optional(to, at, event.latencyMillis);
        at = optional(to, at, event.ttftMillis);
        at = optional(to, at, event.vendorCost);
        at = number(to, at, event.offset);
        at = text(to, at, event.upstreamId);
        at = text(to, at, event.tags);
        LittleEndian.putInt(to, start + RowLayout.LENGTH, at - start - RowLayout.ACCOUNT);
        end = at;
    }

    private static int text(byte[] to, int at, ByteText text) {
        int start = number(to, at, text.length);
        System.arraycopy(text.bytes, 0, to, start, text.length);
        return start + text.length;
    }

    /** Seven bits a byte, least significant first; the last byte is not negative. */
    private static int number(byte[] to, int at, long value) {
        int next = at;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            to[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[next++] = (byte) rest;
        return next;
    }

    /** Zigzag plus one, so that {@code EventBlock.ABSENT}, the least long, becomes 0. */
    private static int optional(byte[] to, int at, long value) {
        return number(to, at, (value << 1 ^ value >> 63) + 1);
    }

    /** Puts the rows in the order they are settled in: account, instant, id, then source and line. */
    void sortRows(SortedOrder order) {
        order.reset(rows);
        order.by(settledAt);
        order.by(account);
        int from = 0;
        for (int place = 1; place <= rows; place++) {
            if (place == rows || !settlesTogether(order.at(from), order.at(place))) {
                if (place - from > 1) {
                    order.byComparison(from, place, this::compareIds);
                }
                from = place;
            }
        }
    }

    private boolean settlesTogether(int row, int other) {
        return account[row] == account[other] && settledAt[row] == settledAt[other];
    }

    private int compareIds(int row, int other) {
        return StoredRow.compareIds(bytes, offset[row], bytes, offset[other]);
    }

    /** Copies the rows into {@code target} in this order. */
    void copyRows(SortedOrder order, byte[] target) {
        int to = 0;
        for (int place = 0; place < rows; place++) {
            int from = offset[order.at(place)];
            int length = RowLayout.ACCOUNT + LittleEndian.getInt(bytes, from);
            System.arraycopy(bytes, from, target, to, length);
            to += length;
        }
    }

    /** Tells the rows their places: {@code places[row]} is where the row stands in this order. */
    void places(SortedOrder order, int[] places) {
        for (int place = 0; place < rows; place++) {
            places[order.at(place)] = place;
        }
    }

    /** Puts the claims in the order of their hashes, unsigned. */
    void sortClaims(SortedOrder order) {
        order.reset(rows);
        order.byHash(hashHigh, this::compareHashes);
    }

    private int compareHashes(int row, int other) {
        int compared = Long.compareUnsigned(hashHigh[row], hashHigh[other]);
        return compared != 0 ? compared : Long.compareUnsigned(hashLow[row], hashLow[other]);
    }

    /** Writes the claims into {@code target} in this order. */
    void copyClaims(SortedOrder order, int[] places, byte[] target) {
        int to = 0;
        for (int place = 0; place < rows; place++) {
            int row = order.at(place);
            int from = offset[row];
            LittleEndian.putLong(target, to + RowLayout.CLAIM_HIGH, hashHigh[row]);
            LittleEndian.putLong(target, to + RowLayout.CLAIM_LOW, hashLow[row]);
            LittleEndian.putLong(target, to + RowLayout.CLAIM_CONTENT, content[row]);
            LittleEndian.putLong(target, to + RowLayout.CLAIM_TS, LittleEndian.getLong(bytes, from + RowLayout.TS));
            LittleEndian.putInt(
                    target, to + RowLayout.CLAIM_SOURCE, LittleEndian.getInt(bytes, from + RowLayout.SOURCE));
            LittleEndian.putInt(target, to + RowLayout.CLAIM_LINE, LittleEndian.getInt(bytes, from + RowLayout.LINE));
            LittleEndian.putInt(target, to + RowLayout.CLAIM_ROW, places[row]);
            target[to + RowLayout.CLAIM_VERDICT] = verdict[row];
            target[to + RowLayout.CLAIM_FLAGS] = flags[row];
            to += RowLayout.CLAIM_BYTES;
        }
    }

    static {
        if (Component.COUNT > Integer.SIZE) {
            throw new IllegalStateException("the mask of components has no room for " + Component.COUNT);
        }
    }
}
