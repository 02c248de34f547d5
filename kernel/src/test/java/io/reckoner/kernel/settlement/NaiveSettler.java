package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.settlement.NaiveHistory.Change;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules of settlement written a second time, as slowly as possible: one happening at a time, nothing summed ahead. What a
 * lot has left, what a cap has used and what a cycle has spent is added up from the whole {@link NaiveHistory} whenever it is
 * asked for.
 */
final class NaiveSettler {
    private record Happening(long at, int rank, byte[] id, Runnable effect) {}

    private final PlanCatalogue plans;
    private final String account;
    private final NaiveHistory history = new NaiveHistory();
    private final NaiveCycles cycles;
    private final NaiveDebts debts = new NaiveDebts();
    private final NaiveUsage usage;
    private BeyondPlan beyondPlan = BeyondPlan.PAY_AS_YOU_GO;
    private boolean credited;

    NaiveSettler(PlanCatalogue plans, String account) {
        this.plans = plans;
        this.account = account;
        this.cycles = new NaiveCycles(plans, history);
        this.usage = new NaiveUsage(plans, history, cycles, debts);
    }

    NaiveHistory history() {
        return history;
    }

    NaiveCycles cycles() {
        return cycles;
    }

    NaiveDebts debts() {
        return debts;
    }

    List<Rated.Drawn> drawn() {
        return usage.drawn();
    }

    void run(Instant previous, Instant next, List<TimelineItem> items, List<Rated> events) {
        List<Happening> happenings = new ArrayList<>();
        for (TimelineItem item : items) {
            if (item.actsAt().isBefore(next)) {
                happenings.add(happening(item));
            }
        }
        for (Rated event : events) {
            long t = Math.max(event.ts(), Micros.of(previous));
            happenings.add(new Happening(
                    t,
                    4,
                    bytes(event.id()),
                    () -> usage.settle(event, t, event.ts() < Micros.of(previous), beyondPlan)));
        }
        happenings.sort(Comparator.comparingLong(Happening::at)
                .thenComparingInt(Happening::rank)
                .thenComparing(Happening::id, Arrays::compareUnsigned));
        for (int i = 0; i < happenings.size(); i++) {
            Happening happening = happenings.get(i);
            history.lapseExpired(happening.at);
            happening.effect.run();
            boolean lastBeforeUsage = i + 1 == happenings.size()
                    || happenings.get(i + 1).at != happening.at
                    || happenings.get(i + 1).rank == 4;
            if (happening.rank < 4 && lastBeforeUsage && credited) {
                payOff(happening.at);
            }
        }
        history.lapseExpired(Micros.of(next));
    }

