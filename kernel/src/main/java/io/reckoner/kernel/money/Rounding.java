package io.reckoner.kernel.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The only place that rounds money.
 *
 * <ul>
 *   <li>A component of a charge: half-even to picos, once ({@link #toPicos}).
 *   <li>Money that meets the outside world: half-even to whole cents ({@link #toCents}).
 *   <li>What is shown: toward zero for what there is, away from zero for what is owed ({@link #shown},
 *       {@link #shownDebt}), so that whatever is shown can be spent.
 * </ul>
 */
public final class Rounding {
    private static final BigInteger PICOS_PER_CENT = BigInteger.valueOf(Money.PICOS_PER_USD / 100);

    private Rounding() {}

    /** Dollars to the nearest pico, half to even: 0.0000000000005 becomes 0, 0.0000000000015 becomes 2 picos. */
    public static Money toPicos(BigDecimal dollars) {
        return Money.of(dollars.setScale(Money.SCALE, RoundingMode.HALF_EVEN));
    }

    /**
     * A fraction of picos to the nearest pico, half to even: 5/2 becomes 2, 7/2 becomes 4.
     *
     * @throws ArithmeticException when the denominator is not positive
     */
    public static Money toPicos(BigInteger numerator, BigInteger denominator) {
        return Money.ofPicos(halfEven(numerator, denominator));
    }

    /**
     * The same for a column: numerator and result in picos as {@code long}, nothing allocated.
     *
     * @param numerator zero or more
     * @param denominator one or more
     */
    public static long toPicos(long numerator, long denominator) {
        long quotient = numerator / denominator;
        long above = numerator - quotient * denominator;
        long below = denominator - above;
        return above > below || (above == below && (quotient & 1) == 1) ? quotient + 1 : quotient;
    }

    /** To whole cents, half to even: 0.125 becomes 0.12, 0.135 becomes 0.14. */
    public static Money toCents(Money amount) {
        return toCents(amount.picos(), BigInteger.ONE);
    }

    /**
     * A fraction of picos straight to whole cents, half to even, without a rounding to picos between.
     *
     * @throws ArithmeticException when the denominator is not positive
     */
    public static Money toCents(BigInteger numerator, BigInteger denominator) {
        return Money.ofPicos(
                halfEven(numerator, denominator.multiply(PICOS_PER_CENT)).multiply(PICOS_PER_CENT));
    }

    /**
     * A balance as shown with so many places of a dollar: what there is toward zero, what is owed (negative) away from it.
     * With 2 places 12.349 becomes 12.34 and -0.001 becomes -0.01. Credits, at 100 to the dollar, take two places more.
     */
    public static BigDecimal shown(Money balance, int places) {
        return balance.toBigDecimal().setScale(places, RoundingMode.FLOOR);
    }

    /** A debt held as a positive amount, as shown: away from zero. With 2 places 0.001 becomes 0.01. */
    public static BigDecimal shownDebt(Money debt, int places) {
        return debt.toBigDecimal().setScale(places, RoundingMode.CEILING);
    }

    private static BigInteger halfEven(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() <= 0) {
            throw new ArithmeticException("a denominator must be positive, not " + denominator);
        }
        BigInteger[] parts = numerator.abs().divideAndRemainder(denominator);
        BigInteger quotient = parts[0];
        int half = parts[1].shiftLeft(1).compareTo(denominator);
        if (half > 0 || (half == 0 && quotient.testBit(0))) {
            quotient = quotient.add(BigInteger.ONE);
        }
        return numerator.signum() < 0 ? quotient.negate() : quotient;
    }
}
