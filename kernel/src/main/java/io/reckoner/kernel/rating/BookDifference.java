package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.BookChange.OverlayChanged;
import io.reckoner.kernel.rating.BookChange.Rate;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a new version of the price book would change, as events meet it.
 *
 * <p>Prices are compared at every instant at which a card of either version begins, whole: a mark-up raised from 1.2 to 1.5
 * shows as changed charges, a card that only says the same in other words does not show. Example: input of
 * {@code openai/gpt-5} at 1.25 per million, 12.50 in the new version: one change of ten times that needs confirmation.
 */
public final class BookDifference {
    private final PriceBook before;
    private final PriceBook after;
    private final List<BookChange> changes = new ArrayList<>();

    private BookDifference(PriceBook before, PriceBook after) {
        this.before = before;
        this.after = after;
    }

    /** The changes from one version to the next, by provider, model and instant, overlays last. */
    public static List<BookChange> between(PriceBook before, PriceBook after) {
        BookDifference difference = new BookDifference(before, after);
        difference.models();
        difference.overlays();
        difference.terms();
        return List.copyOf(difference.changes);
    }

    private void models() {
        Set<PriceBook.ModelKey> models = new TreeSet<>(
                Comparator.comparing(PriceBook.ModelKey::provider).thenComparing(PriceBook.ModelKey::model));
        for (PriceBook book : List.of(before, after)) {
            book.cards().forEach(card -> models.add(new PriceBook.ModelKey(card.provider(), card.model())));
        }
        models.forEach(this::model);
    }

    private void model(PriceBook.ModelKey key) {
        TreeSet<Instant> instants = new TreeSet<>();
        for (PriceBook book : List.of(before, after)) {
            book.cards(key.provider(), key.model()).forEach(card -> instants.add(card.effectiveFrom()));
        }
        Set<BookChange> seen = new HashSet<>();
        Set<Object> said = new HashSet<>();
        for (Instant instant : instants) {
            Optional<RateCard> old = before.cardAt(key.provider(), key.model(), instant);
            Optional<RateCard> now = after.cardAt(key.provider(), key.model(), instant);
            if (old.isEmpty()) {
                if (said.add("added")) {
                    changes.add(new BookChange.ModelAdded(key.provider(), key.model(), instant));
                }
            } else if (now.isEmpty()) {
                if (said.add("removed")) {
                    changes.add(new BookChange.ModelRemoved(key.provider(), key.model(), instant));
                }
            } else {
                cards(old.get(), now.get(), instant, seen);
            }
        }
    }

    private void cards(RateCard old, RateCard now, Instant instant, Set<BookChange> seen) {
        List<BookChange> found = new ArrayList<>();
        Set<String> tiers = new TreeSet<>();
        old.serviceTiers().forEach(tier -> tiers.add(tier.name()));
        now.serviceTiers().forEach(tier -> tiers.add(tier.name()));
        rates(old, now, null, instant, found);
        tiers.forEach(tier -> rates(old, now, tier, instant, found));
        for (BookChange change : found) {
            if (change instanceof BookChange.RateChanged rate && seen.add(withoutInstant(rate))) {
                changes.add(change);
            }
        }
        boolean sameTerms = old.modelType().equals(now.modelType())
                && old.costBasis() == now.costBasis()
                && old.context().equals(now.context());
        if (!sameTerms) {
            changes.add(new BookChange.CardChanged(now.provider(), now.model(), instant));
        }
    }

    /** The same change at a later card is the same change. */
    private static BookChange withoutInstant(BookChange.RateChanged rate) {
        return new BookChange.RateChanged(
                rate.provider(),
                rate.model(),
                Instant.EPOCH,
                rate.serviceTier(),
                rate.component(),
                rate.side(),
                rate.before(),
                rate.after());
    }

    private void rates(RateCard old, RateCard now, @Nullable String tier, Instant instant, List<BookChange> found) {
        List<FlatRate> oldRates = FlatRate.of(before, key(old, tier));
        List<FlatRate> newRates = FlatRate.of(after, key(now, tier));
        for (Component component : Component.values()) {
            List<FlatRate> olds = of(component, oldRates);
            List<FlatRate> news = of(component, newRates);
            Set<BookChange> distinct = new LinkedHashSet<>();
            for (Cell cell : cells(olds, news)) {
                @Nullable FlatRate was = at(cell, olds);
                @Nullable FlatRate is = at(cell, news);
                for (Side side : Side.values()) {
                    @Nullable Rate from = rate(was, side);
                    @Nullable Rate to = rate(is, side);
                    if (!Objects.equals(from, to)) {
                        distinct.add(new BookChange.RateChanged(
                                now.provider(), now.model(), instant, tier, component, side, from, to));
                    }
                }
            }
            found.addAll(distinct);
        }
    }

