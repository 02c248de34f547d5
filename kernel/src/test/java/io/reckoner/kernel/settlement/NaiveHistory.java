package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The lots of an account and all that ever happened to them. What is left of a lot is added up whenever it is asked for. */
final class NaiveHistory {
    /** One change: of a lot (signed by its type), or of none. */
    record Change(long at, MovementType type, Lot lot, String cause, BigDecimal amount, String event, Cycle cycle) {
        static Change of(long at, MovementType type, Lot lot, BigDecimal amount) {
            return new Change(at, type, lot, "", amount, "", null);
        }

        static Change caused(String cause, long at, MovementType type, Lot lot, BigDecimal amount) {
            return new Change(at, type, lot, cause, amount, "", null);
        }

        /** By a usage event. {@code cycle} is the live one for a draw on its pools, otherwise null. */
        static Change used(String event, long at, MovementType type, Lot lot, BigDecimal amount, Cycle cycle) {
            return new Change(at, type, lot, "", amount, event, cycle);
        }

        BigDecimal ofLot() {
            return amount.multiply(BigDecimal.valueOf(type.lotSign()));
        }
    }

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, List<Change>> changesOfLot = new TreeMap<>();
    private final Map<String, Lot> granted = new TreeMap<>();

    /** Changes of nothing are left out. */
    void add(Change change) {
        if (change.amount.signum() > 0) {
            changes.add(change);
            if (change.lot != null) {
                changesOfLot
                        .computeIfAbsent(change.lot.id(), id -> new ArrayList<>())
                        .add(change);
            }
        }
    }

    void grant(Lot lot, long at) {
        granted.put(lot.id(), lot);
        add(Change.of(at, MovementType.GRANT, lot, lot.amount().toBigDecimal()));
        if (lot.expiresAt() != null && Micros.of(lot.expiresAt()) <= at) {
            lapse(lot, at);
        }
    }

    /** All that is left of the lot. */
    void lapse(Lot lot, long at) {
        add(Change.of(at, MovementType.LAPSE, lot, remaining(lot)));
    }

    /** Each lot that has expired by now, at its own end. */
    void lapseExpired(long now) {
        for (Lot lot : granted.values()) {
            if (lot.expiresAt() != null && Micros.of(lot.expiresAt()) <= now) {
                lapse(lot, Micros.of(lot.expiresAt()));
            }
        }
    }

    /** From the first to the last. */
    List<Change> changes() {
        return changes;
    }

    List<Change> changesOf(Lot lot) {
        return changesOfLot.getOrDefault(lot.id(), List.of());
    }

    BigDecimal remaining(Lot lot) {
        return changesOf(lot).stream().map(Change::ofLot).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Open lots of a pool, the next to draw first. */
    List<Lot> open(Pool pool) {
        return granted.values().stream()
                .filter(lot -> lot.pool() == pool && remaining(lot).signum() > 0)
                .sorted(NaiveHistory::compare)
                .toList();
    }

    private static int compare(Lot a, Lot b) {
        if (isPaid(a) != isPaid(b)) {
            return isPaid(a) ? 1 : -1;
        }
        Instant aEnd = a.expiresAt() == null ? Instant.MAX : a.expiresAt();
        Instant bEnd = b.expiresAt() == null ? Instant.MAX : b.expiresAt();
        if (!aEnd.equals(bEnd)) {
            return aEnd.compareTo(bEnd);
        }
        return a.effectiveAt().equals(b.effectiveAt())
                ? Arrays.compareUnsigned(
                        a.id().getBytes(StandardCharsets.UTF_8), b.id().getBytes(StandardCharsets.UTF_8))
                : a.effectiveAt().compareTo(b.effectiveAt());
    }

    private static boolean isPaid(Lot lot) {
        return List.of(LotKind.TOPUP, LotKind.SWITCH_CREDIT, LotKind.PLAN).contains(lot.kind());
    }

    List<OpenLot> openLots() {
        List<OpenLot> lots = new ArrayList<>();
        for (Pool pool : Pool.values()) {
            open(pool).forEach(lot -> lots.add(new OpenLot(lot, Money.of(remaining(lot)))));
        }
        return lots;
    }

    /** Sums by day, type, lot and cause, keyed as {@link Recorded#key}. */
    Map<String, Money> sums() {
        Map<String, Money> sums = new TreeMap<>();
        for (Change change : changes) {
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

    static Money sum(List<Change> changes, Predicate<Change> which) {
        return Money.of(changes.stream().filter(which).map(Change::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
