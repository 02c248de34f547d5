package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The charges that a card and the overlays on it state themselves. Sheets of others, which speak of costs, never move one.
 *
 * <p>A cost stated for the first time would: where {@code batch} has no price of its own, it is charged as the standard price
 * is, at a stated 3.00; a cost for {@code batch} alone would be charged at cost × mark-up. So such a cost comes in with the
 * charge that was met at its place until then. One charge cannot say all that was met where lists cross: a {@code batch}
 * price stands before the long context's standard one and before a window's. {@link #moved} finds what would move then.
 */
final class StatedCharges {
    private final BookTerms terms;
    private final RateCard card;
    private final List<Overlay> overlays;
    private final SortedMap<CostPlace, UnitPrice> charges;

    /** @param overlays those of the book; only those on the card with charges of their own matter */
    StatedCharges(BookTerms terms, RateCard card, List<Overlay> overlays) {
        this.terms = terms;
        this.card = card;
        this.overlays = overlays.stream()
                .filter(overlay -> !overlay.charges().isEmpty() && overlay.matches(card.provider(), card.model()))
                .toList();
        this.charges = CostFigures.charges(card);
    }

    /** The stated charge that is met at a place: its own, or that of the price that stands in for it; null for none. */
    @Nullable
    UnitPrice at(CostPlace place) {
        if (charges.isEmpty()) {
            return null;
        }
        AppliedPrice met = Situation.at(new CardTerms(terms, card), place, Side.CHARGE);
        return met == null ? null : charges.get(CostPlace.of(met));
    }

    /** Whether the place states a charge itself. */
    boolean isStatedAt(CostPlace place) {
        return charges.containsKey(place);
    }

    /** The card with other costs, at the charges that are stated. Empty takes a price away, and its charge with it. */
    RateCard with(RateCard shape, Map<CostPlace, Optional<UnitPrice>> costs) {
        return with(shape, shape.effectiveFrom(), costs);
    }

    /**
     * The same from another instant on.
     *
     * @throws CardNotMadeException when the two make no card together
     */
    RateCard with(RateCard shape, Instant effectiveFrom, Map<CostPlace, Optional<UnitPrice>> costs) {
        Map<CostPlace, Optional<ComponentPrice>> prices = new LinkedHashMap<>();
        costs.forEach((place, cost) -> prices.put(place, cost.map(now -> new ComponentPrice(now, at(place)))));
        try {
            return CostFigures.with(card, effectiveFrom, shape, prices);
        } catch (IllegalArgumentException e) {
            throw new CardNotMadeException(shape, e);
        }
    }

    /** The charges of the card and of its overlays that another card in its place would move. */
    List<EffectiveChange> moved(RateCard other) {
        CardTerms before = new CardTerms(terms, card);
        CardTerms after = new CardTerms(terms, other);
        List<EffectiveChange> moved = new ArrayList<>();
        if (!charges.isEmpty()) {
            moved.addAll(between(before, after, null));
        }
        overlays.forEach(overlay -> moved.addAll(between(before, after, overlay)));
        return moved;
    }

    /** {@code your charge of service tier batch beyond 200000 input from 6.00 per 1000000 to 3.00 per 1000000}. */
    static String words(EffectiveChange moved) {
        AppliedPrice before = moved.before();
        String whose = before != null && before.source().kind() == AppliedPrice.Kind.OVERLAY
                ? "the charge of overlay " + before.source().name() + " for "
                : "your charge of ";
        return whose + moved.where() + moved.component().code() + " from " + moved.was() + " to " + moved.is();
    }

    private List<EffectiveChange> between(CardTerms before, CardTerms after, @Nullable Overlay overlay) {
        return EffectiveChange.between(
                        new EffectiveChange.Terms(before, overlay), new EffectiveChange.Terms(after, overlay))
                .stream()
                .filter(change -> change.side() == Side.CHARGE && isStated(change.before()))
                .toList();
    }

    private boolean isStated(@Nullable AppliedPrice price) {
        return price != null
                && (price.source().kind() == AppliedPrice.Kind.OVERLAY || charges.containsKey(CostPlace.of(price)));
    }
}
