package io.reckoner.jobs.rating.sheet;

import io.reckoner.jobs.rating.sheet.PriceSheet.Fault;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.ComponentPrice;
import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.CostBasis;
import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.rating.CostPlace.Section;
import io.reckoner.kernel.rating.FallBacks;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.ServiceTier;
import io.reckoner.kernel.rating.TimeWindow;
import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A rate card in the making: prices by place, and the faults found on the way. */
final class CardDraft {
    private final String model;
    private final List<Fault> faults = new ArrayList<>();
    private final TreeMap<CostPlace, UnitPrice> prices = new TreeMap<>();
    private final List<TimeWindow> windows = new ArrayList<>();

    /**
     * A draft without prices.
     *
     * @param model as the sheet names it, for faults
     */
    CardDraft(String model) {
        this.model = model;
    }

    void fault(String field, SheetNode value, String why) {
        faults.add(new Fault(model, field, value.shown(), why));
    }

    void fault(String field, String why) {
        faults.add(new Fault(model, field, "", why));
    }

    List<Fault> faults() {
        return faults;
    }

    boolean isEmpty() {
        return prices.isEmpty();
    }

    /** Whether the component has a standard price. */
    boolean prices(Component component) {
        return prices.containsKey(CostPlace.standard(component));
    }

    /** Takes a price as a sheet writes it, per so many units, unless one that is not zero stands there already. */
    void price(String field, SheetNode value, CostPlace place, long per) {
        switch (SheetNumber.price(value, place.component(), per)) {
            case SheetNumber.Refused refused -> fault(field, value, refused.why());
            case SheetNumber.Priced priced -> {
                UnitPrice old = prices.get(place);
                if (old == null || old.isZero()) {
                    prices.put(place, priced.price());
                }
            }
        }
    }

    /** Adds a window whose prices are those given at places of its section. */
    void window(TimeWindow hours) {
        windows.add(hours);
    }

    /** Adds the prices and windows of another draft, and not its faults. */
    void add(CardDraft other) {
        other.prices.forEach(prices::putIfAbsent);
        windows.addAll(other.windows);
    }

    /** The card, if it can be one; else there are faults. */
    Optional<RateCard> card(String provider, String name, String type, Instant from) {
        if (faults.isEmpty() && (prices.isEmpty() || prices.firstKey().section() != Section.STANDARD)) {
            fault("", "prices of tiers only; there is no standard price");
        }
        if (faults.isEmpty()) {
            try {
                return Optional.of(new RateCard(
                        provider,
                        name,
                        from,
                        type,
                        CostBasis.BOOK,
                        null,
                        list(Section.STANDARD, ""),
                        ContextRule.DEFAULT,
                        prices.keySet().stream()
                                .filter(place -> place.section() == Section.SERVICE_TIER)
                                .map(CostPlace::name)
                                .distinct()
                                .map(tier -> new ServiceTier(tier, Multiplier.ONE, list(Section.SERVICE_TIER, tier)))
                                .toList(),
                        windows.stream()
                                .map(hours -> new TimeWindow(
                                        hours.fromSecond(),
                                        hours.toSecond(),
                                        hours.multiplier(),
                                        list(Section.WINDOW, hours.name())))
                                .toList(),
                        FallBacks.UNSTATED,
                        Map.of()));
            } catch (IllegalArgumentException e) {
                fault("", String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private PriceList list(Section section, String name) {
        TreeMap<Long, Map<Component, ComponentPrice>> levels = new TreeMap<>();
        levels.put(0L, new EnumMap<>(Component.class));
        CostPlace first = new CostPlace(section, name, 0, Component.values()[0]);
        for (Map.Entry<CostPlace, UnitPrice> price : prices.tailMap(first).entrySet()) {
            CostPlace place = price.getKey();
            if (place.section() != section || !place.name().equals(name)) {
                break;
            }
            levels.computeIfAbsent(place.threshold(), threshold -> new EnumMap<>(Component.class))
                    .put(place.component(), ComponentPrice.ofCost(price.getValue()));
        }
        return new PriceList(
                levels.firstEntry().getValue(),
                levels.tailMap(0L, false).entrySet().stream()
                        .map(level -> new PriceList.ContextTier(level.getKey(), level.getValue()))
                        .toList());
    }
}
