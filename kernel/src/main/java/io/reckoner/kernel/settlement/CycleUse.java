package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.settlement.LiveCycle.PoolUse;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The live cycle while its account is settled: what it has used, as picos. */
final class CycleUse {
    private static final long NO_CAP = Long.MAX_VALUE;

    final Cycle cycle;
    final Plan plan;
    final String label;
    final ModelGate models;
    final long end;
    private final long start;
    private final long budget;
    private final long dailyCap;
    private final long weeklyCap;

    private long budgetUsed;
    private long day;
    private long dayDrawn;
    private long week;
    private long weekDrawn;
    private long mainGranted;
    private long mainDrawn;
    private long backupGranted;
    private long backupDrawn;

    private CycleUse(Cycle cycle, Plan plan, ModelGate models) {
        this.cycle = cycle;
        this.plan = plan;
        this.label = plan.label();
        this.models = models;
        this.start = Micros.of(cycle.start());
        this.end = Micros.of(cycle.end());
        this.budget = plan.budget().picosExact();
        this.dailyCap = cap(plan.caps().daily());
        this.weeklyCap = cap(plan.caps().weekly());
    }

    private static long cap(@Nullable Money cap) {
        return cap == null ? NO_CAP : cap.picosExact();
    }

    /** A cycle that opens. */
    static CycleUse opening(Cycle cycle, List<Lot> lots, Plan plan, ModelGate models) {
        CycleUse use = new CycleUse(cycle, plan, models);
        long opensAt = Micros.of(cycle.opensAt());
        use.day = Micros.epochDay(opensAt);
        use.week = use.weekAt(opensAt);
        use.mainGranted = granted(lots, Pool.MAIN);
        use.backupGranted = granted(lots, Pool.BACKUP);
        return use;
    }

    private static long granted(List<Lot> lots, Pool pool) {
        return lots.stream()
                .filter(lot -> lot.pool() == pool)
                .map(Lot::amount)
                .reduce(Money.ZERO, Money::plus)
                .picosExact();
    }

    /** A cycle that a run before left live. */
    static CycleUse resumed(LiveCycle live, Plan plan, ModelGate models) {
        CycleUse use = new CycleUse(live.cycle(), plan, models);
        use.budgetUsed = live.budgetUsed().picosExact();
        use.day = live.day().toEpochDay();
        use.dayDrawn = live.dayDrawn().picosExact();
        use.week = live.week();
        use.weekDrawn = live.weekDrawn().picosExact();
        use.mainGranted = live.main().granted().picosExact();
        use.mainDrawn = live.main().drawn().picosExact();
        use.backupGranted = live.backup().granted().picosExact();
        use.backupDrawn = live.backup().drawn().picosExact();
        return use;
    }

    private long weekAt(long instant) {
        return (instant - start) / Micros.PER_WEEK;
    }

    /** Whether an event may draw on the pools at all; the last one that may can overshoot the budget. */
    boolean hasBudget() {
        return budgetUsed < budget;
    }

    /** What the caps of the day and of the week leave at an instant. */
    long room(long instant) {
        long dayLeft = Micros.epochDay(instant) == day ? dailyCap - dayDrawn : dailyCap;
        long weekLeft = weekAt(instant) == week ? weeklyCap - weekDrawn : weeklyCap;
        return Math.max(0, Math.min(dayLeft, weekLeft));
    }

    /** Counts what one event drew, and its provider cost against the budget, whole. */
    void count(long instant, long fromMain, long fromBackup, long providerCost) {
        budgetUsed = Math.addExact(budgetUsed, providerCost);
        mainDrawn += fromMain;
        backupDrawn += fromBackup;
        long capped =
                switch (plan.caps().mode()) {
                    case MAIN -> fromMain;
                    case MAIN_AND_BACKUP -> fromMain + fromBackup;
                };
        if (capped == 0) {
            return;
        }
        long today = Micros.epochDay(instant);
        dayDrawn = today == day ? dayDrawn + capped : capped;
        day = today;
        long thisWeek = weekAt(instant);
        weekDrawn = thisWeek == week ? weekDrawn + capped : capped;
        week = thisWeek;
    }

    /** Whether a lot is one of this cycle's. */
    boolean owns(Lot lot) {
        return lot.pool() != Pool.WALLET
                && cycle.end().equals(lot.expiresAt())
                && !lot.effectiveAt().isBefore(cycle.start());
    }

    /** A void gave back to a pool. Caps and budget are not given back. */
    void giveBack(Pool pool, long picos) {
        switch (pool) {
            case MAIN -> mainDrawn -= picos;
            case BACKUP -> backupDrawn -= picos;
            case WALLET -> throw new IllegalArgumentException("the Wallet is no pool of a cycle");
        }
    }

    PoolUse main() {
        return new PoolUse(Money.ofPicos(mainGranted), Money.ofPicos(mainDrawn));
    }

    PoolUse backup() {
        return new PoolUse(Money.ofPicos(backupGranted), Money.ofPicos(backupDrawn));
    }

    LiveCycle state() {
        return new LiveCycle(
                cycle,
                Money.ofPicos(budgetUsed),
                LocalDate.ofEpochDay(day),
                Money.ofPicos(dayDrawn),
                Math.toIntExact(week),
                Money.ofPicos(weekDrawn),
                main(),
                backup());
    }
}
