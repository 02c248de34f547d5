package io.reckoner.kernel.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * An amount of US dollars, held exactly as a whole number of picos (1e-12 USD), of any size and sign.
 *
 * <p>Nothing here rounds: what does not fit into picos is refused, and {@link Rounding} is the only bridge. Example:
 * {@code Money.parse("12.34").picosExact()} is 12,340,000,000,000.
 */
public record Money(BigInteger picos) implements Comparable<Money> {
    /** Decimal places held. */
    public static final int SCALE = 12;

    /** Picos in one dollar. */
    public static final long PICOS_PER_USD = 1_000_000_000_000L;

    public static final Money ZERO = new Money(BigInteger.ZERO);

    private static final BigInteger PICOS_PER_CENT = BigInteger.valueOf(PICOS_PER_USD / 100);
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,12})?");

    public static Money ofPicos(long picos) {
        return picos == 0 ? ZERO : new Money(BigInteger.valueOf(picos));
    }

    public static Money ofPicos(BigInteger picos) {
        return new Money(picos);
    }

    public static Money ofCents(long cents) {
        return new Money(BigInteger.valueOf(cents).multiply(PICOS_PER_CENT));
    }

    /**
     * The amount of a decimal with at most 12 places that are not zero.
     *
     * @throws ArithmeticException when it would have to be rounded
     */
    public static Money of(BigDecimal amount) {
        return new Money(amount.movePointRight(SCALE).toBigIntegerExact());
    }

    /**
     * Reads a plain decimal of dollars: an optional minus, digits, at most 12 places ({@code "12.34"}).
     *
     * @throws IllegalArgumentException for anything else: no exponent, no plus, no spaces, no digit grouping
     */
    public static Money parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not an amount of dollars; write plain decimals with at most 12 places, such as 12.34");
        }
        return of(new BigDecimal(text));
    }

    public Money plus(Money other) {
        return new Money(picos.add(other.picos));
    }

    public Money minus(Money other) {
        return new Money(picos.subtract(other.picos));
    }

    public Money times(long factor) {
        return new Money(picos.multiply(BigInteger.valueOf(factor)));
    }

    /**
     * The amount multiplied by a decimal, exactly: 20 % of 12.34 is 2.468.
     *
     * @throws ArithmeticException when the product is not a whole number of picos; then say how with {@link Rounding}
     */
    public Money timesExact(BigDecimal factor) {
        return of(toBigDecimal().multiply(factor));
    }

    public Money negate() {
        return new Money(picos.negate());
    }

    public Money abs() {
        return new Money(picos.abs());
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return picos.signum();
    }

    public boolean isZero() {
        return picos.signum() == 0;
    }

    public boolean isPositive() {
        return picos.signum() > 0;
    }

    public boolean isNegative() {
        return picos.signum() < 0;
    }

    /**
     * The picos as a {@code long}, for a column.
     *
     * @throws ArithmeticException above 9,223,372.036854775807 USD either way
     */
    public long picosExact() {
        return picos.longValueExact();
    }

    /** The amount in dollars with scale 12. */
    public BigDecimal toBigDecimal() {
        return new BigDecimal(picos, SCALE);
    }

    @Override
    public int compareTo(Money other) {
        return picos.compareTo(other.picos);
    }

    /** Plain decimal of dollars without trailing zeros, with at least two places: {@code 12.30}, {@code -0.000000000001}. */
    @Override
    public String toString() {
        BigDecimal trimmed = toBigDecimal().stripTrailingZeros();
        return (trimmed.scale() < 2 ? trimmed.setScale(2) : trimmed).toPlainString();
    }
}
