package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.AppliedPrice.Factor;
import io.reckoner.kernel.rating.AppliedPrice.Kind;
import io.reckoner.kernel.rating.AppliedPrice.Source;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances an event meets on its card, and the prices that follow from them. The rules of choice are here and
 * nowhere else; rating, quotes and exports all ask this class.
 *
 * <p>For a component, in this order: the overlay's own price (charge only, final); the own price of the service tier; the
 * own price of the window; the standard price. In each list the highest context tier met that names the component stands
 * before the flat price. Found nowhere, the next component of the fall-back chain is asked, all over again.
 *
 * <p>Factors: the mark-up where the price states no charge; the multiplier of the service tier, unless the tier has an own
 * price for the component; that of the window likewise; that of the overlay on the charge.
 *
 * @param tier number in the card, 0 for standard
 * @param window number in the card, 0 for none
 * @param level of context, 0 below every threshold
 */
record Situation(CardTerms terms, int tier, int window, int level, @Nullable Overlay overlay) {
    /** A part of a count, from {@code from} on, and its price. */
    record Piece(long from, AppliedPrice price) {}

    private record Found(Source source, ComponentPrice price) {}

    @Nullable
    ServiceTier serviceTier() {
        return tier == 0 ? null : terms.card().serviceTiers().get(tier - 1);
    }

    @Nullable
    TimeWindow timeWindow() {
        return window == 0 ? null : terms.card().windows().get(window - 1);
    }

    /** Whether a positive count of the component has all the prices it needs, or is ignored. */
    boolean isPriced(Component component) {
        return terms.ignoresUnpriced(component)
                || (price(component, Side.CHARGE, 0) != null
                        && (!terms.card().statesCosts() || price(component, Side.COST, 0) != null));
    }

    /**
     * The prices of a count of the component: one piece, or with graduated context tiers one for each stretch between
     * thresholds at which the price changes. Empty where it has no price, or no part of the card states costs.
     */
    List<Piece> pieces(Component component, Side side) {
        if (side == Side.COST && !terms.card().statesCosts()) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        long perUnit = component.unit() == Component.Unit.SECOND ? 1_000_000L : 1L;
        for (int step = 0; step <= (terms.isGraduated() ? terms.thresholds().length : 0); step++) {
            AppliedPrice price = price(component, side, step);
            if (price == null) {
                return List.of();
            }
            boolean same = !pieces.isEmpty() && pieces.getLast().price().equals(price);
            if (!same) {
                pieces.add(new Piece(step == 0 ? 0 : terms.thresholds()[step - 1] * perUnit, price));
            }
        }
        return pieces;
    }

    /**
     * The price met at a place of the card, without an overlay: where it stands, or what stands in for it by the order of
     * choice; null for none.
     */
    static @Nullable AppliedPrice at(CardTerms terms, CostPlace place, Side side) {
        return at(terms, place, side, null);
    }

    /** The cost that would be met at a place of the card if none stood there; null for none. */
    static @Nullable AppliedPrice costInsteadOf(CardTerms terms, CostPlace place) {
        return at(terms, place, Side.COST, place);
    }

    private static @Nullable AppliedPrice at(CardTerms terms, CostPlace place, Side side, @Nullable CostPlace without) {
        int tier = place.section() == CostPlace.Section.SERVICE_TIER ? terms.tier(place.name()) : 0;
        int window = 0;
        if (place.section() == CostPlace.Section.WINDOW) {
            for (int i = 0; i < terms.card().windows().size(); i++) {
                boolean isNamed = terms.card().windows().get(i).name().equals(place.name());
                window = isNamed ? i + 1 : window;
            }
        }
        int met = (int) Arrays.stream(terms.thresholds())
                .filter(threshold -> threshold <= place.threshold())
                .count();
        return new Situation(terms, tier, window, terms.isGraduated() ? 0 : met, null)
                .price(place.component(), side, met, without);
    }

