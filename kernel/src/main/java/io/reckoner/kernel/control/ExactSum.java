package io.reckoner.kernel.control;

import java.math.BigInteger;

/** A sum of {@code long}s that cannot overflow: 128 bits, added to without making an object. */
final class ExactSum {
    private long high;
    private long low;

    void add(long value) {
        long sum = low + value;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high += (value >> 63) + carry;
        low = sum;
    }

    BigInteger value() {
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(new BigInteger(Long.toUnsignedString(low)));
    }
}
