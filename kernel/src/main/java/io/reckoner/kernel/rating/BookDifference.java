package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.BookFigures.Figure;
import io.reckoner.kernel.rating.PriceChange.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a newer version of the book changes: figure by figure, and where no single figure tells it, price by price as usage
 * meets it ({@link EffectiveChange}).
 *
 * <p>A card is held against the one that the older book has in effect at the card's first instant: a new card that halves a
 * price shows as that change. Example: input 2.50 per 1,000,000 becomes 2.50 per 1,000: a change by 1000 ×, to be confirmed
 * before anybody is charged by it. A figure stated for the first time is held against what stood in its place until then:
 * {@code charge: 250} beside a cost of 2.50 and a mark-up of 1.2 against 3.00, on the first card of a model too. One that is stated no longer is to be confirmed,
 * unless it is a factor and what stands in its place is the same.
 */
public final class BookDifference {
    private static final String BOOK = "book";

    /** A figure that changed: of which subject, and where. */
    private record Place(String subject, String place) {}

    private final PriceBook older;
    private final PriceBook newer;
    private final List<PriceChange> changes = new ArrayList<>();

    /** Figures that leap, come to zero or from it, or go. */
    private final Set<Place> toConfirm = new HashSet<>();

    /** Prices stated for the first time, or no longer. */
    private final Set<Place> cameOrWent = new HashSet<>();

    private final Set<List<Object>> effects = new HashSet<>();

    private BookDifference(PriceBook older, PriceBook newer) {
        this.older = older;
        this.newer = newer;
    }

    /** The changes in the order book, cards, overlays; empty for books of the same content. */
    public static List<PriceChange> between(PriceBook older, PriceBook newer) {
        BookDifference difference = new BookDifference(older, newer);
        difference.terms();
        difference.cards();
        difference.overlays();
        return List.copyOf(difference.changes);
    }

    private void terms() {
        BookTerms old = older.terms();
        BookTerms now = newer.terms();
        figures(
                BOOK,
                null,
                BookFigures.of(old),
                BookFigures.of(now),
                (place, before) -> BookFigures.standIn(place, before ? old.markUp() : now.markUp()));
        rules(BOOK, null, BookFigures.rules(old), BookFigures.rules(now));
    }

    private void cards() {
        for (RateCard card : newer.cards()) {
            Optional<RateCard> before = older.cardAt(card.provider(), card.model(), card.effectiveFrom());
            card(card, before, Optional.of(card));
        }
        for (RateCard card : older.cards()) {
            Optional<RateCard> now = newer.cardAt(card.provider(), card.model(), card.effectiveFrom());
            boolean isKept = now.filter(kept -> kept.effectiveFrom().equals(card.effectiveFrom()))
                    .isPresent();
            if (!isKept) {
                card(card, Optional.of(card), now);
            }
        }
    }

    /** @param at whose first instant it is */
    private void card(RateCard at, Optional<RateCard> before, Optional<RateCard> after) {
        boolean isKnown = before.isPresent() && after.isPresent();
        Map<String, Figure> byMarkUp = before.isPresent() || after.isEmpty()
                ? Map.of()
                : BookFigures.chargesByMarkUp(at, newer.terms().markUpAt(at.provider()));
        figures(
                at.title(),
                at.effectiveFrom(),
                before.map(BookFigures::of).orElse(Map.of()),
                after.map(BookFigures::of).orElse(Map.of()),
                (place, isBefore) -> isKnown || place.equals(BookFigures.MARK_UP)
                        ? BookFigures.standIn(
                                place, (isBefore ? older : newer).terms().markUpAt(at.provider()))
                        : isBefore ? byMarkUp.get(place) : null);
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        if (at == after.get()) {
            rules(at.title(), at.effectiveFrom(), BookFigures.rules(before.get()), BookFigures.rules(after.get()));
        }
        CardTerms old = new CardTerms(older.terms(), before.get());
        CardTerms now = new CardTerms(newer.terms(), after.get());
        if (before.get().equals(after.get()) && older.terms().equals(newer.terms())) {
            return;
        }
        effects(
                at,
                EffectiveChange.between(new EffectiveChange.Terms(old, null), new EffectiveChange.Terms(now, null)));
        for (Overlay overlay : newer.overlays()) {
            boolean isKept =
                    older.overlay(overlay.name()).filter(overlay::equals).isPresent();
            if (isKept && !overlay.charges().isEmpty() && overlay.matches(at.provider(), at.model())) {
                effects(
                        at,
                        EffectiveChange.between(
                                        new EffectiveChange.Terms(old, overlay),
                                        new EffectiveChange.Terms(now, overlay))
                                .stream()
                                .filter(EffectiveChange::isOfAnOverlay)
                                .toList());
            }
        }
    }

    private void overlays() {
        TreeSet<String> names = new TreeSet<>();
        older.overlays().forEach(overlay -> names.add(overlay.name()));
        newer.overlays().forEach(overlay -> names.add(overlay.name()));
        OverlayEffects met = new OverlayEffects(older, newer);
        for (String name : names) {
            Optional<Overlay> old = older.overlay(name);
            Optional<Overlay> now = newer.overlay(name);
            if (old.equals(now)) {
                continue;
            }
            String subject = "overlay " + name;
            Instant from = now.map(Overlay::effectiveFrom).orElse(null);
            if (old.isPresent() && now.isPresent()) {
                rules(subject, from, BookFigures.rules(old.get()), BookFigures.rules(now.get()));
            }
            figures(
                    subject,
                    from,
                    old.map(BookFigures::of).orElse(Map.of()),
                    now.map(BookFigures::of).orElse(Map.of()),
                    (place, isBefore) -> BookFigures.standIn(place, BigDecimal.ONE));
            met.of(name).forEach(effect -> effect(subject, from, effect.card(), effect.change()));
        }
    }

