package io.reckoner.kernel.opening;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.journal.SubscriptionAccrual;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.settlement.LiveCycle;
import io.reckoner.kernel.settlement.LiveCycle.PoolUse;
import java.util.ArrayList;
import java.util.List;

/**
 * A paid cycle in the middle of which an account changes over.
 *
 * <p>Main was drawn bonus first: of 12.00 granted, 10.00 of it plan and 2.00 bonus, 11.00 left are 10.00 plan and 1.00 bonus. Drawn is
 * what the plan grants less what is left. Of the price, what days before the cut-over have earned is the past's; the rest is earned
 * here, day by day, as of any cycle.
 *
 * @param mainLeft what is left of Main, bonus included
 * @param drawnToday what was drawn against the caps on the UTC day of the cut-over
 * @param drawnThisWeek what was drawn against the caps in the cycle's week of the cut-over
 * @param budgetUsed provider cost of the usage that drew on the pools
 */
public record CycleUnderWay(
        Cycle cycle,
        Plan plan,
        Money mainLeft,
        Money backupLeft,
        Money drawnToday,
        Money drawnThisWeek,
        Money budgetUsed) {

    /** Why this cannot be, one sentence each; empty where it can. */
    public List<String> faults(CutOver cutOver) {
        List<String> faults = new ArrayList<>();
        atMost(faults, "main_left", mainLeft, "plan " + plan.label() + " grants to Main", mainGranted());
        atMost(faults, "backup_left", backupLeft, "plan " + plan.label() + " grants to Backup", plan.backup());
        if (faults.isEmpty()) {
            Money drawn = capped();
            atMost(faults, "drawn_today", drawnToday, "was drawn against the caps in all", drawn);
            atMost(faults, "drawn_this_week", drawnThisWeek, "was drawn against the caps in all", drawn);
        }
        long at = Micros.of(cutOver.instant());
        if (drawnToday.isPositive() && at % Micros.PER_DAY == 0) {
            faults.add("drawn_today " + drawnToday + ": the UTC day begins at the cut-over. Write 0.");
        }
        if (drawnThisWeek.isPositive() && (at - Micros.of(cycle.start())) % Micros.PER_WEEK == 0) {
            faults.add("drawn_this_week " + drawnThisWeek + ": a week of the cycle begins at the cut-over. Write 0.");
        }
        return faults;
    }

    private static void atMost(List<String> faults, String what, Money amount, String bound, Money most) {
        if (amount.compareTo(most) > 0) {
            faults.add(what + " " + amount + " is more than " + bound + ", " + most + ".");
        }
    }

    private Money mainGranted() {
        return plan.allowance().base().plus(plan.renewalBonus());
    }

    private Money mainDrawn() {
        return mainGranted().minus(mainLeft);
    }

    private Money backupDrawn() {
        return plan.backup().minus(backupLeft);
    }

    /** What of the draws the caps count. */
    private Money capped() {
        return switch (plan.caps().mode()) {
            case MAIN -> mainDrawn();
            case MAIN_AND_BACKUP -> mainDrawn().plus(backupDrawn());
        };
    }

    /** What is left, as lots of the cycle; nothing where nothing is left. */
    List<Lot> lots(String account) {
        Money paid = mainLeft.min(plan.allowance().base());
        List<Lot> lots = new ArrayList<>();
        add(lots, account, Pool.MAIN, LotKind.PLAN, paid);
        add(lots, account, Pool.MAIN, LotKind.PLAN_BONUS, mainLeft.minus(paid));
        add(lots, account, Pool.BACKUP, LotKind.PLAN, backupLeft);
        return lots;
    }

    private void add(List<Lot> lots, String account, Pool pool, LotKind kind, Money left) {
        if (left.isPositive()) {
            LotOrigin origin = new LotOrigin(LotOrigin.Type.CYCLE, cycle.id());
            lots.add(Lot.of(origin, account, pool, kind, left, cycle.opensAt(), cycle.end()));
        }
    }

    /** The cycle with what it has used. */
    LiveCycle live(CutOver cutOver) {
        long at = Micros.of(cutOver.instant());
        return new LiveCycle(
                cycle,
                budgetUsed,
                Micros.day(at),
                drawnToday,
                Math.toIntExact((at - Micros.of(cycle.start())) / Micros.PER_WEEK),
                drawnThisWeek,
                new PoolUse(mainGranted(), mainDrawn()),
                new PoolUse(plan.backup(), backupDrawn()));
    }

    /** What of its price runs after the cut-over will still earn. */
    Money unearned(CutOver cutOver) {
        return SubscriptionAccrual.of(plan.price(), cycle.opensAt(), cycle.end())
                .cut(cutOver.instant())
                .unearned();
    }
}
