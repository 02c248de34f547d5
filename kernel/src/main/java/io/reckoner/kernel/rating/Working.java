package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the cost and the charge of one event come about, line by line.
 *
 * @param cardEffectiveFrom null where the event has no usage and needed no card
 * @param serviceTier the tier of the card that acted, null for none
 * @param window the window of the card that acted, null for none
 * @param contextCount what the context metric came to
 * @param overlay the one that was chosen, null for none
 * @param charging whether the charge policy waives the charge; the lines on the charge side then come to zero
 * @param ratedCost sum of the cost lines; null where the card states no costs
 * @param providerCost what margin and budget use; null where unknown
 * @param charge sum of the charge lines
 */
public record Working(
        int bookVersion,
        String provider,
        String model,
        @Nullable Instant cardEffectiveFrom,
        @Nullable String modelType,
        @Nullable CostBasis costBasis,
        @Nullable String serviceTier,
        @Nullable String window,
        long contextCount,
        @Nullable String overlay,
        Charging charging,
        List<Line> lines,
        @Nullable Money ratedCost,
        @Nullable Money providerCost,
        Money charge) {
    /** Whether an event's usage is charged at all. */
    public enum Charging {
        CHARGED,
        WAIVED
    }

    /**
     * One component on one side.
     *
     * @param parts of the count, more than one only where context tiers are graduated; none where an absent price is
     *     ignored
     * @param numerator of the exact product in picos
     * @param denominator of the exact product in picos
     * @param amount that fraction rounded half-even, once
     */
    public record Line(
            Component component,
            Side side,
            long count,
            List<Part> parts,
            BigInteger numerator,
            BigInteger denominator,
            Money amount) {}

    /** So many counts at a price. */
    public record Part(long count, AppliedPrice price) {}
}
