package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;
import java.util.List;

/**
 * The picos of a count of one component, exact: part × numerator over one denominator, part by part, rounded half-even
 * once.
 */
final class ExactRate {
    /** Nothing for any count. */
    static final ExactRate ZERO = new ExactRate(new long[] {0}, new BigInteger[] {BigInteger.ZERO}, BigInteger.ONE);

    /** In place of an amount: it reaches {@link Rater#LIMIT}. */
    static final long TOO_MUCH = -1;

    private static final BigInteger LIMIT = BigInteger.valueOf(Rater.LIMIT);

    private final long[] from;
    private final BigInteger[] numerators;
    private final BigInteger denominator;
    private final boolean small;
    private final long smallNumerator;
    private final long smallDenominator;

    private ExactRate(long[] from, BigInteger[] numerators, BigInteger denominator) {
        this.from = from;
        this.numerators = numerators;
        this.denominator = denominator;
        this.small = from.length == 1 && numerators[0].bitLength() < Long.SIZE && denominator.bitLength() < Long.SIZE;
        this.smallNumerator = small ? numerators[0].longValue() : 0;
        this.smallDenominator = small ? denominator.longValue() : 1;
    }

    /** The rate of these pieces, brought to their least common denominator; zero for none. */
    static ExactRate of(Component component, List<Situation.Piece> pieces) {
        if (pieces.isEmpty()) {
            return ZERO;
        }
        int scale = component.scale();
        BigInteger common = BigInteger.ONE;
        for (Situation.Piece piece : pieces) {
            BigInteger own = piece.price().unit().picosDenominator(scale);
            common = common.divide(common.gcd(own)).multiply(own);
        }
        long[] from = new long[pieces.size()];
        BigInteger[] numerators = new BigInteger[pieces.size()];
        for (int i = 0; i < from.length; i++) {
            Situation.Piece piece = pieces.get(i);
            from[i] = piece.from();
            numerators[i] = piece.price()
                    .unit()
                    .picosNumerator(scale)
                    .multiply(common.divide(piece.price().unit().picosDenominator(scale)));
        }
        return new ExactRate(from, numerators, common);
    }

    int pieces() {
        return from.length;
    }

    /** First count of a piece, from zero. */
    long from(int piece) {
        return from[piece];
    }

    /** First count beyond a piece. */
    long to(int piece) {
        return piece + 1 < from.length ? from[piece + 1] : Long.MAX_VALUE;
    }

    /** The numerator for the count that follows {@code count} counts. */
    BigInteger numeratorAfter(long count) {
        int piece = from.length - 1;
        while (from[piece] > count) {
            piece--;
        }
        return numerators[piece];
    }

    BigInteger denominator() {
        return denominator;
    }

    /** So many of a count of {@code count} fall into a piece. */
    long part(int piece, long count) {
        return Math.max(0, Math.min(count, to(piece)) - from[piece]);
    }

    /** Picos for one count where that is a whole number of them for any count and fits a {@code long}, else -1. */
    long whole() {
        return small && smallDenominator == 1 ? smallNumerator : -1;
    }

    /** An upper bound on the picos for one count, before rounding. */
    BigInteger ceiling() {
        BigInteger most = BigInteger.ZERO;
        for (BigInteger numerator : numerators) {
            most = most.max(numerator);
        }
        return most.add(denominator).subtract(BigInteger.ONE).divide(denominator);
    }

    /** The exact amount of a count, as a numerator over {@link #denominator}. */
    BigInteger exact(long count) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < from.length; i++) {
            sum = sum.add(numerators[i].multiply(BigInteger.valueOf(part(i, count))));
        }
        return sum;
    }

    /** The exact amount rounded half-even to picos. */
    Money amount(long count) {
        return Rounding.toPicos(exact(count), denominator);
    }

    /** {@link #amount} in a column, or {@link #TOO_MUCH}. Allocates only where the product needs more than 63 bits. */
    long picos(long count) {
        if (small) {
            long product = count * smallNumerator;
            if (Math.multiplyHigh(count, smallNumerator) == 0 && product >= 0) {
                long picos = Rounding.toPicos(product, smallDenominator);
                return picos < Rater.LIMIT ? picos : TOO_MUCH;
            }
        }
        BigInteger picos = amount(count).picos();
        return picos.compareTo(LIMIT) < 0 ? picos.longValueExact() : TOO_MUCH;
    }
}
