package io.reckoner.jobs.settlement;

import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.journal.Dealings;
import io.reckoner.kernel.journal.Receipt;
import io.reckoner.kernel.journal.SoldCycle;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.settlement.LiveCycle;
import io.reckoner.kernel.settlement.TimelineItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the books must know of an account's payments: all are offline, in whole cents, without tax. */
final class AccountDealings {
    private final PlanCatalogue plans;

    AccountDealings(PlanCatalogue plans) {
        this.plans = plans;
    }

    /** @param live the cycle that was live before the run; {@code items} is what lands in it */
    Dealings of(@Nullable LiveCycle live, List<TimelineItem> items) {
        Map<String, Receipt> receipts = new HashMap<>();
        List<SoldCycle> cycles = new ArrayList<>();
        if (live != null) {
            cycles.add(sold(live.cycle()));
        }
        for (TimelineItem item : items) {
            if (item instanceof TimelineItem.Grant grant && grant.lot().kind() == LotKind.TOPUP) {
                receipts.put(grant.lot().origin().id(), paid(grant.lot().amount()));
            } else if (item instanceof TimelineItem.CycleStart start) {
                cycles.add(sold(start.cycle()));
            }
        }
        return new Dealings(receipts, Map.of(), cycles);
    }

    private SoldCycle sold(Cycle cycle) {
        Money price = plans.planOf(cycle).price();
        return new SoldCycle(
                cycle.id(), price, cycle.opensAt(), cycle.end(), paid(price), new SoldCycle.Ending.RunsOut());
    }

    private static Receipt paid(Money amount) {
        return Receipt.of(Receipt.OFFLINE, Rounding.toCents(amount));
    }
}
