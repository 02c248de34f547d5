package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.CostPlace.Section;
import io.reckoner.kernel.rating.PriceDoubt.Rule;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for prices that are most likely mistakes, by what is usual for their component. Example: input at 600 USD per
 * million tokens, where the dearest model ever sold asked 150: a price per thousand typed as a price per token.
 */
public final class PriceDoubts {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal CHEAPEST_MILLION = new BigDecimal("0.002");
    private static final MathContext SHORT = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final int MOST_DIGITS = 12;

    private final RateCard card;
    private final CardTerms terms;
    private final SortedMap<CostPlace, UnitPrice> figures;
    private final List<PriceDoubt> doubts = new ArrayList<>();

    private PriceDoubts(RateCard card) {
        this.card = card;
        this.terms = new CardTerms(BookTerms.DEFAULT, card);
        this.figures = CostFigures.of(card);
    }

    /** The doubts about the costs of a card, in order of their places. */
    public static List<PriceDoubt> about(RateCard card) {
        PriceDoubts search = new PriceDoubts(card);
        search.figures.forEach(search::alone);
        search.figures.keySet().stream()
                .filter(place -> place.component() == Component.INPUT)
                .forEach(search::besideInput);
        search.figures.forEach(search::besideStandard);
        search.figures.forEach(search::givenAway);
        return List.copyOf(search.doubts);
    }

    /**
     * The doubts about the costs of a book that an older one did not have already: of the card in effect at the same instant,
     * about the same price for the same reason. In order of the cards.
     */
    public static List<PriceDoubt> raised(PriceBook older, PriceBook newer) {
        List<PriceDoubt> raised = new ArrayList<>();
        for (RateCard card : newer.cards()) {
            Optional<RateCard> before = older.cardAt(card.provider(), card.model(), card.effectiveFrom());
            if (before.filter(card::equals).isEmpty()) {
                Set<List<Object>> known = new HashSet<>();
                before.ifPresent(old -> about(old).forEach(doubt -> known.add(doubt.matter())));
                about(card).stream()
                        .filter(doubt -> !known.contains(doubt.matter()))
                        .forEach(raised::add);
            }
        }
        return raised;
    }

    /**
     * From how many dollars for one unit (for a million of tokens) a price is taken for a mistake. Held against the sheets
     * of 2025 and 2026: the dearest true ones stay below, but for o1-pro, gpt-4-32k and their like.
     */
    private static BigDecimal dearest(Component component) {
        return new BigDecimal(
                switch (component) {
                    case INPUT, CACHE_READ, CACHE_WRITE_5M, CACHE_WRITE_1H, CACHE_READ_AUDIO -> "100";
                    case OUTPUT, REASONING, INPUT_AUDIO, INPUT_IMAGE -> "200";
                    case OUTPUT_AUDIO, OUTPUT_IMAGE -> "400";
                    case IMAGES -> "10";
                    case SECONDS -> "2";
                    case CHARACTERS -> "0.001";
                    case WEB_SEARCH, TOOL_CALL, REQUEST, SEARCH_UNITS -> "1";
                });
    }

    private void alone(CostPlace place, UnitPrice price) {
        if (price.isZero()) {
            return;
        }
        boolean tokens = place.component().unit() == Component.Unit.TOKEN;
        BigDecimal units = tokens ? MILLION : BigDecimal.ONE;
        BigDecimal most = dearest(place.component());
        // amount / per against most / units, without division
        BigDecimal value = price.amount().multiply(units);
        BigDecimal per = BigDecimal.valueOf(price.per());
        String usual =
                tokens ? " per million tokens" : " per " + place.component().code();
        if (value.compareTo(most.multiply(per)) >= 0) {
            doubt(place, price, Rule.TOO_DEAR, shown(value, per) + usual + "; usual is less than " + most);
        } else if (tokens && value.compareTo(CHEAPEST_MILLION.multiply(per)) < 0) {
            doubt(
                    place,
                    price,
                    Rule.TOO_CHEAP,
                    shown(value, per) + usual + "; usual is " + CHEAPEST_MILLION + " or more");
        }
        if (price.amount().precision() > MOST_DIGITS) {
            doubt(place, price, Rule.TOO_MANY_DIGITS, price.amount().precision() + " digits; a price list has a few");
        }
    }

