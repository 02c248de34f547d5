package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import org.jspecify.annotations.Nullable;

/**
 * The price of one component, on either side. At least one side is there.
 *
 * @param cost what the provider asks of the operator; null where the card does not know it
 * @param charge what the customer pays; null for cost × mark-up
 */
public record ComponentPrice(@Nullable UnitPrice cost, @Nullable UnitPrice charge) {
    public ComponentPrice {
        if (cost == null && charge == null) {
            throw new IllegalArgumentException("a component's price needs a cost or a charge; write zero as 0");
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
