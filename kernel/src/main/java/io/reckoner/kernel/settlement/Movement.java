package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one UTC day of a run did to one lot, to the account's debt, or to the operator's loss.
 *
 * <p>An account, run and day has at most one movement per type, lot and cause. Example: a lot granted and drawn twice the same
 * day, 0.10 and 0.05, moves by one {@code GRANT} and one {@code DRAW} of 0.15.
 *
 * @param day UTC day of the instant it happened at; for usage that of {@code settledAt}
 * @param lot the lot concerned; null exactly where {@link MovementType#lotSign} is 0
 * @param cause id of the debit, void or write-off behind it; empty for usage, grants, lapses and pay-offs
 * @param amount more than zero; the type says which way
 */
public record Movement(LocalDate day, MovementType type, @Nullable Lot lot, String cause, Money amount) {
    public Movement {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a " + type.code() + " moves more than zero, not " + amount);
        }
        if ((lot == null) != (type.lotSign() == 0)) {
            throw new IllegalArgumentException("a " + type.code() + " on " + day
                    + (lot == null ? " must name its lot" : " concerns no lot, not " + lot.id()));
        }
    }
}
