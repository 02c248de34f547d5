package io.reckoner.kernel.money;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A price: {@code amount} dollars for every {@code per} units, exact. 2.50 per 1,000,000 tokens; 0.017 per 60 seconds.
 *
 * <p>Prices finer than a pico stay exact, since nothing is divided until a count is known. Two prices are equal when they
 * are written with the same {@code per} and amounts of the same value (2.50 and 2.5 are one price).
 *
 * @param amount dollars, zero or more; at most {@value #MAX_SCALE} places and {@value #MAX_DIGITS} digits
 * @param per units bought by the amount, 1 to 1e12
 */
public record UnitPrice(BigDecimal amount, long per) {
    /** Most decimal places of an amount; the product of a price and its factors may have this many too. */
    public static final int MAX_SCALE = 60;

    /** Most significant digits of an amount. */
    public static final int MAX_DIGITS = 120;

    private static final long MAX_PER = 1_000_000_000_000L;

    public UnitPrice {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a price cannot be negative: " + amount);
        }
        // Checked before any arithmetic: rescaling 1e99999999 takes minutes.
        if (amount.precision() > MAX_DIGITS || amount.scale() > MAX_SCALE || amount.scale() < -MAX_DIGITS) {
            throw new IllegalArgumentException("a price has at most " + MAX_SCALE + " decimal places and " + MAX_DIGITS
                    + " digits; this one has scale " + amount.scale() + " and " + amount.precision() + " digits");
        }
        if (per < 1 || per > MAX_PER) {
            throw new IllegalArgumentException("a price is per 1 to 1000000000000 units, not per " + per);
        }
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (amount.scale() < 0) {
            amount = amount.setScale(0);
        }
    }

    /** A price written as text: {@code of("2.50", 1_000_000)}. */
    public static UnitPrice of(String amount, long per) {
        return new UnitPrice(new BigDecimal(amount), per);
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** This price with its amount multiplied exactly: 2.50 per 1,000,000 times 0.5 is 1.25 per 1,000,000. */
    public UnitPrice times(BigDecimal factor) {
        return new UnitPrice(amount.multiply(factor), per);
    }

    /**
     * Picos for one count, as the numerator of a fraction in lowest terms.
     *
     * @param countScale decimal places a count carries: 6 where seconds are held as millionths, else 0
     */
    public BigInteger picosNumerator(int countScale) {
        BigInteger[] fraction = fraction(countScale);
        return fraction[0].divide(fraction[0].gcd(fraction[1]));
    }

    /** The denominator to {@link #picosNumerator}; 1 for a price of zero. */
    public BigInteger picosDenominator(int countScale) {
        BigInteger[] fraction = fraction(countScale);
        return fraction[1].divide(fraction[0].gcd(fraction[1]));
    }

    private BigInteger[] fraction(int countScale) {
        int places = amount.scale() + countScale;
        int up = Math.max(0, Money.SCALE - places);
        int down = Math.max(0, places - Money.SCALE);
        return new BigInteger[] {
            amount.unscaledValue().multiply(BigInteger.TEN.pow(up)),
            BigInteger.valueOf(per).multiply(BigInteger.TEN.pow(down))
        };
    }

    /** {@code 2.50 per 1000000}. */
    @Override
    public String toString() {
        return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString() + " per " + per;
    }
}
