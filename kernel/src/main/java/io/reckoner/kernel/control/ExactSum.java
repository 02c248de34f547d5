package io.reckoner.kernel.control;

import java.math.BigInteger;

/** A sum of {@code long}s that cannot overflow: 128 bits, added to without making an object. */
public final class ExactSum {
    private long high;
    private long low;

    /** As many sums as asked for, all zero. */
    public static ExactSum[] zeros(int count) {
        ExactSum[] sums = new ExactSum[count];
        for (int i = 0; i < count; i++) {
            sums[i] = new ExactSum();
        }
        return sums;
    }

    public void add(long value) {
        long sum = low + value;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high += (value >> 63) + carry;
        low = sum;
    }

    public BigInteger value() {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(low)));
    }
}
