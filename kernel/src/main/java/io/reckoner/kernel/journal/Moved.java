package io.reckoner.kernel.journal;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;

/** Credit of one pool and kind that was drawn, paid off with, lapsed, removed or returned: more than zero. */
public record Moved(Pool pool, LotKind kind, Money amount) {
    public Moved {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException(
                    "credit moves by more than zero, not by " + amount + " of " + pool.code() + " " + kind.code());
        }
    }
}
