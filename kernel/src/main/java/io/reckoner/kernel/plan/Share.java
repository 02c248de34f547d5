package io.reckoner.kernel.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact part of a whole, from 0 to 1.
 *
 * <p>Example: {@code Share.of(3, 4)} is three quarters. Two shares are equal when their fractions in lowest terms are.
 */
public record Share(BigInteger numerator, BigInteger denominator) implements Comparable<Share> {
    public static final Share NONE = of(0, 1);
    public static final Share WHOLE = of(1, 1);

    public Share {
        if (denominator.signum() <= 0 || numerator.signum() < 0 || numerator.compareTo(denominator) > 0) {
            throw new IllegalArgumentException(
                    numerator + "/" + denominator + " is not a share: it must lie between 0 and 1");
        }
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    public static Share of(long numerator, long denominator) {
        return new Share(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** A part of a whole; all of it where the part is larger, nothing where the whole is nothing. */
    static Share clamped(BigInteger part, BigInteger whole) {
        return whole.signum() == 0 ? NONE : new Share(part.min(whole).max(BigInteger.ZERO), whole);
    }

    /** {@code weight} of this share and the rest of the other. */
    Share mix(Share weight, Share other) {
        BigInteger rest = weight.denominator.subtract(weight.numerator);
        return new Share(
                weight.numerator
                        .multiply(numerator)
                        .multiply(other.denominator)
                        .add(rest.multiply(other.numerator).multiply(denominator)),
                weight.denominator.multiply(denominator).multiply(other.denominator));
    }

    /** What is missing to the whole. */
    public Share rest() {
        return new Share(denominator.subtract(numerator), denominator);
    }

    Share max(Share other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Share other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** For showing only: cut off, not rounded, after so many places. */
    public BigDecimal shown(int places) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), places, RoundingMode.DOWN);
    }
}
