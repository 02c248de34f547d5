package io.reckoner.reports.cost;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Exact sums over some usage. A sum that is not there is zero. */
record CostSums(Map<CostSum, BigDecimal> sums) {
    static final CostSums NONE = new CostSums(Map.of());

    CostSums {
        EnumMap<CostSum, BigDecimal> copy = new EnumMap<>(CostSum.class);
        copy.putAll(sums);
        sums = Collections.unmodifiableMap(copy);
    }

    BigDecimal get(CostSum sum) {
        return sums.getOrDefault(sum, BigDecimal.ZERO);
    }

    /** False where no usage had a value, which is not the same as zero: a cost nobody knows. */
    boolean has(CostSum sum) {
        return sums.containsKey(sum);
    }

    CostSums plus(CostSums other) {
        EnumMap<CostSum, BigDecimal> added = new EnumMap<>(CostSum.class);
        added.putAll(sums);
        other.sums.forEach((sum, value) -> added.merge(sum, value, BigDecimal::add));
        return new CostSums(added);
    }
}
