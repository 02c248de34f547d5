package io.reckoner.kernel.control;

import java.math.BigDecimal;

/**
 * An equation with its figures filled in.
 *
 * @param equation its name
 * @param leftText the totals of the left side with their values, {@code lines.read 100 + lines.carried_in 0}
 */
public record Check(String equation, String leftText, BigDecimal left, String rightText, BigDecimal right) {
    public boolean holds() {
        return difference().signum() == 0;
    }

    /** Left minus right. */
    public BigDecimal difference() {
        return left.subtract(right);
    }

    /** {@code lines: lines.read 100 = 100, but lines.events 98 + lines.seals 1 = 99; difference 1}. */
    public String sentence() {
        String sides = equation + ": " + leftText + " = " + left.toPlainString() + (holds() ? " and " : ", but ")
                + rightText + " = " + right.toPlainString();
        return holds() ? sides : sides + "; difference " + difference().toPlainString();
    }
}
