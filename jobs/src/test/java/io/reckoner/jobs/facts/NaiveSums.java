package io.reckoner.jobs.facts;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Sums over facts, one row after the other. */
final class NaiveSums {
    private NaiveSums() {}

    static FactSums of(List<Fact> rows) {
        Map<Component, BigInteger> counts = new EnumMap<>(Component.class);
        rows.forEach(row -> row.counts.forEach(
                (component, count) -> counts.merge(component, BigInteger.valueOf(count), BigInteger::add)));
        return new FactSums(
                sum(rows, Fact::charge),
                sum(rows, row -> row.costKnown ? row.cost() : 0),
                sum(rows, row -> row.vendorCost != EventBlock.ABSENT ? row.vendorCost : row.costKnown ? row.cost() : 0),
                sum(rows, row -> row.main),
                sum(rows, row -> row.backup),
                sum(rows, row -> row.walletBonus),
                sum(rows, row -> row.walletPaid),
                sum(rows, row -> row.shortfall),
                sum(rows, row -> row.overRun),
                counts);
    }

    private static Money sum(List<Fact> rows, ToLongFunction<Fact> picos) {
        return rows.stream().map(row -> Money.ofPicos(picos.applyAsLong(row))).reduce(Money.ZERO, Money::plus);
    }
}