    private Happening happening(TimelineItem item) {
        long at = Micros.of(item.actsAt());
        byte[] id = bytes(item.id());
        return switch (item) {
            case TimelineItem.CycleEnd end -> new Happening(at, 1, id, () -> cycles.cut(end.cycle(), at));
            case TimelineItem.CycleSwitch change -> new Happening(at, 1, id, () -> change(change, at));
            case TimelineItem.Grant grant -> new Happening(at, 2, id, () -> grant(grant.lot(), at));
            case TimelineItem.CycleStart start -> new Happening(at, 2, id, () -> start(start, at));
            case TimelineItem.UsageVoid voided -> new Happening(at, 2, id, () -> giveBack(voided, at));
            case TimelineItem.BeyondPlanSet set -> new Happening(at, 2, id, () -> beyondPlan = set.beyondPlan());
            case TimelineItem.DebtGivenUp given -> new Happening(at, 3, id, () -> giveUp(given, at));
            case TimelineItem.Debit debit -> new Happening(at, 4, id, () -> debit(debit, at));
        };
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private void grant(Lot lot, long at) {
        history.grant(lot, at);
        credited = true;
    }

    private void start(TimelineItem.CycleStart start, long at) {
        cycles.open(start.cycle(), start.lots());
        start.lots().forEach(lot -> grant(lot, at));
    }

    private void change(TimelineItem.CycleSwitch change, long at) {
        Optional<Cycle> live = cycles.live(at).filter(cycle -> cycle.id().equals(change.cycle()));
        if (live.isEmpty()) {
            return;
        }
        Cycle cycle = live.get();
        BigDecimal left = cycles.creditShare(cycle, at);
        BigDecimal oldPrice = plans.planOf(cycle).price().toBigDecimal();
        BigDecimal credit = oldPrice.multiply(left)
                .min(change.newPrice().toBigDecimal().subtract(oldPrice))
                .max(BigDecimal.ZERO)
                // Thirds are off by 1e-60 here: without this a half cent would not be seen as one.
                .setScale(40, RoundingMode.HALF_EVEN)
                .setScale(2, RoundingMode.HALF_EVEN);
        cycles.cut(cycle.id(), at);
        if (credit.signum() > 0) {
            LotOrigin origin = new LotOrigin(LotOrigin.Type.SWITCH, change.id());
            Money amount = Money.of(credit);
            grant(Lot.of(origin, account, Pool.WALLET, LotKind.SWITCH_CREDIT, amount, change.actsAt(), null), at);
        }
    }

    private void giveBack(TimelineItem.UsageVoid voided, long at) {
        for (TimelineItem.LotDraw draw : voided.back()) {
            Lot lot = draw.lot();
            BigDecimal amount = draw.amount().toBigDecimal();
            history.add(Change.caused(voided.id(), at, MovementType.RETURN, lot, amount));
            credited = true;
            boolean expired = lot.expiresAt() != null && Micros.of(lot.expiresAt()) <= at;
            boolean cycleOver = lot.pool() != Pool.WALLET && !cycles.isOfLiveCycle(lot, at);
            if (expired || cycleOver) {
                history.add(Change.of(at, MovementType.LAPSE, lot, amount));
            }
        }
        BigDecimal overRun = voided.overRun().toBigDecimal();
        history.add(Change.caused(voided.id(), at, MovementType.OVER_RUN_RETURN, null, overRun));
        for (Debt owed : voided.owed()) {
            BigDecimal amount = owed.amount().toBigDecimal();
            history.add(Change.caused(voided.id(), at, MovementType.SHORTFALL_RETURN, null, amount));
            debts.reduce(amount, owed.day());
        }
        for (TimelineItem.Forgiven forgiven : voided.forgiven()) {
            BigDecimal amount = forgiven.amount().toBigDecimal();
            history.add(Change.caused(voided.id(), at, forgiven.kind().takenBack(), null, amount));
            history.add(Change.caused(voided.id(), at, MovementType.SHORTFALL_RETURN, null, amount));
        }
    }

    private void giveUp(TimelineItem.DebtGivenUp given, long at) {
        BigDecimal amount = given.most().toBigDecimal().min(debts.inAll());
        history.add(Change.caused(given.id(), at, given.kind().movement(), null, amount));
        debts.reduce(amount);
    }

    private void payOff(long at) {
        credited = false;
        for (Lot lot : history.open(Pool.WALLET)) {
            BigDecimal paid = history.remaining(lot).min(debts.inAll());
            history.add(Change.of(at, MovementType.PAY_OFF, lot, paid));
            debts.reduce(paid);
        }
    }

    private void debit(TimelineItem.Debit debit, long at) {
        BigDecimal left = debit.amount().toBigDecimal();
        List<Lot> order = new ArrayList<>();
        for (String disputed : debit.lots()) {
            history.open(Pool.WALLET).stream()
                    .filter(lot -> lot.id().equals(disputed))
                    .forEach(order::add);
        }
        if (debit.kind() == DebitKind.ADJUSTMENT || debit.kind() == DebitKind.CHARGEBACK) {
            history.open(Pool.WALLET).stream()
                    .filter(lot -> !order.contains(lot))
                    .forEach(order::add);
        }
        for (Lot lot : order) {
            BigDecimal taken = history.remaining(lot).min(left);
            history.add(Change.caused(debit.id(), at, debit.kind().draw(), lot, taken));
            left = left.subtract(taken);
        }
        history.add(Change.caused(debit.id(), at, debit.kind().shortfall(), null, left));
        debts.add(Micros.day(at), left);
    }
}
