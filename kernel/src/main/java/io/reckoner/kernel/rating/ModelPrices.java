package io.reckoner.kernel.rating;

import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All prices that usage of one model would meet at an instant, whatever is counted: for each service tier, context and
 * component, by the same {@link Situation} that rates events.
 *
 * @param card in effect at the instant
 * @param nextCardFrom when the next card takes over, null for none
 * @param markUp factor from cost to charge where a price states no charge
 * @param window of the day that holds at the instant, null for none
 * @param lines in order of service tier (standard first), component and context
 * @param ignored components without a price whose counts are free
 * @param suspended components without a price whose counts set the event aside
 * @param overlays the one that acts first, then why the others do not
 */
public record ModelPrices(
        RateCard card,
        @Nullable Instant nextCardFrom,
        BigDecimal markUp,
        @Nullable String window,
        List<Line> lines,
        List<Component> ignored,
        List<Component> suspended,
        List<OverlayStanding> overlays) {
    /**
     * One component in one situation. A line above a threshold is there only where its prices differ from the line below.
     *
     * @param serviceTier empty for standard
     * @param context the threshold above which it holds, 0 from the first count on; in graduated cards of the component's
     *     own count, in units
     * @param cost null where it is unknown, or nothing is priced
     * @param charge null where nothing is priced
     */
    public record Line(
            String serviceTier,
            long context,
            Component component,
            @Nullable AppliedPrice cost,
            @Nullable AppliedPrice charge) {}

    /**
     * The prices a request meets; its counts and outcome do not matter. With a service tier only those of this tier, which
     * are the standard ones where the card does not name it; without one, those of every tier.
     *
     * @return empty where no card is in effect at that instant
     * @throws IllegalArgumentException for an instant finer than a microsecond
     */
    public static Optional<ModelPrices> of(PriceBook book, QuoteRequest request) {
        long micros = Micros.of(request.at());
        return book.cardAt(request.provider(), request.model(), request.at())
                .map(card -> new ModelPricing(book, request, new CardTerms(book.terms(), card), micros).prices());
    }
}
