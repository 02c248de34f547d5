package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An account's usage of one UTC day in one run: where its charges went and what it cost.
 *
 * @param draws credit drawn, pool by pool and kind by kind
 * @param shortfall what no lot covered, owed by the customer; zero or more
 * @param overRun what no lot covered and the plan keeps from the Wallet; zero or more
 * @param providerCost by provider, where known; zero or more
 */
public record UsageOfDay(List<Moved> draws, Money shortfall, Money overRun, SortedMap<String, Money> providerCost) {
    public UsageOfDay {
        draws = List.copyOf(draws);
        providerCost = Collections.unmodifiableSortedMap(new TreeMap<>(providerCost));
        if (shortfall.isNegative()
                || overRun.isNegative()
                || providerCost.values().stream().anyMatch(Money::isNegative)) {
            throw new IllegalArgumentException("shortfall, over-run and provider cost cannot be negative: shortfall "
                    + shortfall + ", over-run " + overRun + ", cost " + providerCost);
        }
    }
}
