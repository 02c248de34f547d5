package io.reckoner.ingest.rows;

import java.util.Arrays;

/**
 * Works out the order of rows held in columns, as a permutation of row numbers, without an object for each row.
 *
 * <p>A holder used again and again: start with {@link #reset}, then sort by the least significant key first.
 */
public final class SortedOrder {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    /** Tells how two rows compare. */
    @FunctionalInterface
    public interface RowComparison {
        int compare(int row, int other);
    }

    private final int[] count = new int[DIGITS];
    private int[] order = new int[0];
    private int[] otherOrder = new int[0];
    private long[] keys = new long[0];
    private long[] otherKeys = new long[0];
    private int rows;

    /** Begins with the rows {@code 0 .. rows-1} as they stand. */
    public void reset(int count) {
        if (order.length < count) {
            int capacity = Math.max(count, order.length * 2);
            order = new int[capacity];
            otherOrder = new int[capacity];
            keys = new long[capacity];
            otherKeys = new long[capacity];
        }
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        rows = count;
    }

    /** Which row stands at a place. */
    public int at(int place) {
        return order[place];
    }

    /** Sorts by a signed column; rows with equal keys keep their order. */
    public void by(long[] column) {
        if (rows == 0) {
            return;
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, column[i]);
            greatest = Math.max(greatest, column[i]);
        }
        for (int i = 0; i < rows; i++) {
            keys[i] = column[order[i]] - least;
        }
        sortKeys(greatest - least);
    }

    /** Sorts by a signed column; rows with equal keys keep their order. */
    public void by(int[] column) {
        if (rows == 0) {
            return;
        }
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            least = Math.min(least, column[i]);
            greatest = Math.max(greatest, column[i]);
        }
        for (int i = 0; i < rows; i++) {
            keys[i] = (long) column[order[i]] - least;
        }
        sortKeys((long) greatest - least);
    }

    /**
     * Sorts by an unsigned column whose values spread evenly, as hashes do; {@code full} must begin with that column.
     * One counting pass over the leading bits leaves a few rows per slot, which are then compared.
     */
    public void byHash(long[] column, RowComparison full) {
        int bits = Math.max(1, Math.min(DIGIT_BITS, 32 - Integer.numberOfLeadingZeros(rows)));
        int shift = Long.SIZE - bits;
        Arrays.fill(count, 0);
        for (int i = 0; i < rows; i++) {
            count[(int) (column[i] >>> shift)]++;
        }
        int start = 0;
        for (int slot = 0; slot < 1 << bits; slot++) {
            int size = count[slot];
            count[slot] = start;
            start += size;
        }
        for (int i = 0; i < rows; i++) {
            int row = order[i];
            otherOrder[count[(int) (column[row] >>> shift)]++] = row;
        }
        swapOrders();
        int from = 0;
        for (int slot = 0; slot < 1 << bits; slot++) {
            byComparison(from, count[slot], full);
            from = count[slot];
        }
    }

    /** Sorts the places {@code from .. to-1}; equal rows keep their order. */
    public void byComparison(int from, int to, RowComparison comparison) {
        if (to - from <= 16) {
            insertionSort(from, to, comparison);
            return;
        }
        int middle = (from + to) >>> 1;
        byComparison(from, middle, comparison);
        byComparison(middle, to, comparison);
        if (comparison.compare(order[middle - 1], order[middle]) <= 0) {
            return;
        }
        System.arraycopy(order, from, otherOrder, from, middle - from);
        int left = from;
        int right = middle;
        for (int place = from; left < middle; place++) {
            boolean takeRight = right < to && comparison.compare(order[right], otherOrder[left]) < 0;
            order[place] = takeRight ? order[right++] : otherOrder[left++];
        }
    }

    private void insertionSort(int from, int to, RowComparison comparison) {
        for (int i = from + 1; i < to; i++) {
            int row = order[i];
            int place = i;
            while (place > from && comparison.compare(order[place - 1], row) > 0) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = row;
        }
    }

    /** Least significant digit first, over the digits that {@code range}, read as unsigned, has. */
    private void sortKeys(long range) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(range);
        for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
            Arrays.fill(count, 0);
            for (int i = 0; i < rows; i++) {
                count[(int) (keys[i] >>> shift) & (DIGITS - 1)]++;
            }
            int start = 0;
            for (int digit = 0; digit < DIGITS; digit++) {
                int size = count[digit];
                count[digit] = start;
                start += size;
            }
            for (int i = 0; i < rows; i++) {
                long key = keys[i];
                int place = count[(int) (key >>> shift) & (DIGITS - 1)]++;
                otherKeys[place] = key;
                otherOrder[place] = order[i];
            }
            long[] sortedKeys = otherKeys;
            otherKeys = keys;
            keys = sortedKeys;
            swapOrders();
        }
    }

    private void swapOrders() {
        int[] sorted = otherOrder;
        otherOrder = order;
        order = sorted;
    }
}
