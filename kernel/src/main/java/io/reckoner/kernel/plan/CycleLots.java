package io.reckoner.kernel.plan;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * The lots a cycle opens: Main with its renewal bonus, and Backup. They are effective when the cycle opens and expire with it.
 *
 * <p>Example: a Starter cycle opens 10.00 plan and 2.00 plan bonus in Main, 30.00 plan in Backup.
 */
public final class CycleLots {
    private CycleLots() {}

    /** Lots of nothing are left out: a free plan opens none. */
    public static List<Lot> of(String account, Cycle cycle, Plan plan) {
        List<Lot> lots = new ArrayList<>();
        add(lots, account, cycle, Pool.MAIN, LotKind.PLAN, plan.allowance().base());
        add(lots, account, cycle, Pool.MAIN, LotKind.PLAN_BONUS, plan.renewalBonus());
        add(lots, account, cycle, Pool.BACKUP, LotKind.PLAN, plan.backup());
        return List.copyOf(lots);
    }

    private static void add(List<Lot> lots, String account, Cycle cycle, Pool pool, LotKind kind, Money amount) {
        if (amount.isPositive()) {
            LotOrigin origin = new LotOrigin(LotOrigin.Type.CYCLE, cycle.id());
            lots.add(Lot.of(origin, account, pool, kind, amount, cycle.opensAt(), cycle.end()));
        }
    }
}
