package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;

/** The rates of all components in one {@link Situation}, laid out for the night. */
final class Rates {
    private static final Component[] COMPONENTS = Component.values();

    private final long[] wholeCost = new long[Component.COUNT];
    private final long[] wholeCharge = new long[Component.COUNT];
    private final ExactRate[] cost = new ExactRate[Component.COUNT];
    private final ExactRate[] charge = new ExactRate[Component.COUNT];
    private final int priced;
    private final long safeCount;

    Rates(Situation situation) {
        int bits = 0;
        BigInteger highest = BigInteger.ONE;
        for (Component component : COMPONENTS) {
            int c = component.ordinal();
            if (situation.isPriced(component)) {
                bits |= 1 << c;
            }
            cost[c] = ExactRate.of(component, situation.pieces(component, Side.COST));
            charge[c] = ExactRate.of(component, situation.pieces(component, Side.CHARGE));
            wholeCost[c] = cost[c].whole();
            wholeCharge[c] = charge[c].whole();
            highest = highest.max(cost[c].ceiling()).max(charge[c].ceiling());
        }
        priced = bits;
        // Rounding adds less than one pico for each component.
        safeCount = BigInteger.valueOf(Rater.LIMIT - 1 - Component.COUNT)
                .divide(highest)
                .longValueExact();
    }

    /** Bits of the components whose count may be positive. */
    int priced() {
        return priced;
    }

    /** With no more counts than this in sum, neither cost nor charge of an event can reach {@link Rater#LIMIT}. */
    long safeCount() {
        return safeCount;
    }

    /** Picos, or {@link ExactRate#TOO_MUCH}. */
    long cost(int component, long count) {
        long whole = wholeCost[component];
        return whole >= 0 ? product(whole, count) : cost[component].picos(count);
    }

    /** Picos, or {@link ExactRate#TOO_MUCH}. */
    long charge(int component, long count) {
        long whole = wholeCharge[component];
        return whole >= 0 ? product(whole, count) : charge[component].picos(count);
    }

    private static long product(long rate, long count) {
        long product = rate * count;
        return Math.multiplyHigh(rate, count) == 0 && product >= 0 && product < Rater.LIMIT
                ? product
                : ExactRate.TOO_MUCH;
    }
}
