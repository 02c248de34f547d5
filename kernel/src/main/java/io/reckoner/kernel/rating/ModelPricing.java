package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Goes through the situations of a card at one instant and asks each for its prices. */
final class ModelPricing {
    private final PriceBook book;
    private final QuoteRequest request;
    private final CardTerms terms;
    private final int window;
    private final List<OverlayStanding> overlays;
    private final @Nullable Overlay overlay;

    ModelPricing(PriceBook book, QuoteRequest request, CardTerms terms, long micros) {
        this.book = book;
        this.request = request;
        this.terms = terms;
        this.window = terms.window(micros);
        this.overlays = OverlayStanding.of(book, request);
        this.overlay = overlays.stream()
                .filter(standing -> standing.reason() == OverlayStanding.Reason.ACTS)
                .map(OverlayStanding::overlay)
                .findFirst()
                .orElse(null);
    }

    ModelPrices prices() {
        String asked = request.serviceTier();
        int[] tiers = asked == null
                ? IntStream.rangeClosed(0, terms.card().serviceTiers().size()).toArray()
                : new int[] {terms.tier(asked)};
        EnumSet<Component> priced = EnumSet.noneOf(Component.class);
        for (Component component : Component.values()) {
            if (situations(tiers).stream().anyMatch(situation -> hasPrice(situation, component))) {
                priced.add(component);
            }
        }
        List<ModelPrices.Line> lines = new ArrayList<>();
        for (int tier : tiers) {
            priced.forEach(component -> lines(tier, component, lines));
        }
        Set<Component> without = EnumSet.complementOf(priced);
        TimeWindow held = situation(0, 0).timeWindow();
        return new ModelPrices(
                terms.card(),
                book.cards(request.provider(), request.model()).stream()
                        .map(RateCard::effectiveFrom)
                        .filter(from -> from.isAfter(request.at()))
                        .findFirst()
                        .orElse(null),
                terms.markUp(),
                held == null ? null : held.name(),
                List.copyOf(lines),
                without.stream().filter(terms::ignoresUnpriced).toList(),
                without.stream()
                        .filter(component -> !terms.ignoresUnpriced(component))
                        .toList(),
                overlays);
    }

    private Situation situation(int tier, int level) {
        return new Situation(terms, tier, window, level, overlay);
    }

    private List<Situation> situations(int[] tiers) {
        return IntStream.of(tiers)
                .boxed()
                .flatMap(tier -> IntStream.range(0, terms.levels()).mapToObj(level -> situation(tier, level)))
                .toList();
    }

    /** Whether a count meets prices, and not only is ignored. */
    private static boolean hasPrice(Situation situation, Component component) {
        return situation.isPriced(component)
                && !(situation.pieces(component, Side.COST).isEmpty()
                        && situation.pieces(component, Side.CHARGE).isEmpty());
    }

    private void lines(int tier, Component component, List<ModelPrices.Line> lines) {
        ModelPrices.Line last = null;
        for (int level = 0; level < terms.levels(); level++) {
            Situation situation = situation(tier, level);
            boolean priced = situation.isPriced(component);
            List<Situation.Piece> costs = priced ? situation.pieces(component, Side.COST) : List.of();
            List<Situation.Piece> charges = priced ? situation.pieces(component, Side.CHARGE) : List.of();
            Set<Long> starts = new TreeSet<>(Set.of(0L));
            costs.forEach(piece -> starts.add(piece.from()));
            charges.forEach(piece -> starts.add(piece.from()));
            ServiceTier named = situation.serviceTier();
            for (long start : starts) {
                ModelPrices.Line line = new ModelPrices.Line(
                        named == null ? "" : named.name(),
                        level == 0 ? units(component, start) : terms.thresholds()[level - 1],
                        component,
                        priceFrom(costs, start),
                        priceFrom(charges, start));
                if (last == null || !samePrices(last, line)) {
                    lines.add(line);
                    last = line;
                }
            }
        }
    }

    private static long units(Component component, long start) {
        long units = start;
        for (int i = 0; i < component.scale(); i++) {
            units /= 10;
        }
        return units;
    }

    private static @Nullable AppliedPrice priceFrom(List<Situation.Piece> pieces, long start) {
        AppliedPrice price = null;
        for (Situation.Piece piece : pieces) {
            if (piece.from() <= start) {
                price = piece.price();
            }
        }
        return price;
    }

    private static boolean samePrices(ModelPrices.Line one, ModelPrices.Line other) {
        return Objects.equals(one.cost(), other.cost()) && Objects.equals(one.charge(), other.charge());
    }
}
