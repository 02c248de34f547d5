package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.plan.Proration;
import io.reckoner.kernel.settlement.LiveCycle.PoolUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an account has and owes while it is settled, and what its time line does to it beside usage. */
final class Holdings {
    final LotQueue main = new LotQueue();
    final LotQueue backup = new LotQueue();
    final LotQueue wallet = new LotQueue();
    final Debts debts;
    BeyondPlan beyondPlan;

    @Nullable
    CycleUse cycle;

    private final String account;
    private final PlanCatalogue plans;
    private final Function<Plan, ModelGate> gates;
    private final DayBook day;

    /** Credit was granted or given back at this instant, and has not yet been asked to pay what is owed. */
    private boolean credited;

    Holdings(AccountState opening, PlanCatalogue plans, Function<Plan, ModelGate> gates, DayBook day) {
        this.account = opening.account();
        this.plans = plans;
        this.gates = gates;
        this.day = day;
        this.debts = new Debts(opening.debts());
        this.beyondPlan = opening.beyondPlan();
        opening.lots().forEach(open -> pool(open.lot().pool()).add(open.lot(), open.remaining()));
        LiveCycle live = opening.cycle();
        if (live != null) {
            Plan plan = plans.planOf(live.cycle());
            cycle = CycleUse.resumed(live, plan, gates.apply(plan));
        }
    }

    private LotQueue pool(Pool pool) {
        return switch (pool) {
            case MAIN -> main;
            case BACKUP -> backup;
            case WALLET -> wallet;
        };
    }

    /** The next instant at which a lot lapses or the cycle ends. */
    long nextEnd() {
        long lapse = nextLapse();
        return cycle == null ? lapse : Math.min(lapse, cycle.end);
    }

    long nextLapse() {
        return Math.min(wallet.nextExpiry(), Math.min(main.nextExpiry(), backup.nextExpiry()));
    }

    /** Lots whose time is over lapse. */
    void lapse(long instant) {
        main.lapse(instant, day);
        backup.lapse(instant, day);
        wallet.lapse(instant, day);
    }

    /** A cycle whose time is over is no longer live; its lots have lapsed with it. */
    void endCycle(long instant) {
        if (cycle != null && cycle.end <= instant) {
            cycle = null;
        }
    }

    /** Lets one item act, other than a debit. */
    void act(TimelineItem item) {
        switch (item) {
            case TimelineItem.Grant grant -> grant(grant.lot(), grant.actsAt());
            case TimelineItem.CycleStart start -> start(start);
            case TimelineItem.CycleEnd end -> cut(end.cycle());
            case TimelineItem.CycleSwitch change -> change(change);
            case TimelineItem.UsageVoid voided -> giveBack(voided);
            case TimelineItem.DebtGivenUp given -> giveUp(given);
            case TimelineItem.BeyondPlanSet set -> beyondPlan = set.beyondPlan();
            case TimelineItem.Debit debit ->
                throw new IllegalArgumentException("debit " + debit.id() + " draws like usage");
        }
    }

    private void grant(Lot lot, Instant actsAt) {
        if (!lot.account().equals(account)) {
            throw new IllegalArgumentException(
                    "lot " + lot.id() + " belongs to account " + lot.account() + ", not to " + account);
        }
        credited = true;
        day.add(MovementType.GRANT, lot, "", lot.amount());
        if (LotQueue.expiryMicros(lot) <= Micros.of(actsAt)) {
            day.add(MovementType.LAPSE, lot, "", lot.amount());
        } else {
            pool(lot.pool()).add(lot, lot.amount());
        }
    }

    private void start(TimelineItem.CycleStart start) {
        Cycle next = start.cycle();
        if (cycle != null) {
            throw new IllegalArgumentException("cycle " + next.id() + " of account " + account + " would open at "
                    + next.opensAt() + " while cycle " + cycle.cycle.id() + " is live until " + cycle.cycle.end()
                    + "; a purchase during a cycle starts at its end");
        }
        Plan plan = plans.planOf(next);
        cycle = CycleUse.opening(next, start.lots(), plan, gates.apply(plan));
        start.lots().forEach(lot -> grant(lot, next.opensAt()));
    }

    private void cut(String cycleId) {
        if (cycle != null && cycle.cycle.id().equals(cycleId)) {
            main.lapse(cycle.end, day);
            backup.lapse(cycle.end, day);
            cycle = null;
        }
    }

