package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.PriceChange.Weight;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a newer version of the book changes, figure by figure.
 *
 * <p>A card is held against the one that the older book has in effect at the card's first instant: a new card that halves a
 * price shows as that change. Example: input 2.50 per 1,000,000 becomes 2.50 per 1,000: a change by 1000 ×, to be confirmed
 * before anybody is charged by it.
 */
public final class BookDifference {
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);

    /** A price, or a factor as a price per 1. */
    private record Figure(UnitPrice value, String text) {
        static Figure of(UnitPrice price) {
            return new Figure(price, price.toString());
        }

        static Figure of(BigDecimal factor) {
            return new Figure(new UnitPrice(factor, 1), "× " + factor.toPlainString());
        }

        /** This figure times so many of the other's units, so that two of them compare without division. */
        BigDecimal against(Figure other) {
            return value.amount().multiply(BigDecimal.valueOf(other.value.per()));
        }
    }

    private final List<PriceChange> changes = new ArrayList<>();

    private BookDifference() {}

    /** The changes in the order book, cards, overlays; empty for books of the same content. */
    public static List<PriceChange> between(PriceBook older, PriceBook newer) {
        BookDifference difference = new BookDifference();
        difference.compare("book", null, figures(older.terms()), figures(newer.terms()));
        difference.rules("book", null, rules(older.terms()), rules(newer.terms()));
        difference.cards(older, newer);
        difference.overlays(older, newer);
        return List.copyOf(difference.changes);
    }

    private void cards(PriceBook older, PriceBook newer) {
        for (RateCard card : newer.cards()) {
            Optional<RateCard> before = older.cardAt(card.provider(), card.model(), card.effectiveFrom());
            compare(
                    card.title(),
                    card.effectiveFrom(),
                    before.map(BookDifference::figures).orElse(Map.of()),
                    figures(card));
            before.ifPresent(old -> rules(card.title(), card.effectiveFrom(), rules(old), rules(card)));
        }
        for (RateCard card : older.cards()) {
            boolean isGone = newer.cards(card.provider(), card.model()).stream()
                    .noneMatch(kept -> kept.effectiveFrom().equals(card.effectiveFrom()));
            if (isGone) {
                Map<String, Figure> after = newer.cardAt(card.provider(), card.model(), card.effectiveFrom())
                        .map(BookDifference::figures)
                        .orElse(Map.of());
                compare(card.title(), card.effectiveFrom(), figures(card), after);
            }
        }
    }

    private void overlays(PriceBook older, PriceBook newer) {
        TreeSet<String> names = new TreeSet<>();
        older.overlays().forEach(overlay -> names.add(overlay.name()));
        newer.overlays().forEach(overlay -> names.add(overlay.name()));
        for (String name : names) {
            Optional<Overlay> old = older.overlay(name);
            Optional<Overlay> now = newer.overlay(name);
            if (old.isPresent() && now.isPresent()) {
                rules("overlay " + name, now.get().effectiveFrom(), rules(old.get()), rules(now.get()));
            }
            compare(
                    "overlay " + name,
                    now.map(Overlay::effectiveFrom).orElse(null),
                    old.map(BookDifference::figures).orElse(Map.of()),
                    now.map(BookDifference::figures).orElse(Map.of()));
        }
    }

    private void compare(
            String subject, @Nullable Instant effectiveFrom, Map<String, Figure> before, Map<String, Figure> after) {
        TreeSet<String> places = new TreeSet<>(before.keySet());
        places.addAll(after.keySet());
        for (String place : places) {
            Figure old = before.get(place);
            Figure now = after.get(place);
            if (old == null || now == null || old.against(now).compareTo(now.against(old)) != 0) {
                changes.add(new PriceChange(
                        subject,
                        effectiveFrom,
                        place,
                        old == null ? null : old.text(),
                        now == null ? null : now.text(),
                        weight(old, now)));
            }
        }
    }

    /** What is no figure, compared as text; both maps have the same places. */
    private void rules(
            String subject, @Nullable Instant effectiveFrom, Map<String, String> before, Map<String, String> after) {
        after.forEach((place, now) -> {
            String old = before.get(place);
            if (!now.equals(old)) {
                changes.add(new PriceChange(subject, effectiveFrom, place, old, now, Weight.ORDINARY));
            }
        });
    }

    private static Map<String, String> rules(BookTerms terms) {
        return new TreeMap<>(Map.of(
                "fall-backs", terms.fallBacks().stated().toString(),
                "unpriced", terms.unpriced().toString(),
                "charge policy", terms.chargePolicy().toString()));
    }

    private static Map<String, String> rules(RateCard card) {
        return new TreeMap<>(Map.of(
                "model type", card.modelType(),
                "cost", card.costBasis().code(),
                "context", card.context().toString(),
                "fall-backs", card.fallBacks().stated().toString(),
                "unpriced", card.unpriced().toString()));
    }

    private static Map<String, String> rules(Overlay overlay) {
        return new TreeMap<>(Map.of(
                "for", overlay.scope().toString(),
                "on", overlay.target().toString(),
                "time", overlay.effectiveFrom() + " to " + overlay.effectiveTo()));
    }

    private static Weight weight(@Nullable Figure old, @Nullable Figure now) {
        if (now == null) {
            return Weight.ORDINARY;
        }
        if (now.value().isZero()) {
            return Weight.TO_CONFIRM;
        }
        if (old == null) {
            return Weight.ORDINARY;
        }
        BigDecimal was = old.against(now);
        BigDecimal is = now.against(old);
        boolean isLeap =
                was.signum() == 0 || is.compareTo(was.multiply(FIVE)) >= 0 || was.compareTo(is.multiply(FIVE)) >= 0;
        return isLeap ? Weight.TO_CONFIRM : Weight.ORDINARY;
    }

    private static Map<String, Figure> figures(BookTerms terms) {
        Map<String, Figure> figures = new TreeMap<>();
        figures.put("mark-up", Figure.of(terms.markUp()));
        terms.providerMarkUps().forEach((name, factor) -> figures.put("mark-up of " + name, Figure.of(factor)));
        return figures;
    }

    private static Map<String, Figure> figures(RateCard card) {
        Map<String, Figure> figures = new TreeMap<>();
        if (card.markUp() != null) {
            figures.put("mark-up", Figure.of(card.markUp()));
        }
        list(figures, "standard", card.standard());
        for (ServiceTier tier : card.serviceTiers()) {
            String place = "service tier " + tier.name();
            factors(figures, place, tier.multiplier());
            list(figures, place, tier.own());
        }
        for (TimeWindow window : card.windows()) {
            String place = "window " + window.name();
            factors(figures, place, window.multiplier());
            list(figures, place, window.own());
        }
        return figures;
    }

    private static Map<String, Figure> figures(Overlay overlay) {
        Map<String, Figure> figures = new TreeMap<>();
        if (overlay.multiplier() != null) {
            figures.put("multiplier", Figure.of(overlay.multiplier()));
        }
        overlay.charges().forEach((component, charge) -> figures.put(component.code() + " charge", Figure.of(charge)));
        return figures;
    }

    private static void factors(Map<String, Figure> figures, String place, Multiplier multiplier) {
        for (Side side : Side.values()) {
            figures.put(place + " × " + word(side), Figure.of(multiplier.on(side)));
        }
    }

    private static void list(Map<String, Figure> figures, String place, PriceList list) {
        prices(figures, place, list.flat());
        for (PriceList.ContextTier tier : list.tiers()) {
            prices(figures, place + " beyond " + tier.threshold(), tier.prices());
        }
    }

    private static void prices(Map<String, Figure> figures, String place, Map<Component, ComponentPrice> prices) {
        prices.forEach((component, price) -> {
            for (Side side : Side.values()) {
                UnitPrice stated = price.stated(side);
                if (stated != null) {
                    figures.put(place + " " + component.code() + " " + word(side), Figure.of(stated));
                }
            }
        });
    }

    private static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
