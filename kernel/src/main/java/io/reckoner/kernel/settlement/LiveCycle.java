package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Cycle;
import java.time.LocalDate;

/**
 * The live cycle of an account with what it has used.
 *
 * @param budgetUsed provider cost of the events that drew on its pools
 * @param day UTC day of the last draw that counts against the caps
 * @param dayDrawn what was drawn against the caps on that day, within this cycle
 * @param week week of the cycle of that draw, from 0, each 7 × 24 h from the cycle's start
 * @param weekDrawn what was drawn against the caps in that week
 */
public record LiveCycle(
        Cycle cycle,
        Money budgetUsed,
        LocalDate day,
        Money dayDrawn,
        int week,
        Money weekDrawn,
        PoolUse main,
        PoolUse backup) {
    /** Granted to a pool by this cycle, bonus included, and drawn from it; what a void gave back counts as not drawn. */
    public record PoolUse(Money granted, Money drawn) {
        public PoolUse {
            if (drawn.isNegative() || drawn.compareTo(granted) > 0) {
                throw new IllegalArgumentException("drawn " + drawn + " must lie between 0 and granted " + granted);
            }
        }
    }
}
