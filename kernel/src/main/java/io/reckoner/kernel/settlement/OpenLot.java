package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;

/**
 * A lot with what is left of it.
 *
 * @param remaining more than zero, at most the lot's amount
 */
public record OpenLot(Lot lot, Money remaining) {
    public OpenLot {
        if (!remaining.isPositive() || remaining.compareTo(lot.amount()) > 0) {
            throw new IllegalArgumentException("lot " + lot.id() + " of " + lot.amount() + " cannot have " + remaining
                    + " left; a used-up lot is not open");
        }
    }
}
