package io.reckoner.reports.cost;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Quotient;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What usage is counted in besides tokens. */
enum BilledUnit {
    IMAGE(CostSum.IMAGES),
    SECOND(CostSum.SECONDS),
    CHARACTER(CostSum.CHARACTERS),
    SEARCH_UNIT(CostSum.SEARCH_UNITS);

    private final CostSum count;

    BilledUnit(CostSum count) {
        this.count = count;
    }

    /** The one unit the usage has; empty where it has none, or several that cannot be told apart. */
    private static Optional<BilledUnit> only(CostSums sums) {
        List<BilledUnit> used = Arrays.stream(values())
                .filter(unit -> sums.get(unit.count).signum() != 0)
                .toList();
        return used.size() == 1 ? Optional.of(used.getFirst()) : Optional.empty();
    }

    /** {@code image}, or blank. */
    static Cell name(CostSums sums) {
        return only(sums)
                .map(unit -> Cell.of(unit.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .orElse(Cell.blank());
    }

    /** 0.80 USD for 20 images is 0.04, or blank. */
    static Cell chargePerUnit(CostSums sums) {
        return only(sums)
                .map(unit -> Cell.of(Quotient.of(sums.get(CostSum.CHARGE_UNIT), sums.get(unit.count))))
                .orElse(Cell.blank());
    }
}
