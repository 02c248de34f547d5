package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far a price moves. The rule of which changes somebody has to confirm is here and nowhere else: by five times or more
 * either way, to or from zero, or gone. Example: 1.00 to 4.99 is ordinary, 1.00 to 5.00 is a leap, and so is 5.00 to 1.00.
 */
enum PriceStep {
    /** The same price, in whatever units. */
    NONE,
    ORDINARY,
    /** By five times or more, either way. */
    LEAP,
    /** To or from zero. A price that was not known and becomes zero goes to zero: absent is not free. */
    ZERO,
    /** A price where none was. */
    NEW,
    /** No price where one was. */
    GONE;

    private static final BigDecimal FIVE = BigDecimal.valueOf(5);

    /** The step from one price to the other; null where there is none. */
    static PriceStep of(@Nullable UnitPrice before, @Nullable UnitPrice after) {
        if (before == null) {
            return after == null ? NONE : after.isZero() ? ZERO : NEW;
        }
        if (after == null) {
            return GONE;
        }
        // Brought to the same units without division.
        BigDecimal was = before.amount().multiply(BigDecimal.valueOf(after.per()));
        BigDecimal is = after.amount().multiply(BigDecimal.valueOf(before.per()));
        if (was.compareTo(is) == 0) {
            return NONE;
        }
        if (before.isZero() || after.isZero()) {
            return ZERO;
        }
        boolean leaps = is.compareTo(was.multiply(FIVE)) >= 0 || was.compareTo(is.multiply(FIVE)) >= 0;
        return leaps ? LEAP : ORDINARY;
    }

    /** Whether somebody has to confirm it wherever prices change. */
    boolean isToConfirm() {
        return switch (this) {
            case LEAP, ZERO, GONE -> true;
            case NONE, ORDINARY, NEW -> false;
        };
    }
}