    private static RateKey key(RateCard card, @Nullable String tier) {
        return new RateKey(card.provider(), card.model(), card.effectiveFrom(), tier, null);
    }

    private static List<FlatRate> of(Component component, List<FlatRate> rates) {
        return rates.stream().filter(rate -> rate.component() == component).toList();
    }

    /** A time of day, a context and a count for which neither version has more than one rate. */
    private record Cell(long day, long metric, long count) {}

    private static List<Cell> cells(List<FlatRate> olds, List<FlatRate> news) {
        TreeSet<Long> days = new TreeSet<>();
        TreeSet<Long> metrics = new TreeSet<>();
        TreeSet<Long> counts = new TreeSet<>();
        for (List<FlatRate> rates : List.of(olds, news)) {
            for (FlatRate rate : rates) {
                days.add(rate.dayFromMicros());
                metrics.add(rate.metricFrom());
                counts.add(rate.countFrom());
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (long day : days) {
            for (long metric : metrics) {
                for (long count : counts) {
                    cells.add(new Cell(day, metric, count));
                }
            }
        }
        return cells;
    }

    private static @Nullable FlatRate at(Cell cell, List<FlatRate> rates) {
        for (FlatRate rate : rates) {
            if (rate.dayFromMicros() <= cell.day()
                    && cell.day() < rate.dayToMicros()
                    && rate.metricFrom() <= cell.metric()
                    && cell.metric() < rate.metricTo()
                    && rate.countFrom() <= cell.count()
                    && cell.count() < rate.countTo()) {
                return rate;
            }
        }
        return null;
    }

    private static @Nullable Rate rate(@Nullable FlatRate flat, Side side) {
        if (flat == null) {
            return null;
        }
        @Nullable
        BigInteger numerator =
                switch (side) {
                    case COST -> flat.costNumerator();
                    case CHARGE -> flat.chargeNumerator();
                };
        BigInteger denominator =
                switch (side) {
                    case COST -> flat.costDenominator();
                    case CHARGE -> flat.chargeDenominator();
                };
        return numerator == null ? null : new Rate(numerator, denominator);
    }

    private void overlays() {
        Set<String> names = new TreeSet<>();
        for (PriceBook book : List.of(before, after)) {
            book.overlays().forEach(overlay -> names.add(overlay.name()));
        }
        for (String name : names) {
            Optional<Overlay> old = before.overlay(name);
            Optional<Overlay> now = after.overlay(name);
            if (old.isEmpty()) {
                changes.add(new OverlayChanged(name, OverlayChanged.What.ADDED, false));
            } else if (now.isEmpty()) {
                changes.add(new OverlayChanged(name, OverlayChanged.What.REMOVED, false));
            } else if (!old.get().equals(now.get())) {
                changes.add(new OverlayChanged(name, OverlayChanged.What.CHANGED, isFar(old.get(), now.get())));
            }
        }
    }

    private static boolean isFar(Overlay old, Overlay now) {
        if (multiplier(now).isFarFrom(multiplier(old))) {
            return true;
        }
        return old.charges().entrySet().stream()
                .filter(entry -> now.charges().containsKey(entry.getKey()))
                .anyMatch(entry -> rate(entry.getKey(), now.charges()).isFarFrom(rate(entry.getKey(), old.charges())));
    }

    private static Rate multiplier(Overlay overlay) {
        BigDecimal factor = overlay.multiplier() == null ? BigDecimal.ONE : overlay.multiplier();
        int places = Math.max(0, factor.scale());
        return new Rate(factor.movePointRight(places).toBigIntegerExact(), BigInteger.TEN.pow(places));
    }

    private static Rate rate(Component component, Map<Component, UnitPrice> prices) {
        UnitPrice price = Objects.requireNonNull(prices.get(component));
        return new Rate(price.picosNumerator(component.scale()), price.picosDenominator(component.scale()));
    }

    private void terms() {
        if (!before.terms().chargePolicy().equals(after.terms().chargePolicy())) {
            changes.add(new BookChange.TermsChanged());
        }
    }
}
