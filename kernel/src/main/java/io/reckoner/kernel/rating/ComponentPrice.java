package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The price of one component, on either side. At least one side is there.
 *
 * @param cost what the provider asks of the operator; null where the card does not know it
 * @param charge what the customer pays; null for cost × mark-up
 */
public record ComponentPrice(@Nullable UnitPrice cost, @Nullable UnitPrice charge) {
    private static final int MAX_SCALE = 24;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    public ComponentPrice {
        if (cost == null && charge == null) {
            throw new IllegalArgumentException("a component's price needs a cost or a charge; write zero as 0");
        }
        requireBookPrice(cost);
        requireBookPrice(charge);
    }

    /** Keeps a price so short that its product with every factor of a book still is a {@link UnitPrice}. */
    static void requireBookPrice(@Nullable UnitPrice price) {
        if (price != null
                && (price.amount().scale() > MAX_SCALE || price.amount().compareTo(MOST) >= 0)) {
            throw new IllegalArgumentException("a price in a book has at most " + MAX_SCALE
                    + " decimal places and stays below " + MOST + "; this one is " + price);
        }
    }

    /** Charged at cost × mark-up. */
    public static ComponentPrice ofCost(UnitPrice cost) {
        return new ComponentPrice(cost, null);
    }

    /** The price of one side as stated; null where it is not. */
    @Nullable
    UnitPrice stated(Side side) {
        return switch (side) {
            case COST -> cost;
            case CHARGE -> charge;
        };
    }
}
