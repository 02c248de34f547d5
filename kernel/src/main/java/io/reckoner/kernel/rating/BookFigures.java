package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures and rules a book states, each by the name of its place: {@code service tier batch input cost}. */
final class BookFigures {
    static final String MARK_UP = "mark-up";
    static final String MULTIPLIER = "multiplier";
    static final String COST = "cost";
    private static final BigDecimal AS_IT_IS = BigDecimal.ONE;

    /** A price, or a factor as a price per 1. */
    record Figure(UnitPrice value, String text) {
        static Figure of(UnitPrice price) {
            return new Figure(price, price.toString());
        }

        static Figure of(BigDecimal factor) {
            return new Figure(new UnitPrice(factor, 1), "× " + factor.toPlainString());
        }
    }

    private BookFigures() {}

    static Map<String, Figure> of(BookTerms terms) {
        SortedMap<String, Figure> figures = new TreeMap<>();
        figures.put(MARK_UP, Figure.of(terms.markUp()));
        terms.providerMarkUps().forEach((name, factor) -> figures.put(markUpOf(name), Figure.of(factor)));
        return figures;
    }

    static Map<String, Figure> of(RateCard card) {
        SortedMap<String, Figure> figures = new TreeMap<>();
        if (card.markUp() != null) {
            figures.put(MARK_UP, Figure.of(card.markUp()));
        }
        list(figures, "standard", card.standard());
        for (ServiceTier tier : card.serviceTiers()) {
            String place = serviceTier(tier.name());
            factors(figures, place, tier.multiplier());
            list(figures, place, tier.own());
        }
        for (TimeWindow window : card.windows()) {
            String place = window(window.name());
            factors(figures, place, window.multiplier());
            list(figures, place, window.own());
        }
        return figures;
    }

    /** What stated charges of a card would be, were they not stated: cost × mark-up, where there is a cost other than zero. */
    static Map<String, Figure> chargesByMarkUp(RateCard card, BigDecimal markUpAbove) {
        BigDecimal markUp = card.markUp() == null ? markUpAbove : card.markUp();
        Map<String, Figure> charges = new TreeMap<>();
        of(card).forEach((place, cost) -> {
            if (place.endsWith(" " + word(Side.COST))
                    && !place.contains(" × ")
                    && !cost.value().isZero()) {
                String price =
                        place.substring(0, place.length() - word(Side.COST).length());
                charges.put(price + word(Side.CHARGE), Figure.of(cost.value().times(markUp)));
            }
        });
        return charges;
    }

    static Map<String, Figure> of(Overlay overlay) {
        SortedMap<String, Figure> figures = new TreeMap<>();
        if (overlay.multiplier() != null) {
            figures.put(MULTIPLIER, Figure.of(overlay.multiplier()));
        }
        overlay.charges().forEach((component, charge) -> figures.put(component.code() + " charge", Figure.of(charge)));
        return figures;
    }

    /**
     * What a factor that is not stated counts as: a mark-up as the one above it, any other as 1. Null for a price: what stands
     * in its place is {@link Situation}'s to say.
     */
    static @Nullable Figure standIn(String place, BigDecimal markUpAbove) {
        if (place.startsWith(MARK_UP)) {
            return Figure.of(markUpAbove);
        }
        return place.equals(MULTIPLIER) || place.contains(" × ") ? Figure.of(AS_IT_IS) : null;
    }

    static Map<String, String> rules(BookTerms terms) {
        return new TreeMap<>(Map.of(
                "fall-backs", terms.fallBacks().stated().toString(),
                "unpriced", terms.unpriced().toString(),
                "charge policy", terms.chargePolicy().toString()));
    }

    static Map<String, String> rules(RateCard card) {
        return new TreeMap<>(Map.of(
                "model type",
                card.modelType(),
                COST,
                card.costBasis().code(),
                "context",
                card.context().toString(),
                "fall-backs",
                card.fallBacks().stated().toString(),
                "unpriced",
                card.unpriced().toString()));
    }

    static Map<String, String> rules(Overlay overlay) {
        return new TreeMap<>(Map.of(
                "for", overlay.scope().toString(),
                "on", overlay.target().toString(),
                "time", overlay.effectiveFrom() + " to " + overlay.effectiveTo()));
    }

    static String markUpOf(String provider) {
        return MARK_UP + " of " + provider;
    }

    /** The place of a price that was applied, without its side: {@code standard beyond 200000 input}. */
    static String place(AppliedPrice price) {
        AppliedPrice.Source source = price.source();
        String component = price.pricedAs().code();
        String list =
                switch (source.kind()) {
                    case STANDARD, MARK_UP -> "standard";
                    case SERVICE_TIER -> serviceTier(source.name());
                    case WINDOW -> window(source.name());
                    case OVERLAY -> "";
                };
        return list.isEmpty() ? component : beyond(list, source.contextThreshold()) + " " + component;
    }

    static String factor(AppliedPrice.Factor factor, Side side) {
        return switch (factor.kind()) {
            case STANDARD, MARK_UP -> MARK_UP;
            case SERVICE_TIER -> serviceTier(factor.name()) + " × " + word(side);
            case WINDOW -> window(factor.name()) + " × " + word(side);
            case OVERLAY -> MULTIPLIER;
        };
    }

    static String word(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static String serviceTier(String name) {
        return "service tier " + name;
    }

    private static String window(String name) {
        return "window " + name;
    }

    private static String beyond(String list, long threshold) {
        return threshold == 0 ? list : list + " beyond " + threshold;
    }

    private static void factors(SortedMap<String, Figure> figures, String place, Multiplier multiplier) {
        for (Side side : Side.values()) {
            figures.put(place + " × " + word(side), Figure.of(multiplier.on(side)));
        }
    }

    private static void list(SortedMap<String, Figure> figures, String place, PriceList list) {
        prices(figures, place, list.flat());
        for (PriceList.ContextTier tier : list.tiers()) {
            prices(figures, beyond(place, tier.threshold()), tier.prices());
        }
    }

    private static void prices(SortedMap<String, Figure> figures, String place, Map<Component, ComponentPrice> prices) {
        prices.forEach((component, price) -> {
            for (Side side : Side.values()) {
                UnitPrice stated = price.stated(side);
                if (stated != null) {
                    figures.put(place + " " + component.code() + " " + word(side), Figure.of(stated));
                }
            }
        });
    }
}
