package io.reckoner.kernel.rating;

import java.math.BigDecimal;

/**
 * Factors on the two prices of a component. Usually one number for both; apart where a provider's discount is not passed
 * on.
 */
public record Multiplier(BigDecimal cost, BigDecimal charge) {
    public static final Multiplier ONE = new Multiplier(BigDecimal.ONE, BigDecimal.ONE);

    public Multiplier {
        cost = checked(cost);
        charge = checked(charge);
    }

    public static Multiplier of(BigDecimal both) {
        return new Multiplier(both, both);
    }

    public BigDecimal on(Side side) {
        return switch (side) {
            case COST -> cost;
            case CHARGE -> charge;
        };
    }

    /**
     * A factor as this book takes it: zero to 10,000, at most eight decimal places; equal values come out equal.
     *
     * @throws IllegalArgumentException for any other
     */
    static BigDecimal checked(BigDecimal factor) {
        if (factor.scale() > 8 || factor.precision() > 13 || factor.precision() - factor.scale() > 5) {
            throw new IllegalArgumentException("a factor has at most 8 decimal places and is at most 10000");
        }
        if (factor.signum() < 0 || factor.compareTo(BigDecimal.valueOf(10_000)) > 0) {
            throw new IllegalArgumentException("a factor is 0 to 10000, not " + factor.toPlainString());
        }
        BigDecimal plain = factor.signum() == 0 ? BigDecimal.ZERO : factor.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