    private void besideInput(CostPlace at) {
        UnitPrice input = figures.get(at);
        if (input == null || input.isZero()) {
            return;
        }
        besideInput(at, Component.OUTPUT, (place, output) -> {
            if (output.isZero() || card.modelType().equals("embedding")) {
                return;
            }
            if (compare(output, "0.2", input) <= 0) {
                doubt(place, output, Rule.OUTPUT_FAR_BELOW_INPUT, ratio(output, input) + " × input; usual is 1 to 10");
            } else if (compare(output, "1", input) < 0) {
                doubt(place, output, Rule.OUTPUT_BELOW_INPUT, ratio(output, input) + " × input; usual is 1 to 10");
            } else if (compare(output, "50", input) > 0) {
                doubt(place, output, Rule.OUTPUT_FAR_ABOVE_INPUT, ratio(output, input) + " × input; usual is 1 to 10");
            }
        });
        besideInput(at, Component.CACHE_READ, (place, read) -> {
            if (compare(read, "1", input) > 0) {
                doubt(place, read, Rule.CACHE_READ_ABOVE_INPUT, ratio(read, input) + " × input; usual is 0.1 to 0.5");
            }
        });
        besideInput(at, Component.CACHE_WRITE_5M, (place, write) -> {
            if (!write.isZero() && isOutside(write, input, "0.9", "2")) {
                doubt(place, write, Rule.CACHE_WRITE_5M_OFF, ratio(write, input) + " × input; expected 1.25");
            }
        });
        besideInput(at, Component.CACHE_WRITE_1H, (place, write) -> {
            if (isOutside(write, input, "1.5", "3")) {
                doubt(place, write, Rule.CACHE_WRITE_1H_OFF, ratio(write, input) + " × input; expected 2");
            }
            UnitPrice brief = figures.get(sibling(at, Component.CACHE_WRITE_5M));
            if (brief != null && compare(write, "1", brief) < 0) {
                doubt(place, write, Rule.CACHE_WRITE_1H_BELOW_5M, "an hour costs less than five minutes, " + brief);
            }
        });
    }

    private interface Beside {
        void look(CostPlace place, UnitPrice price);
    }

    private void besideInput(CostPlace input, Component component, Beside beside) {
        CostPlace place = sibling(input, component);
        UnitPrice figure = figures.get(place);
        if (figure != null) {
            beside.look(place, figure);
        }
    }

    /** Tiers and windows beside the standard price of the same component. */
    private void besideStandard(CostPlace place, UnitPrice price) {
        UnitPrice standard = figures.get(CostPlace.standard(place.component()));
        if (place.equals(CostPlace.standard(place.component()))
                || standard == null
                || standard.isZero()
                || price.isZero()) {
            return;
        }
        int compared = compare(price, "1", standard);
        if (compare(price, "0.1", standard) <= 0 || compare(price, "10", standard) >= 0) {
            doubt(place, price, Rule.TIER_FAR_OFF, ratio(price, standard) + " × the standard price");
        } else if (place.section() == Section.SERVICE_TIER && place.threshold() == 0 && compared != 0) {
            boolean dearer = compared > 0;
            boolean dearerIsUsual = place.name().equals("priority");
            boolean hasAnOrder = dearerIsUsual
                    || place.name().equals("batch")
                    || place.name().equals("flex");
            if (hasAnOrder && dearer != dearerIsUsual) {
                doubt(place, price, Rule.SERVICE_TIER_ASKEW, ratio(price, standard) + " × the standard price");
            }
        } else if (place.section() == Section.STANDARD && compared < 0) {
            doubt(place, price, Rule.LONG_CONTEXT_CHEAPER, ratio(price, standard) + " × the price below");
        }
    }

    private void givenAway(CostPlace place, UnitPrice price) {
        if (!price.isZero()) {
            return;
        }
        Component component = place.component();
        boolean isText = component == Component.INPUT || component == Component.OUTPUT;
        if (isText && card.modelType().equals("llm") && place.equals(CostPlace.standard(component))) {
            doubt(place, price, Rule.FREE, component.code() + " of a language model for nothing: free, or not known?");
            return;
        }
        AppliedPrice standIn = Situation.costInsteadOf(terms, place);
        if (standIn != null && !standIn.unit().isZero()) {
            String instead = CostPlace.of(standIn).code() + ", " + standIn.unit();
            doubt(place, price, Rule.FREE, "for nothing, where otherwise stands " + instead);
        }
    }

    private void doubt(CostPlace place, UnitPrice value, Rule rule, String why) {
        doubts.add(new PriceDoubt(card, place, value, rule, why));
    }

    private static CostPlace sibling(CostPlace place, Component component) {
        return new CostPlace(place.section(), place.name(), place.threshold(), component);
    }

    private static boolean isOutside(UnitPrice price, UnitPrice beside, String least, String most) {
        return compare(price, least, beside) < 0 || compare(price, most, beside) > 0;
    }

    /** Holds a price against so many times another, whatever units they are stated for. */
    static int compare(UnitPrice price, String factor, UnitPrice beside) {
        return price.amount()
                .multiply(BigDecimal.valueOf(beside.per()))
                .compareTo(beside.amount()
                        .multiply(BigDecimal.valueOf(price.per()))
                        .multiply(new BigDecimal(factor)));
    }

    /** How many times the other a price is, in four digits; empty where the other is nothing. */
    public static String ratio(UnitPrice price, @Nullable UnitPrice other) {
        if (other == null || other.isZero()) {
            return "";
        }
        return shown(
                price.amount().multiply(BigDecimal.valueOf(other.per())),
                other.amount().multiply(BigDecimal.valueOf(price.per())));
    }

    private static String shown(BigDecimal value, BigDecimal by) {
        BigDecimal quotient = value.divide(by, SHORT).stripTrailingZeros();
        return quotient.scale() < 0 ? quotient.setScale(0).toPlainString() : quotient.toPlainString();
    }
}
