package io.reckoner.jobs.facts;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Exact sums over the rows of a fact file, for the control equations.
 *
 * <p>{@code charge = drawMain + drawBackup + drawWalletBonus + drawWalletPaid + shortfall + overRun} is an equation to
 * be proved, not one that is taken for granted here. Unknown costs count as nothing.
 *
 * @param counts sum of each component's counts in units times 10^{@link Component#scale()}; components that do not occur
 *     are left out
 */
public record FactSums(
        Money charge,
        Money costRated,
        Money providerCost,
        Money drawMain,
        Money drawBackup,
        Money drawWalletBonus,
        Money drawWalletPaid,
        Money shortfall,
        Money overRun,
        Map<Component, BigInteger> counts) {
    public static final FactSums ZERO = new FactSums(
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Map.of());

    public FactSums {
        EnumMap<Component, BigInteger> kept = new EnumMap<>(Component.class);
        counts.forEach((component, count) -> {
            if (count.signum() != 0) {
                kept.put(component, count);
            }
        });
        counts = Collections.unmodifiableMap(kept);
    }

    public FactSums plus(FactSums other) {
        EnumMap<Component, BigInteger> both = new EnumMap<>(Component.class);
        both.putAll(counts);
        other.counts.forEach((component, count) -> both.merge(component, count, BigInteger::add));
        return new FactSums(
                charge.plus(other.charge),
                costRated.plus(other.costRated),
                providerCost.plus(other.providerCost),
                drawMain.plus(other.drawMain),
                drawBackup.plus(other.drawBackup),
                drawWalletBonus.plus(other.drawWalletBonus),
                drawWalletPaid.plus(other.drawWalletPaid),
                shortfall.plus(other.shortfall),
                overRun.plus(other.overRun),
                both);
    }

    /** Everything taken from lots: 3 from Main and 2 from the Wallet's paid lots are 5. */
    public Money draws() {
        return drawMain.plus(drawBackup).plus(drawWalletBonus).plus(drawWalletPaid);
    }

    /** Sum of a component's counts, zero where it does not occur. */
    public BigInteger count(Component component) {
        return counts.getOrDefault(component, BigInteger.ZERO);
    }
}
