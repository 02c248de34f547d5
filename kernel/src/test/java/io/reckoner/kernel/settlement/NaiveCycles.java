package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cycles of an account: which is live, what was drawn of it, and what its caps and its budget still allow. */
final class NaiveCycles {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private record Spent(Cycle cycle, BigDecimal cost) {}

    private final PlanCatalogue plans;
    private final NaiveHistory history;
    private final List<Spent> spent = new ArrayList<>();
    private final List<Cycle> opened = new ArrayList<>();
    private final Map<String, Long> cutAt = new TreeMap<>();
    private final Map<String, List<Lot>> lotsOfCycle = new TreeMap<>();

    NaiveCycles(PlanCatalogue plans, NaiveHistory history) {
        this.plans = plans;
        this.history = history;
    }

    void open(Cycle cycle, List<Lot> lots) {
        opened.add(cycle);
        lotsOfCycle.put(cycle.id(), lots);
    }

    /** Ends a cycle early, and its lots with it; one that is not live stays as it is. */
    void cut(String id, long at) {
        if (live(at).filter(cycle -> cycle.id().equals(id)).isPresent()) {
            cutAt.put(id, at);
            lotsOfCycle.get(id).forEach(lot -> history.lapse(lot, at));
        }
    }

    Optional<Cycle> live(long at) {
        return opened.stream()
                .filter(cycle -> Micros.of(cycle.opensAt()) <= at
                        && at < Micros.of(cycle.end())
                        && at < cutAt.getOrDefault(cycle.id(), Long.MAX_VALUE))
                .findFirst();
    }

    boolean isOfLiveCycle(Lot lot, long at) {
        return live(at).filter(cycle -> lotsOfCycle.get(cycle.id()).contains(lot))
                .isPresent();
    }

    /** The share of a cycle's price that counts as unused, to 60 places. */
    BigDecimal creditShare(Cycle cycle, long at) {
        BigDecimal time = ratio(BigDecimal.valueOf(at - Micros.of(cycle.start())), new BigDecimal("2419200000000"));
        BigDecimal main = ratio(goneFrom(cycle, Pool.MAIN), grantedTo(cycle, Pool.MAIN));
        BigDecimal backupGranted = grantedTo(cycle, Pool.BACKUP);
        BigDecimal tokens = backupGranted.signum() == 0
                ? main
                : main.multiply(new BigDecimal("0.75"))
                        .add(ratio(goneFrom(cycle, Pool.BACKUP), backupGranted).multiply(new BigDecimal("0.25")));
        return BigDecimal.ONE.subtract(time.max(tokens).max(new BigDecimal("0.1")));
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? ZERO
                : part.divide(whole, 60, RoundingMode.HALF_EVEN).min(BigDecimal.ONE);
    }

    private List<Lot> lots(Cycle cycle, Pool pool) {
        return lotsOfCycle.get(cycle.id()).stream()
                .filter(lot -> lot.pool() == pool)
                .toList();
    }

    private BigDecimal grantedTo(Cycle cycle, Pool pool) {
        return lots(cycle, pool).stream()
                .map(lot -> lot.amount().toBigDecimal())
                .reduce(ZERO, BigDecimal::add);
    }

    private BigDecimal goneFrom(Cycle cycle, Pool pool) {
        return lots(cycle, pool).stream()
                .map(lot -> lot.amount().toBigDecimal().subtract(history.remaining(lot)))
                .reduce(ZERO, BigDecimal::add);
    }

    void spend(Cycle cycle, BigDecimal cost) {
        spent.add(new Spent(cycle, cost));
    }

    /** The providers' cost of what the cycle paid for. */
    BigDecimal spent(Cycle cycle) {
        return spent.stream()
                .filter(cost -> cost.cycle.equals(cycle))
                .map(Spent::cost)
                .reduce(ZERO, BigDecimal::add);
    }

    /** What the caps of day and week still let an event draw. */
    BigDecimal room(Cycle cycle, long t) {
        List<NaiveHistory.Change> counted = countedByCaps(cycle);
        Plan.Caps caps = plans.planOf(cycle).caps();
        return rest(caps.daily(), drawnOnDay(counted, t))
                .min(rest(caps.weekly(), drawnInWeek(counted, cycle, t)))
                .max(ZERO);
    }

    private static BigDecimal rest(Money cap, Money drawn) {
        return (cap == null ? new BigDecimal("1e12") : cap.toBigDecimal()).subtract(drawn.toBigDecimal());
    }

    private List<NaiveHistory.Change> countedByCaps(Cycle cycle) {
        boolean both = plans.planOf(cycle).caps().mode() == Plan.CapsMode.MAIN_AND_BACKUP;
        return history.changes().stream()
                .filter(change -> change.type() == MovementType.DRAW
                        && cycle.equals(change.cycle())
                        && (both || change.lot().pool() == Pool.MAIN))
                .toList();
    }

    private static Money drawnOnDay(List<NaiveHistory.Change> draws, long t) {
        return NaiveHistory.sum(draws, change -> Micros.day(change.at()).equals(Micros.day(t)));
    }

    private static Money drawnInWeek(List<NaiveHistory.Change> draws, Cycle cycle, long t) {
        return NaiveHistory.sum(draws, change -> week(cycle, change.at()) == week(cycle, t));
    }

    private static long week(Cycle cycle, long t) {
        return Duration.between(cycle.start(), Micros.instant(t)).toDays() / 7;
    }

    /** What a live cycle has used; day and week are those of the last draw that its caps count, at first of its opening. */
    LiveCycle counters(Cycle cycle) {
        List<NaiveHistory.Change> counted = countedByCaps(cycle);
        long last = counted.isEmpty()
                ? Micros.of(cycle.opensAt())
                : counted.getLast().at();
        return new LiveCycle(
                cycle,
                Money.of(spent(cycle)),
                Micros.day(last),
                drawnOnDay(counted, last),
                (int) week(cycle, last),
                drawnInWeek(counted, cycle, last),
                use(cycle, Pool.MAIN),
                use(cycle, Pool.BACKUP));
    }

    /** What a void gave back to a cycle that is live counts as not drawn; nothing of a live cycle has lapsed. */
    private LiveCycle.PoolUse use(Cycle cycle, Pool pool) {
        BigDecimal drawn = lots(cycle, pool).stream()
                .flatMap(lot -> history.changesOf(lot).stream())
                .filter(change -> change.type() == MovementType.DRAW || change.type() == MovementType.RETURN)
                .map(change -> change.ofLot().negate())
                .reduce(ZERO, BigDecimal::add);
        return new LiveCycle.PoolUse(Money.of(grantedTo(cycle, pool)), Money.of(drawn));
    }
}
