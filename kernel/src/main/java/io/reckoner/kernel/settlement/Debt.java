package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import java.time.LocalDate;

/**
 * Open shortfall that arose on one UTC day. Debts age by day: the oldest is paid first.
 *
 * @param amount more than zero
 */
public record Debt(LocalDate day, Money amount) {
    public Debt {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a debt of " + amount + " on " + day + " is none");
        }
    }
}
