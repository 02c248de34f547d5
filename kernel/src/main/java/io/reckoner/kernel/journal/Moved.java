package io.reckoner.kernel.journal;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.Movement;

/** Credit of one pool and kind that was granted, drawn, paid off with, lapsed or returned: more than zero. */
public record Moved(Pool pool, LotKind kind, Money amount) {
    public Moved {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException(
                    "credit moves by more than zero, not by " + amount + " of " + pool.code() + " " + kind.code());
        }
    }

    static Moved of(Movement movement) {
        Lot lot = lot(movement);
        return new Moved(lot.pool(), lot.kind(), movement.amount());
    }

    static Lot lot(Movement movement) {
        Lot lot = movement.lot();
        if (lot == null) {
            throw new IllegalArgumentException("a " + movement.type().code() + " concerns no lot");
        }
        return lot;
    }
}
