package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.usage.EventBlock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of settlement written a second time, as slowly as possible: one happening at a time, nothing summed ahead. What a
 * lot has left, what a cap has used and what a cycle has spent is added up from the whole history whenever it is asked for.
 */
final class NaiveSettler {
    static final BigDecimal ZERO = BigDecimal.ZERO;

    /** One change: of a lot (signed), or of none. */
    record Change(long at, MovementType type, Lot lot, String cause, BigDecimal amount, String event, Cycle cycle) {}

    private record Spent(Cycle cycle, BigDecimal cost) {}

    private record Owed(LocalDate day, BigDecimal amount) {}

    private record Happening(long at, int rank, byte[] id, Runnable effect) {}

    private final PlanCatalogue plans;
    private final String account;
    final List<Change> history = new ArrayList<>();
    private final Map<String, List<Change>> historyOfLot = new TreeMap<>();
    final List<Rated.Drawn> drawn = new ArrayList<>();
    final Map<String, Lot> granted = new TreeMap<>();
    private final List<Spent> spent = new ArrayList<>();
    private final List<Cycle> opened = new ArrayList<>();
    private final Map<String, Long> cutAt = new TreeMap<>();
    private final Map<String, List<Lot>> lotsOfCycle = new TreeMap<>();
    private List<Owed> owed = new ArrayList<>();
    private BeyondPlan beyondPlan = BeyondPlan.PAY_AS_YOU_GO;
    private boolean credited;

