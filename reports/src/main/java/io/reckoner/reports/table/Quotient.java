package io.reckoner.reports.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Quotients of exact sums: what a report shows, and nothing is booked by. */
public final class Quotient {
    private static final int SCALE = 12;

    private Quotient() {}

    /** Half-even at 12 decimals; null where the divisor is zero. 1/3 is 0.333333333333. */
    public static @Nullable BigDecimal of(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? null : dividend.divide(divisor, SCALE, RoundingMode.HALF_EVEN);
    }
}