    private interface StandIn {
        /** What a figure that is not stated counts as, in the older book or in the newer; null for nothing. */
        @Nullable
        Figure of(String place, boolean isBefore);
    }

    private void figures(
            String subject,
            @Nullable Instant effectiveFrom,
            Map<String, Figure> before,
            Map<String, Figure> after,
            StandIn standIn) {
        TreeSet<String> places = new TreeSet<>(before.keySet());
        places.addAll(after.keySet());
        for (String place : places) {
            Figure old = before.get(place);
            Figure now = after.get(place);
            if (PriceStep.of(value(old), value(now)) == PriceStep.NONE) {
                continue;
            }
            Figure was = old == null ? standIn.of(place, true) : old;
            Figure is = now == null ? standIn.of(place, false) : now;
            if (was == null || is == null) {
                cameOrWent.add(new Place(subject, place));
            }
            PriceStep step = PriceStep.of(value(was), value(is));
            boolean isLost = now == null && step != PriceStep.NONE;
            if (step.isToConfirm()) {
                toConfirm.add(new Place(subject, place));
            }
            Weight weight = isLost || step.isToConfirm() ? Weight.TO_CONFIRM : Weight.ORDINARY;
            add(
                    subject,
                    effectiveFrom,
                    place,
                    old == null ? null : old.text(),
                    now == null ? null : now.text(),
                    weight);
        }
    }

    private static @Nullable UnitPrice value(@Nullable Figure figure) {
        return figure == null ? null : figure.value();
    }

    /** What is no figure, compared as text; both maps have the same places. A cost basis is lost where that of the book holds again. */
    private void rules(
            String subject, @Nullable Instant effectiveFrom, Map<String, String> before, Map<String, String> after) {
        after.forEach((place, now) -> {
            String old = before.get(place);
            if (!now.equals(old)) {
                boolean isLost = place.equals(BookFigures.COST) && now.equals(CostBasis.BOOK.code());
                add(subject, effectiveFrom, place, old, now, isLost ? Weight.TO_CONFIRM : Weight.ORDINARY);
            }
        });
    }

    private void effects(RateCard at, List<EffectiveChange> found) {
        found.forEach(change -> effect(at.title(), at.effectiveFrom(), at, change));
    }

    /** Tells a price that is to be confirmed, where no figure of its own does. */
    private void effect(String subject, @Nullable Instant effectiveFrom, RateCard at, EffectiveChange change) {
        boolean isOfCard = subject.equals(at.title());
        if (!change.step().isToConfirm() || isTold(at, change)) {
            return;
        }
        List<Object> same = isOfCard
                ? List.of(subject, change.component(), change.side(), stated(change.before()), stated(change.after()))
                : List.of(subject, change.component());
        if (effects.add(same)) {
            String place = "effective " + change.where() + change.component().code() + " "
                    + BookFigures.word(change.side()) + (isOfCard ? "" : " of " + at.model() + " at " + at.provider());
            add(
                    subject,
                    effectiveFrom,
                    place,
                    change.was() == null ? null : text(change.was()),
                    change.is() == null ? null : text(change.is()),
                    Weight.TO_CONFIRM);
        }
    }

    /** What a price is made of: a tier that multiplies it shows no more than the standard price does. */
    private static String stated(@Nullable AppliedPrice price) {
        return price == null ? "" : BookFigures.place(price) + " " + price.base();
    }

    private static String text(@Nullable UnitPrice price) {
        return String.valueOf(price);
    }

    /** Whether a figure that the price is made of is to be confirmed itself, and says all there is to say. */
    private boolean isTold(RateCard at, EffectiveChange change) {
        Set<Place> made = new HashSet<>();
        for (AppliedPrice price : change.prices()) {
            String subject = subject(at, price.source());
            made.add(new Place(subject, BookFigures.place(price) + " " + BookFigures.word(change.side())));
            made.add(new Place(subject, BookFigures.place(price) + " " + BookFigures.word(Side.COST)));
            for (AppliedPrice.Factor factor : price.factors()) {
                AppliedPrice.Source source = new AppliedPrice.Source(factor.kind(), factor.name(), 0);
                made.add(new Place(subject(at, source), BookFigures.factor(factor, change.side())));
                if (factor.kind() == AppliedPrice.Kind.MARK_UP) {
                    made.add(new Place(BOOK, BookFigures.MARK_UP));
                    made.add(new Place(BOOK, BookFigures.markUpOf(at.provider())));
                }
            }
        }
        boolean isOfNothing = change.was() == null || change.is() == null;
        return (isOfNothing || made.stream().noneMatch(cameOrWent::contains))
                && made.stream().anyMatch(toConfirm::contains);
    }

    private static String subject(RateCard at, AppliedPrice.Source source) {
        return source.kind() == AppliedPrice.Kind.OVERLAY ? "overlay " + source.name() : at.title();
    }

    private void add(
            String subject,
            @Nullable Instant effectiveFrom,
            String place,
            @Nullable String before,
            @Nullable String after,
            Weight weight) {
        changes.add(new PriceChange(subject, effectiveFrom, place, before, after, weight));
    }
}