    NaiveSettler(PlanCatalogue plans, String account) {
        this.plans = plans;
        this.account = account;
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
            happenings.add(new Happening(t, 3, bytes(event.id()), () -> use(event, t, Micros.of(previous))));
        }
        happenings.sort(Comparator.comparingLong(Happening::at)
                .thenComparingInt(Happening::rank)
                .thenComparing(Happening::id, Arrays::compareUnsigned));
        for (int i = 0; i < happenings.size(); i++) {
            Happening happening = happenings.get(i);
            lapse(happening.at);
            happening.effect.run();
            boolean lastBeforeUsage = i + 1 == happenings.size()
                    || happenings.get(i + 1).at != happening.at
                    || happenings.get(i + 1).rank == 3;
            if (happening.rank < 3 && lastBeforeUsage && credited) {
                payOff(happening.at);
            }
        }
        lapse(Micros.of(next));
    }

    private Happening happening(TimelineItem item) {
        long at = Micros.of(item.actsAt());
        byte[] id = bytes(item.id());
        return switch (item) {
            case TimelineItem.CycleEnd end -> new Happening(at, 1, id, () -> cut(end.cycle(), at));
            case TimelineItem.CycleSwitch change -> new Happening(at, 1, id, () -> change(change, at));
            case TimelineItem.Grant grant -> new Happening(at, 2, id, () -> grant(grant.lot(), at));
            case TimelineItem.CycleStart start -> new Happening(at, 2, id, () -> start(start, at));
            case TimelineItem.UsageVoid voided -> new Happening(at, 2, id, () -> giveBack(voided, at));
            case TimelineItem.BeyondPlanSet set -> new Happening(at, 2, id, () -> beyondPlan = set.beyondPlan());
            case TimelineItem.Debit debit -> new Happening(at, 3, id, () -> debit(debit, at));
        };
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private void change(
            long at, MovementType type, Lot lot, String cause, BigDecimal amount, String event, Cycle cycle) {
        if (amount.signum() > 0) {
            Change change = new Change(at, type, lot, cause, amount, event, cycle);
            history.add(change);
            if (lot != null) {
                historyOfLot.computeIfAbsent(lot.id(), id -> new ArrayList<>()).add(change);
            }
        }
    }

    BigDecimal remaining(Lot lot) {
        return historyOfLot.getOrDefault(lot.id(), List.of()).stream()
                .map(change -> change.amount.multiply(BigDecimal.valueOf(change.type.lotSign())))
                .reduce(ZERO, BigDecimal::add);
    }

    /** Open lots of a pool, the next to draw first. */
    List<Lot> open(Pool pool) {
        return granted.values().stream()
                .filter(lot -> lot.pool() == pool && remaining(lot).signum() > 0)
                .sorted(NaiveSettler::compare)
                .toList();
    }

    private static int compare(Lot a, Lot b) {
        boolean aPaid =
                List.of(LotKind.TOPUP, LotKind.SWITCH_CREDIT, LotKind.PLAN).contains(a.kind());
        boolean bPaid =
                List.of(LotKind.TOPUP, LotKind.SWITCH_CREDIT, LotKind.PLAN).contains(b.kind());
        if (aPaid != bPaid) {
            return aPaid ? 1 : -1;
        }
        Instant aEnd = a.expiresAt() == null ? Instant.MAX : a.expiresAt();
        Instant bEnd = b.expiresAt() == null ? Instant.MAX : b.expiresAt();
        if (!aEnd.equals(bEnd)) {
            return aEnd.compareTo(bEnd);
        }
        return a.effectiveAt().equals(b.effectiveAt())
                ? Arrays.compareUnsigned(bytes(a.id()), bytes(b.id()))
                : a.effectiveAt().compareTo(b.effectiveAt());
    }

    private void lapse(long now) {
        for (Lot lot : granted.values()) {
            if (lot.expiresAt() != null && Micros.of(lot.expiresAt()) <= now) {
                change(Micros.of(lot.expiresAt()), MovementType.LAPSE, lot, "", remaining(lot), "", null);
            }
        }
    }

    private void grant(Lot lot, long at) {
        granted.put(lot.id(), lot);
        change(at, MovementType.GRANT, lot, "", lot.amount().toBigDecimal(), "", null);
        if (lot.expiresAt() != null && Micros.of(lot.expiresAt()) <= at) {
            change(at, MovementType.LAPSE, lot, "", remaining(lot), "", null);
        }
        credited = true;
    }

    private void start(TimelineItem.CycleStart start, long at) {
        opened.add(start.cycle());
        lotsOfCycle.put(start.cycle().id(), start.lots());
        start.lots().forEach(lot -> grant(lot, at));
    }

    private Optional<Cycle> live(long at) {
        return opened.stream()
                .filter(cycle -> Micros.of(cycle.opensAt()) <= at
                        && at < Micros.of(cycle.end())
                        && at < cutAt.getOrDefault(cycle.id(), Long.MAX_VALUE))
                .findFirst();
    }

    private void cut(String id, long at) {
        if (live(at).filter(cycle -> cycle.id().equals(id)).isPresent()) {
            cutAt.put(id, at);
            for (Lot lot : lotsOfCycle.get(id)) {
                change(at, MovementType.LAPSE, lot, "", remaining(lot), "", null);
            }
        }
    }

    private void change(TimelineItem.CycleSwitch change, long at) {
        Optional<Cycle> live = live(at).filter(cycle -> cycle.id().equals(change.cycle()));
        if (live.isEmpty()) {
            return;
        }
        Cycle cycle = live.get();
        BigDecimal left = creditShare(cycle, at);
        BigDecimal oldPrice = plans.planOf(cycle).price().toBigDecimal();
        BigDecimal credit = oldPrice.multiply(left)
                .min(change.newPrice().toBigDecimal().subtract(oldPrice))
                .max(ZERO)
                // Thirds are off by 1e-60 here: without this a half cent would not be seen as one.
                .setScale(40, RoundingMode.HALF_EVEN)
                .setScale(2, RoundingMode.HALF_EVEN);
        cut(cycle.id(), at);
        if (credit.signum() > 0) {
            LotOrigin origin = new LotOrigin(LotOrigin.Type.SWITCH, change.id());
            Money amount = Money.of(credit);
            grant(Lot.of(origin, account, Pool.WALLET, LotKind.SWITCH_CREDIT, amount, change.actsAt(), null), at);
        }
    }

    /** To 60 places. */
    private BigDecimal creditShare(Cycle cycle, long at) {
        BigDecimal time = ratio(BigDecimal.valueOf(at - Micros.of(cycle.start())), new BigDecimal("2419200000000"));
        BigDecimal main = ratio(drawnFrom(cycle, Pool.MAIN), grantedTo(cycle, Pool.MAIN));
        BigDecimal backupGranted = grantedTo(cycle, Pool.BACKUP);
        BigDecimal tokens = backupGranted.signum() == 0
                ? main
                : main.multiply(new BigDecimal("0.75"))
                        .add(ratio(drawnFrom(cycle, Pool.BACKUP), backupGranted).multiply(new BigDecimal("0.25")));
        return BigDecimal.ONE.subtract(time.max(tokens).max(new BigDecimal("0.1")));
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? ZERO
                : part.divide(whole, 60, RoundingMode.HALF_EVEN).min(BigDecimal.ONE);
    }

    private BigDecimal grantedTo(Cycle cycle, Pool pool) {
        return lotsOfCycle.get(cycle.id()).stream()
                .filter(lot -> lot.pool() == pool)
                .map(lot -> lot.amount().toBigDecimal())
                .reduce(ZERO, BigDecimal::add);
    }

    private BigDecimal drawnFrom(Cycle cycle, Pool pool) {
        return lotsOfCycle.get(cycle.id()).stream()
                .filter(lot -> lot.pool() == pool)
                .map(lot -> lot.amount().toBigDecimal().subtract(remaining(lot)))
                .reduce(ZERO, BigDecimal::add);
    }

    private void giveBack(TimelineItem.UsageVoid voided, long at) {
        List<TimelineItem.LotDraw> back = new ArrayList<>(voided.draws());
        back.addAll(voided.paidOff());
        for (TimelineItem.LotDraw draw : back) {
            Lot lot = draw.lot();
            BigDecimal amount = draw.amount().toBigDecimal();
            change(at, MovementType.RETURN, lot, voided.id(), amount, "", null);
            boolean expired = lot.expiresAt() != null && Micros.of(lot.expiresAt()) <= at;
            boolean cycleOver = lot.pool() != Pool.WALLET
                    && live(at).filter(cycle -> lotsOfCycle.get(cycle.id()).contains(lot))
                            .isEmpty();
            if (expired || cycleOver) {
                change(at, MovementType.LAPSE, lot, "", amount, "", null);
            }
        }
        change(
                at,
                MovementType.SHORTFALL_RETURN,
                null,
                voided.id(),
                voided.shortfall().toBigDecimal(),
                "",
                null);
        change(
                at,
                MovementType.OVER_RUN_RETURN,
                null,
                voided.id(),
                voided.overRun().toBigDecimal(),
                "",
                null);
        reduceDebt(voided.shortfall().toBigDecimal(), voided.settledOn());
        credited = true;
    }

    private void reduceDebt(BigDecimal amount, LocalDate onlyOf) {
        BigDecimal left = amount;
        List<Owed> kept = new ArrayList<>();
        for (Owed debt : owed) {
            BigDecimal paid = onlyOf == null || onlyOf.equals(debt.day) ? left.min(debt.amount) : ZERO;
            left = left.subtract(paid);
            kept.add(new Owed(debt.day, debt.amount.subtract(paid)));
        }
        owed = kept;
    }

    private BigDecimal owedInAll() {
        return owed.stream().map(Owed::amount).reduce(ZERO, BigDecimal::add);
    }

    private void payOff(long at) {
        credited = false;
        for (Lot lot : open(Pool.WALLET)) {
            BigDecimal paid = remaining(lot).min(owedInAll());
            change(at, MovementType.PAY_OFF, lot, "", paid, "", null);
            reduceDebt(paid, null);
        }
    }

    private void debit(TimelineItem.Debit debit, long at) {
        BigDecimal left = debit.amount().toBigDecimal();
        List<Lot> order = new ArrayList<>();
        for (String disputed : debit.disputedLots()) {
            open(Pool.WALLET).stream().filter(lot -> lot.id().equals(disputed)).forEach(order::add);
        }
        open(Pool.WALLET).stream().filter(lot -> !order.contains(lot)).forEach(order::add);
        for (Lot lot : order) {
            BigDecimal taken = remaining(lot).min(left);
            change(at, debit.kind().draw(), lot, debit.id(), taken, "", null);
            left = left.subtract(taken);
        }
        change(at, debit.kind().shortfall(), null, debit.id(), left, "", null);
        owed.add(new Owed(Micros.day(at), left));
    }

    private void use(Rated event, long t, long previousWatermark) {
        Optional<Cycle> live = event.kind() == KeyKind.SUBSCRIPTION ? live(t) : Optional.empty();
        BigDecimal left = Money.ofPicos(event.charge()).toBigDecimal();
        int before = history.size();
        if (live.isPresent()) {
            left = usePools(event, t, live.get(), left);
        }
        boolean walletMay = event.kind() == KeyKind.PAYG
                || (beyondPlan == BeyondPlan.PAY_AS_YOU_GO
                        && live.map(cycle -> plans.planOf(cycle).overflow() == Plan.Overflow.TO_WALLET)
                                .orElse(true));
        if (walletMay) {
            left = draw(event, t, Pool.WALLET, left, left, null);
            change(t, MovementType.SHORTFALL, null, "", left, event.id(), null);
            owed.add(new Owed(Micros.day(t), left));
        } else {
            change(t, MovementType.OVER_RUN, null, "", left, event.id(), null);
        }
        note(event, history.subList(before, history.size()), live.map(plans::planOf), previousWatermark);
    }

    private BigDecimal usePools(Rated event, long t, Cycle cycle, BigDecimal charge) {
        Plan plan = plans.planOf(cycle);
        BigDecimal used = spent.stream()
                .filter(cost -> cost.cycle.equals(cycle))
                .map(Spent::cost)
                .reduce(ZERO, BigDecimal::add);
        BigDecimal budget =
                plan.price().toBigDecimal().multiply(plan.allowance().budgetMultiplier());
        if (!plan.models().contains(event.model()) || used.compareTo(budget) >= 0) {
            return charge;
        }
        boolean both = plan.caps().mode() == Plan.CapsMode.MAIN_AND_BACKUP;
        BigDecimal left = draw(event, t, Pool.MAIN, charge, room(t, cycle, plan, both), cycle);
        left = draw(event, t, Pool.BACKUP, left, both ? room(t, cycle, plan, true) : left, cycle);
        if (left.compareTo(charge) < 0 && event.cost() != EventBlock.ABSENT) {
            spent.add(new Spent(cycle, Money.ofPicos(event.cost()).toBigDecimal()));
        }
        return left;
    }

    private BigDecimal room(long t, Cycle cycle, Plan plan, boolean both) {
        BigDecimal day = ZERO;
        BigDecimal week = ZERO;
        for (Change change : history) {
            boolean counts = change.type == MovementType.DRAW
                    && cycle.equals(change.cycle)
                    && (both || change.lot.pool() == Pool.MAIN);
            if (counts && Micros.day(change.at).equals(Micros.day(t))) {
                day = day.add(change.amount);
            }
            if (counts && week(cycle, change.at) == week(cycle, t)) {
                week = week.add(change.amount);
            }
        }
        BigDecimal huge = new BigDecimal("1e12");
        BigDecimal ofDay =
                plan.caps().daily() == null ? huge : plan.caps().daily().toBigDecimal();
        BigDecimal ofWeek =
                plan.caps().weekly() == null ? huge : plan.caps().weekly().toBigDecimal();
        return ofDay.subtract(day).min(ofWeek.subtract(week)).max(ZERO);
    }

    static long week(Cycle cycle, long t) {
        return java.time.Duration.between(cycle.start(), Micros.instant(t)).toDays() / 7;
    }

    private BigDecimal draw(Rated event, long t, Pool pool, BigDecimal wanted, BigDecimal room, Cycle cycle) {
        BigDecimal left = wanted;
        BigDecimal allowed = wanted.min(room);
        for (Lot lot : open(pool)) {
            BigDecimal taken = remaining(lot).min(allowed);
            change(t, MovementType.DRAW, lot, "", taken, event.id(), cycle);
            allowed = allowed.subtract(taken);
            left = left.subtract(taken);
        }
        return left;
    }

    private void note(Rated event, List<Change> changes, Optional<Plan> plan, long previousWatermark) {
        List<Change> draws = changes.stream()
                .filter(change -> change.type == MovementType.DRAW)
                .toList();
        drawn.add(new Rated.Drawn(
                event.id(),
                picos(draws, change -> change.lot.pool() == Pool.MAIN),
                picos(draws, change -> change.lot.pool() == Pool.BACKUP),
                picos(draws, change -> inWallet(change, LotKind.Funding.BONUS)),
                picos(draws, change -> inWallet(change, LotKind.Funding.PAID)),
                picos(changes, change -> change.type == MovementType.SHORTFALL),
                picos(changes, change -> change.type == MovementType.OVER_RUN),
                draws.isEmpty() ? null : draws.getFirst().lot.id(),
                draws.isEmpty() ? null : draws.getLast().lot.id(),
                plan.map(Plan::label).orElse(null),
                event.ts() < previousWatermark));
    }

    private static boolean inWallet(Change change, LotKind.Funding funding) {
        return change.lot.pool() == Pool.WALLET && change.lot.kind().funding() == funding;
    }

    private static long picos(List<Change> changes, java.util.function.Predicate<Change> which) {
        return sum(changes, which).picosExact();
    }

    /** Sums by day, type, lot and cause, keyed as {@link Recorded#key}. */
    Map<String, Money> sums() {
        Map<String, Money> sums = new TreeMap<>();
        for (Change change : history) {
            String key = String.join(
                    " ",
                    Micros.day(change.at).toString(),
                    change.type.code(),
                    change.lot == null ? "-" : change.lot.id(),
                    change.cause.isEmpty() ? "-" : change.cause);
            sums.merge(key, Money.of(change.amount), Money::plus);
        }
        return sums;
    }

    List<Debt> debts() {
        Map<LocalDate, BigDecimal> byDay = new TreeMap<>();
        owed.forEach(debt -> byDay.merge(debt.day, debt.amount, BigDecimal::add));
        return byDay.entrySet().stream()
                .filter(debt -> debt.getValue().signum() > 0)
                .map(debt -> new Debt(debt.getKey(), Money.of(debt.getValue())))
                .toList();
    }

    List<OpenLot> openLots() {
        List<OpenLot> lots = new ArrayList<>();
        for (Pool pool : Pool.values()) {
            open(pool).forEach(lot -> lots.add(new OpenLot(lot, Money.of(remaining(lot)))));
        }
        return lots;
    }

    /** What a live cycle has used; day and week are those of the last draw that its caps count, at first of its opening. */
    LiveCycle counters(Cycle cycle) {
        boolean both = plans.planOf(cycle).caps().mode() == Plan.CapsMode.MAIN_AND_BACKUP;
        List<Change> counted = history.stream()
                .filter(change -> change.type == MovementType.DRAW
                        && cycle.equals(change.cycle)
                        && (both || change.lot.pool() == Pool.MAIN))
                .toList();
        long last = counted.isEmpty() ? Micros.of(cycle.opensAt()) : counted.getLast().at;
        BigDecimal used = spent.stream()
                .filter(cost -> cost.cycle.equals(cycle))
                .map(Spent::cost)
                .reduce(ZERO, BigDecimal::add);
        return new LiveCycle(
                cycle,
                Money.of(used),
                Micros.day(last),
                sum(counted, change -> Micros.day(change.at).equals(Micros.day(last))),
                (int) week(cycle, last),
                sum(counted, change -> week(cycle, change.at) == week(cycle, last)),
                use(cycle, Pool.MAIN),
                use(cycle, Pool.BACKUP));
    }

    /** What a void gave back to a cycle that is live counts as not drawn; nothing of a live cycle has lapsed. */
    private LiveCycle.PoolUse use(Cycle cycle, Pool pool) {
        return new LiveCycle.PoolUse(Money.of(grantedTo(cycle, pool)), drawnBeforeLapse(cycle, pool));
    }

    private Money drawnBeforeLapse(Cycle cycle, Pool pool) {
        BigDecimal drawn = ZERO;
        for (Lot lot : lotsOfCycle.get(cycle.id())) {
            for (Change change : historyOfLot.getOrDefault(lot.id(), List.of())) {
                boolean counts = change.type == MovementType.DRAW || change.type == MovementType.RETURN;
                if (lot.pool() == pool && counts) {
                    drawn = drawn.subtract(change.amount.multiply(BigDecimal.valueOf(change.type.lotSign())));
                }
            }
        }
        return Money.of(drawn);
    }

    private static Money sum(List<Change> changes, java.util.function.Predicate<Change> which) {
        return Money.of(changes.stream().filter(which).map(Change::amount).reduce(ZERO, BigDecimal::add));
    }

    /** The cycle a state must hold whose last settled instant is this one: what has opened by then and not ended. */
    Optional<Cycle> cycleAt(long settledTo) {
        return live(settledTo);
    }
}