    private @Nullable AppliedPrice price(Component component, Side side, int step) {
        return price(component, side, step, null);
    }

    /** @param without a place whose price is passed over; null for none */
    private @Nullable AppliedPrice price(Component component, Side side, int step, @Nullable CostPlace without) {
        int met = terms.isGraduated() ? step : level;
        Optional<Component> asked = Optional.of(component);
        while (asked.isPresent()) {
            AppliedPrice price =
                    ownPrice(component, asked.get(), side, met == 0 ? 0 : terms.thresholds()[met - 1], without);
            if (price != null) {
                return price;
            }
            asked = terms.fallBacks().next(asked.get());
        }
        return null;
    }

    /** The price that {@code asked} itself has, for {@code component}. */
    private @Nullable AppliedPrice ownPrice(
            Component component, Component asked, Side side, long met, @Nullable CostPlace without) {
        if (overlay != null && side == Side.CHARGE) {
            UnitPrice own = overlay.charges().get(asked);
            if (own != null) {
                return AppliedPrice.of(component, asked, new Source(Kind.OVERLAY, overlay.name(), 0), own, List.of());
            }
        }
        ServiceTier serviceTier = serviceTier();
        TimeWindow timeWindow = timeWindow();
        Found ofTier = serviceTier == null
                ? null
                : find(serviceTier.own(), Kind.SERVICE_TIER, serviceTier.name(), asked, met, without);
        Found ofWindow =
                timeWindow == null ? null : find(timeWindow.own(), Kind.WINDOW, timeWindow.name(), asked, met, without);
        Found found = ofTier != null ? ofTier : ofWindow;
        if (found == null) {
            found = find(terms.card().standard(), Kind.STANDARD, "", asked, met, without);
        }
        if (found == null) {
            return null;
        }
        List<Factor> factors = new ArrayList<>();
        UnitPrice base = found.price().stated(side);
        if (base == null && side == Side.CHARGE) {
            base = found.price().stated(Side.COST);
            factor(factors, Kind.MARK_UP, "", terms.markUp());
        }
        if (base == null) {
            return null;
        }
        if (serviceTier != null && ofTier == null) {
            factor(
                    factors,
                    Kind.SERVICE_TIER,
                    serviceTier.name(),
                    serviceTier.multiplier().on(side));
        }
        if (timeWindow != null && ofWindow == null) {
            factor(
                    factors,
                    Kind.WINDOW,
                    timeWindow.name(),
                    timeWindow.multiplier().on(side));
        }
        if (overlay != null && side == Side.CHARGE && overlay.multiplier() != null) {
            factor(factors, Kind.OVERLAY, overlay.name(), overlay.multiplier());
        }
        return AppliedPrice.of(component, asked, found.source(), base, factors);
    }

    private static @Nullable Found find(
            PriceList list, Kind kind, String name, Component component, long met, @Nullable CostPlace without) {
        PriceList.Place place = list.find(component, met);
        if (place != null && without != null && isAt(without, kind, name, place.threshold(), component)) {
            place = place.threshold() == 0 ? null : list.find(component, place.threshold() - 1);
        }
        return place == null ? null : new Found(new Source(kind, name, place.threshold()), place.price());
    }

    private static boolean isAt(CostPlace place, Kind kind, String name, long threshold, Component component) {
        return place.component() == component
                && place.threshold() == threshold
                && place.name().equals(name)
                && switch (place.section()) {
                    case STANDARD -> kind == Kind.STANDARD;
                    case SERVICE_TIER -> kind == Kind.SERVICE_TIER;
                    case WINDOW -> kind == Kind.WINDOW;
                };
    }

    private static void factor(List<Factor> factors, Kind kind, String name, BigDecimal value) {
        if (value.compareTo(BigDecimal.ONE) != 0) {
            factors.add(new Factor(kind, name, value));
        }
    }
}