    private void change(TimelineItem.CycleSwitch change) {
        if (cycle == null || !cycle.cycle.id().equals(change.cycle())) {
            return;
        }
        PoolUse inMain = cycle.main();
        PoolUse inBackup = cycle.backup();
        Proration proration = Proration.of(
                cycle.cycle,
                change.actsAt(),
                new Proration.Drawn(inMain.granted(), inMain.drawn(), inBackup.granted(), inBackup.drawn()),
                cycle.plan.price(),
                change.newPrice());
        cut(change.cycle());
        if (proration.credit().isPositive()) {
            LotOrigin origin = new LotOrigin(LotOrigin.Type.SWITCH, change.id());
            Lot credit = Lot.of(
                    origin, account, Pool.WALLET, LotKind.SWITCH_CREDIT, proration.credit(), change.actsAt(), null);
            grant(credit, change.actsAt());
        }
    }

    private void giveUp(TimelineItem.DebtGivenUp given) {
        Money amount = given.most().min(debts.owed());
        if (amount.isPositive()) {
            debts.pay(amount);
            day.add(given.kind().movement(), null, given.id(), amount);
        }
    }

    private void giveBack(TimelineItem.UsageVoid voided) {
        for (TimelineItem.LotDraw draw : voided.back().reversed()) {
            giveBack(draw, voided);
        }
        for (Debt owed : voided.owed()) {
            debts.cancel(owed.day(), owed.amount());
            day.add(MovementType.SHORTFALL_RETURN, null, voided.id(), owed.amount());
        }
        for (TimelineItem.Forgiven forgiven : voided.forgiven()) {
            day.add(forgiven.kind().takenBack(), null, voided.id(), forgiven.amount());
            day.add(MovementType.SHORTFALL_RETURN, null, voided.id(), forgiven.amount());
        }
        if (voided.overRun().isPositive()) {
            day.add(MovementType.OVER_RUN_RETURN, null, voided.id(), voided.overRun());
        }
    }

    private void giveBack(TimelineItem.LotDraw draw, TimelineItem.UsageVoid voided) {
        Lot lot = draw.lot();
        credited = true;
        day.add(MovementType.RETURN, lot, voided.id(), draw.amount());
        boolean ofLiveCycle = cycle != null && cycle.owns(lot);
        if (LotQueue.expiryMicros(lot) <= Micros.of(voided.actsAt()) || (lot.pool() != Pool.WALLET && !ofLiveCycle)) {
            day.add(MovementType.LAPSE, lot, "", draw.amount());
            return;
        }
        pool(lot.pool()).add(lot, draw.amount());
        if (cycle != null && ofLiveCycle) {
            cycle.giveBack(lot.pool(), draw.amount().picosExact());
        }
    }

    /** Where credit was granted or given back, open shortfall is paid from the Wallet in draw order. */
    void payOff() {
        Money owed = debts.owed();
        boolean asked = credited;
        credited = false;
        if (asked && owed.isPositive()) {
            debts.pay(wallet.take(owed, MovementType.PAY_OFF, "", day));
        }
    }

    /**
     * Credit is taken out of the Wallet; what no lot in reach covers is owed. Example: of a top-up of 10.00 with 4.00 left, a
     * refund of 10.00 takes the 4.00 and leaves a debt of 6.00, whatever else the Wallet holds.
     */
    void debit(TimelineItem.Debit debit) {
        Money left = debit.amount();
        for (String lotId : debit.lots()) {
            left = left.minus(wallet.takeFrom(lotId, left, debit.kind().draw(), debit.id(), day));
        }
        left = switch (debit.kind().reach()) {
            case OWN_LOTS -> left;
            case WALLET -> left.minus(wallet.take(left, debit.kind().draw(), debit.id(), day));
        };
        if (left.isPositive()) {
            day.add(debit.kind().shortfall(), null, debit.id(), left);
            debts.add(Micros.day(Micros.of(debit.actsAt())), left);
        }
    }

    void collectDraws() {
        main.collectDraws(day);
        backup.collectDraws(day);
        wallet.collectDraws(day);
    }

    AccountState state() {
        List<OpenLot> lots = new ArrayList<>();
        main.addOpenLots(lots);
        backup.addOpenLots(lots);
        wallet.addOpenLots(lots);
        return new AccountState(account, lots, cycle == null ? null : cycle.state(), debts.open(), beyondPlan);
    }
}
