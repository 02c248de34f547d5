package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.CostPlace.Section;
import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The prices of a rate card by their places: taken from a card, and put into one. */
public final class CostFigures {
    private CostFigures() {}

    /** Every cost a card states, in order. Multipliers are no costs. */
    public static SortedMap<CostPlace, UnitPrice> of(RateCard card) {
        SortedMap<CostPlace, UnitPrice> figures = new TreeMap<>();
        prices(card).forEach((place, price) -> {
            UnitPrice cost = price.cost();
            if (cost != null) {
                figures.put(place, cost);
            }
        });
        return figures;
    }

    /** The charges a card states itself, in order. */
    static SortedMap<CostPlace, UnitPrice> charges(RateCard card) {
        SortedMap<CostPlace, UnitPrice> figures = new TreeMap<>();
        prices(card).forEach((place, price) -> {
            UnitPrice charge = price.charge();
            if (charge != null) {
                figures.put(place, charge);
            }
        });
        return figures;
    }

    private static SortedMap<CostPlace, ComponentPrice> prices(RateCard card) {
        SortedMap<CostPlace, ComponentPrice> figures = new TreeMap<>();
        collect(figures, Section.STANDARD, "", card.standard());
        card.serviceTiers().forEach(tier -> collect(figures, Section.SERVICE_TIER, tier.name(), tier.own()));
        card.windows().forEach(window -> collect(figures, Section.WINDOW, window.name(), window.own()));
        return figures;
    }

    /**
     * The card from an instant on with other prices.
     *
     * @param shape a card that has the windows named in {@code changes}
     * @param changes new prices by place; empty takes the price away
     */
    static RateCard with(
            RateCard card, Instant effectiveFrom, RateCard shape, Map<CostPlace, Optional<ComponentPrice>> changes) {
        List<ServiceTier> tiers = new ArrayList<>();
        for (String name : names(
                Section.SERVICE_TIER,
                changes,
                card.serviceTiers().stream().map(ServiceTier::name).toList())) {
            ServiceTier old = card.serviceTiers().stream()
                    .filter(tier -> tier.name().equals(name))
                    .findFirst()
                    .orElse(new ServiceTier(name, Multiplier.ONE, PriceList.EMPTY));
            PriceList own = list(old.own(), Section.SERVICE_TIER, name, changes);
            if (!own.isEmpty() || !old.multiplier().equals(Multiplier.ONE)) {
                tiers.add(new ServiceTier(name, old.multiplier(), own));
            }
        }
        Map<String, TimeWindow> windowByName = new HashMap<>();
        shape.windows()
                .forEach(window -> windowByName.put(
                        window.name(),
                        new TimeWindow(window.fromSecond(), window.toSecond(), Multiplier.ONE, PriceList.EMPTY)));
        card.windows().forEach(window -> windowByName.put(window.name(), window));
        List<TimeWindow> windows = new ArrayList<>();
        for (String name : names(
                Section.WINDOW,
                changes,
                card.windows().stream().map(TimeWindow::name).toList())) {
            TimeWindow old = Objects.requireNonNull(windowByName.get(name), name);
            PriceList own = list(old.own(), Section.WINDOW, name, changes);
            if (!own.isEmpty() || !old.multiplier().equals(Multiplier.ONE)) {
                windows.add(new TimeWindow(old.fromSecond(), old.toSecond(), old.multiplier(), own));
            }
        }
        return new RateCard(
                card.provider(),
                card.model(),
                effectiveFrom,
                card.modelType(),
                card.costBasis(),
                card.markUp(),
                list(card.standard(), Section.STANDARD, "", changes),
                card.context(),
                tiers,
                windows,
                card.fallBacks(),
                card.unpriced());
    }

    private static void collect(
            SortedMap<CostPlace, ComponentPrice> figures, Section section, String name, PriceList list) {
        collect(figures, section, name, 0, list.flat());
        list.tiers().forEach(tier -> collect(figures, section, name, tier.threshold(), tier.prices()));
    }

    private static void collect(
            SortedMap<CostPlace, ComponentPrice> figures,
            Section section,
            String name,
            long threshold,
            Map<Component, ComponentPrice> prices) {
        prices.forEach((component, price) -> figures.put(new CostPlace(section, name, threshold, component), price));
    }

    private static TreeSet<String> names(
            Section section, Map<CostPlace, Optional<ComponentPrice>> changes, List<String> present) {
        TreeSet<String> names = new TreeSet<>(present);
        changes.keySet().stream()
                .filter(place -> place.section() == section)
                .map(CostPlace::name)
                .forEach(names::add);
        return names;
    }

    private static PriceList list(
            PriceList list, Section section, String name, Map<CostPlace, Optional<ComponentPrice>> changes) {
        TreeMap<Long, Map<Component, ComponentPrice>> prices = new TreeMap<>();
        prices.put(0L, copy(list.flat()));
        list.tiers().forEach(tier -> prices.put(tier.threshold(), copy(tier.prices())));
        changes.forEach((place, price) -> {
            if (place.section() == section && place.name().equals(name)) {
                Map<Component, ComponentPrice> level =
                        prices.computeIfAbsent(place.threshold(), threshold -> new EnumMap<>(Component.class));
                level.remove(place.component());
                price.ifPresent(now -> level.put(place.component(), now));
            }
        });
        List<PriceList.ContextTier> tiers = new ArrayList<>();
        prices.tailMap(0L, false).forEach((threshold, level) -> {
            if (!level.isEmpty()) {
                tiers.add(new PriceList.ContextTier(threshold, level));
            }
        });
        return new PriceList(prices.get(0L), tiers);
    }

    private static Map<Component, ComponentPrice> copy(Map<Component, ComponentPrice> prices) {
        Map<Component, ComponentPrice> copy = new EnumMap<>(Component.class);
        copy.putAll(prices);
        return copy;
    }
}
