package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.List;

/**
 * The price one component meets, and why.
 *
 * @param pricedAs the component whose price it is: another one after a fall-back
 * @param source which of the book's prices was chosen
 * @param base that price as the book states it
 * @param factors what multiplies it, in the order of the working; factors of 1 are left out
 * @param unit base times factors, exact
 */
public record AppliedPrice(
        Component component, Component pricedAs, Source source, UnitPrice base, List<Factor> factors, UnitPrice unit) {
    /** Where a price or factor stands in the book. */
    public enum Kind {
        STANDARD,
        MARK_UP,
        SERVICE_TIER,
        WINDOW,
        OVERLAY
    }

    /**
     * A price's place in the book.
     *
     * @param name of the service tier, window or overlay; empty for the standard price
     * @param contextThreshold of the context tier, 0 outside any
     */
    public record Source(Kind kind, String name, long contextThreshold) {}

    /** One factor: {@code service tier batch × 0.5}. */
    public record Factor(Kind kind, String name, BigDecimal value) {}

    static AppliedPrice of(
            Component component, Component pricedAs, Source source, UnitPrice base, List<Factor> factors) {
        UnitPrice unit = base;
        for (Factor factor : factors) {
            unit = unit.times(factor.value());
        }
        return new AppliedPrice(component, pricedAs, source, base, List.copyOf(factors), unit);
    }

    /** Whether another component's price stands in. */
    public boolean isFallBack() {
        return component != pricedAs;
    }
}
