package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one model at one provider from an instant on, until the next card of the same model takes over.
 *
 * @param provider who is paid
 * @param model {@code vendor/name}, as priced
 * @param effectiveFrom first instant the card holds, in whole microseconds
 * @param modelType llm, embedding, image, audio, rerank or another lower-case word
 * @param costBasis where the provider cost comes from
 * @param markUp factor from cost to charge where a price states no charge; null for that of the provider, else of the
 *     book
 * @param standard prices outside service tiers and windows
 * @param context how context tiers are met, wherever on the card they stand
 * @param serviceTiers at most 64, with names that differ
 * @param windows at most 64 that do not overlap; not more than 4,096 combinations of service tier, window and context
 * @param fallBacks stated for this card, over those of the book
 * @param unpriced stated for this card, over that of the book
 */
public record RateCard(
        String provider,
        String model,
        Instant effectiveFrom,
        String modelType,
        CostBasis costBasis,
        @Nullable BigDecimal markUp,
        PriceList standard,
        ContextRule context,
        List<ServiceTier> serviceTiers,
        List<TimeWindow> windows,
        FallBacks fallBacks,
        Map<Component, Unpriced> unpriced) {
    /** Most service tiers of a card, and most windows. */
    private static final int MOST_LISTS = 64;

    /** Most combinations of service tier, window and context on a card: each is looked at when a book changes. */
    private static final int MOST_SITUATIONS = 4096;

    /** Years of four digits are all that a book can write. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** Components for which {@code unpriced} may be stated. */
    static final Set<Component> MAY_BE_UNPRICED = Set.of(Component.REQUEST, Component.WEB_SEARCH, Component.TOOL_CALL);

    public RateCard {
        BookName.require("provider", provider);
        BookName.require("model", model);
        requireParts(model);
        if (!TYPE.matcher(modelType).matches()) {
            throw new IllegalArgumentException(
                    "\"" + modelType + "\" is no model type; write a word such as llm or embedding");
        }
        requireInstant("effective_from", effectiveFrom);
        markUp = markUp == null ? null : Multiplier.checked(markUp);
        serviceTiers = List.copyOf(serviceTiers);
        windows = List.copyOf(windows);
        unpriced = checkedUnpriced(unpriced);
        requireFew(standard, serviceTiers, windows);
        Set<String> tierNames = new HashSet<>();
        for (ServiceTier tier : serviceTiers) {
            if (!tierNames.add(tier.name())) {
                throw new IllegalArgumentException("service tier \"" + tier.name() + "\" occurs twice");
            }
        }
        for (int i = 0; i < windows.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (windows.get(i).overlaps(windows.get(j))) {
                    throw new IllegalArgumentException(
                            "time windows " + windows.get(j).name() + " and "
                                    + windows.get(i).name() + " overlap; let one end where the other begins");
                }
            }
        }
    }

    /** Whether events of this card have a rated cost: with {@code cost: vendor}, where its prices state costs. */
    public boolean statesCosts() {
        return switch (costBasis) {
            case BOOK -> true;
            case UNKNOWN -> false;
            case VENDOR -> priceLists().flatMap(PriceList::all).anyMatch(price -> price.cost() != null);
        };
    }

    /** The standard prices, then those of service tiers and windows. */
    public Stream<PriceList> priceLists() {
        return priceLists(standard, serviceTiers, windows);
    }

    private static Stream<PriceList> priceLists(
            PriceList standard, List<ServiceTier> serviceTiers, List<TimeWindow> windows) {
        return Stream.of(
                        Stream.of(standard),
                        serviceTiers.stream().map(ServiceTier::own),
                        windows.stream().map(TimeWindow::own))
                .flatMap(lists -> lists);
    }

    private static void requireFew(PriceList standard, List<ServiceTier> serviceTiers, List<TimeWindow> windows) {
        if (serviceTiers.size() > MOST_LISTS) {
            throw new IllegalArgumentException(
                    "a card has at most " + MOST_LISTS + " service tiers, not " + serviceTiers.size());
        }
        if (windows.size() > MOST_LISTS) {
            throw new IllegalArgumentException("a card has at most " + MOST_LISTS + " windows, not " + windows.size());
        }
        long thresholds = priceLists(standard, serviceTiers, windows)
                .flatMap(list -> list.tiers().stream())
                .mapToLong(PriceList.ContextTier::threshold)
                .distinct()
                .count();
        long situations = (serviceTiers.size() + 1) * (windows.size() + 1) * (thresholds + 1);
        if (situations > MOST_SITUATIONS) {
            throw new IllegalArgumentException("a card has at most " + MOST_SITUATIONS
                    + " combinations of service tier, window and context, not " + situations + "; leave some out");
        }
    }

    static Map<Component, Unpriced> checkedUnpriced(Map<Component, Unpriced> unpriced) {
        for (Component component : unpriced.keySet()) {
            if (!MAY_BE_UNPRICED.contains(component)) {
                throw new IllegalArgumentException("\"unpriced\" speaks of request, web_search and tool_call only; "
                        + component.code() + " needs a price or a fall-back");
            }
        }
        return PriceList.ordered(unpriced);
    }

    private static void requireParts(String model) {
        if (model.startsWith("/") || model.endsWith("/") || model.contains("//")) {
            throw new IllegalArgumentException(
                    "model \"" + model + "\" has an empty part: a model is called vendor/name");
        }
    }

    static void requireInstant(String what, @Nullable Instant instant) {
        if (instant == null) {
            return;
        }
        if (!instant.truncatedTo(ChronoUnit.MICROS).equals(instant)) {
            throw new IllegalArgumentException(what + " has at most six decimals of a second, not " + instant);
        }
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw new IllegalArgumentException(what + " lies in the years 0000 to 9999 UTC, not at " + instant);
        }
    }

    /** The same card with service tiers in order of name and windows in order of time. */
    RateCard ordered() {
        List<ServiceTier> tiersByName = serviceTiers.stream()
                .sorted(Comparator.comparing(ServiceTier::name))
                .toList();
        List<TimeWindow> windowsByTime = windows.stream()
                .sorted(Comparator.comparingInt(TimeWindow::fromSecond))
                .toList();
        if (tiersByName.equals(serviceTiers) && windowsByTime.equals(windows)) {
            return this;
        }
        return new RateCard(
                provider,
                model,
                effectiveFrom,
                modelType,
                costBasis,
                markUp,
                standard,
                context,
                tiersByName,
                windowsByTime,
                fallBacks,
                unpriced);
    }

    /** {@code openai/gpt-5 at openai from 2026-01-01T00:00:00Z}, for messages. */
    public String title() {
        return model + " at " + provider + " from " + effectiveFrom;
    }
}
