package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.settlement.NaiveHistory.Change;
import io.reckoner.kernel.usage.EventBlock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Usage events of an account, one at a time: the pools of the live cycle pay first, then the wallet; the rest is owed or lost. */
final class NaiveUsage {
    private final PlanCatalogue plans;
    private final NaiveHistory history;
    private final NaiveCycles cycles;
    private final NaiveDebts debts;
    private final List<Rated.Drawn> drawn = new ArrayList<>();

    NaiveUsage(PlanCatalogue plans, NaiveHistory history, NaiveCycles cycles, NaiveDebts debts) {
        this.plans = plans;
        this.history = history;
        this.cycles = cycles;
        this.debts = debts;
    }

    /** In the order settled. */
    List<Rated.Drawn> drawn() {
        return drawn;
    }

    void settle(Rated event, long t, boolean late, BeyondPlan beyondPlan) {
        Optional<Cycle> live = event.kind() == KeyKind.SUBSCRIPTION ? cycles.live(t) : Optional.empty();
        BigDecimal left = Money.ofPicos(event.charge()).toBigDecimal();
        int before = history.changes().size();
        if (live.isPresent()) {
            left = usePools(event, t, live.get(), left);
        }
        boolean walletMay = event.kind() == KeyKind.PAYG
                || (beyondPlan == BeyondPlan.PAY_AS_YOU_GO
                        && live.map(cycle -> plans.planOf(cycle).overflow() == Plan.Overflow.TO_WALLET)
                                .orElse(true));
        if (walletMay) {
            left = draw(event, t, Pool.WALLET, left, left, null);
            history.add(Change.used(event.id(), t, MovementType.SHORTFALL, null, left, null));
            debts.add(Micros.day(t), left);
        } else {
            history.add(Change.used(event.id(), t, MovementType.OVER_RUN, null, left, null));
        }
        List<Change> changes = history.changes();
        note(event, changes.subList(before, changes.size()), live.map(plans::planOf), late);
    }

    private BigDecimal usePools(Rated event, long t, Cycle cycle, BigDecimal charge) {
        Plan plan = plans.planOf(cycle);
        BigDecimal budget =
                plan.price().toBigDecimal().multiply(plan.allowance().budgetMultiplier());
        if (!plan.models().contains(event.model()) || cycles.spent(cycle).compareTo(budget) >= 0) {
            return charge;
        }
        boolean both = plan.caps().mode() == Plan.CapsMode.MAIN_AND_BACKUP;
        BigDecimal left = draw(event, t, Pool.MAIN, charge, cycles.room(cycle, t), cycle);
        left = draw(event, t, Pool.BACKUP, left, both ? cycles.room(cycle, t) : left, cycle);
        if (left.compareTo(charge) < 0 && event.cost() != EventBlock.ABSENT) {
            cycles.spend(cycle, Money.ofPicos(event.cost()).toBigDecimal());
        }
        return left;
    }

    private BigDecimal draw(Rated event, long t, Pool pool, BigDecimal wanted, BigDecimal room, Cycle cycle) {
        BigDecimal left = wanted;
        BigDecimal allowed = wanted.min(room);
        for (Lot lot : history.open(pool)) {
            BigDecimal taken = history.remaining(lot).min(allowed);
            history.add(Change.used(event.id(), t, MovementType.DRAW, lot, taken, cycle));
            allowed = allowed.subtract(taken);
            left = left.subtract(taken);
        }
        return left;
    }

    private void note(Rated event, List<Change> changes, Optional<Plan> plan, boolean late) {
        List<Change> draws = changes.stream()
                .filter(change -> change.type() == MovementType.DRAW)
                .toList();
        drawn.add(new Rated.Drawn(
                event.id(),
                picos(draws, change -> change.lot().pool() == Pool.MAIN),
                picos(draws, change -> change.lot().pool() == Pool.BACKUP),
                picos(draws, change -> inWallet(change, LotKind.Funding.BONUS)),
                picos(draws, change -> inWallet(change, LotKind.Funding.PAID)),
                picos(changes, change -> change.type() == MovementType.SHORTFALL),
                picos(changes, change -> change.type() == MovementType.OVER_RUN),
                draws.isEmpty() ? null : draws.getFirst().lot().id(),
                draws.isEmpty() ? null : draws.getLast().lot().id(),
                plan.map(Plan::label).orElse(null),
                late));
    }

    private static boolean inWallet(Change change, LotKind.Funding funding) {
        return change.lot().pool() == Pool.WALLET && change.lot().kind().funding() == funding;
    }

    private static long picos(List<Change> changes, Predicate<Change> which) {
        return NaiveHistory.sum(changes, which).picosExact();
    }
}
