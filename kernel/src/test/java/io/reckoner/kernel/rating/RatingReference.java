package io.reckoner.kernel.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules of pricing written a second time, slowly, from the specification and with decimals only. */
final class RatingReference {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final PriceBook book;
    private final QuoteRequest event;
    private RateCard card;
    private Overlay overlay;
    private ServiceTier tier;
    private TimeWindow window;

    final Map<Component, BigDecimal> costs = new EnumMap<>(Component.class);
    final Map<Component, BigDecimal> charges = new EnumMap<>(Component.class);

    /** "", or the reason for suspense. */
    String reason = "";

    RatingReference(PriceBook book, QuoteRequest event) {
        this.book = book;
        this.event = event;
        if (event.counts().get(Component.REQUEST) == 0) {
            return;
        }
        card = book.cards().stream()
                .filter(c -> c.provider().equals(event.provider()) && c.model().equals(event.model()))
                .filter(c -> !c.effectiveFrom().isAfter(event.at()))
                .max(Comparator.comparing(RateCard::effectiveFrom))
                .orElse(null);
        if (card == null) {
            reason = "NO_PRICE";
            return;
        }
        overlay = overlay();
        tier = card.serviceTiers().stream()
                .filter(t -> t.name().equals(event.serviceTier()))
                .findAny()
                .orElse(null);
        long second = Math.floorMod(event.at().getEpochSecond(), 86_400L);
        window = card.windows().stream()
                .filter(w -> w.fromSecond() < w.toSecond()
                        ? w.fromSecond() <= second && second < w.toSecond()
                        : second >= w.fromSecond() || second < w.toSecond())
                .findAny()
                .orElse(null);
        event.counts().forEach((component, count) -> {
            if (count > 0) {
                component(component, count);
            }
        });
        BigDecimal cost = costs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal charge = charges.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (reason.isEmpty() && (cost.compareTo(MILLION) >= 0 || charge.compareTo(MILLION) >= 0)) {
            reason = "OVERFLOW";
        }
        if (!charged()) {
            charges.clear();
        }
    }

    private boolean hasCosts() {
        return card.costBasis() != CostBasis.UNKNOWN
                && card.standard().flat().values().stream().anyMatch(p -> p.cost() != null);
    }

    boolean costsKnown() {
        return card == null || hasCosts();
    }

    private boolean charged() {
        ChargePolicy policy = book.terms().chargePolicy();
        if (event.outcome() == Outcome.LOST) {
            return false;
        }
        if (event.outcome() == Outcome.CLIENT_ABORT) {
            return policy.aborted() == ChargePolicy.Aborted.ESTIMATED
                    || (policy.aborted() == ChargePolicy.Aborted.KNOWN && event.usageSource() == UsageSource.PROVIDER);
        }
        return !policy.waived().contains(event.outcome());
    }

    private Overlay overlay() {
        Stream<String> scopes = Stream.of("account " + event.account().account());
        if (event.keyKind() == KeyKind.SUBSCRIPTION) {
            long micros = Micros.of(event.at());
            scopes = Stream.concat(
                    scopes,
                    event.account().cycles().stream()
                            .filter(c -> c.startMicros() <= micros && micros < c.endMicros())
                            .map(PlanCycle::planCode)
                            .map(code -> "plan " + code));
        }
        List<String> targets =
                List.of(event.model() + "@" + event.provider(), event.model(), "provider " + event.provider(), "all");
        return scopes.flatMap(scope -> targets.stream().map(target -> scope + " on " + target))
                .map(wanted -> book.overlays().stream()
                        .filter(o -> wanted.equals(scope(o) + " on " + target(o)))
                        .filter(o -> o.effectiveFrom() == null || !event.at().isBefore(o.effectiveFrom()))
                        .filter(o -> o.effectiveTo() == null || event.at().isBefore(o.effectiveTo()))
                        .findAny())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static String scope(Overlay overlay) {
        return switch (overlay.scope()) {
            case Overlay.ForAccount one -> "account " + one.account();
            case Overlay.ForPlan one -> "plan " + one.plan();
        };
    }

    private static String target(Overlay overlay) {
        return switch (overlay.target()) {
            case Overlay.OnModelAt on -> on.model() + "@" + on.provider();
            case Overlay.OnModel on -> on.model();
            case Overlay.OnProvider on -> "provider " + on.provider();
            case Overlay.OnAll on -> "all";
        };
    }

    private void component(Component component, long count) {
        Unpriced byBook = book.terms()
                .unpriced()
                .getOrDefault(component, component == Component.REQUEST ? Unpriced.IGNORE : Unpriced.SUSPEND);
        boolean ignored = card.unpriced().getOrDefault(component, byBook) == Unpriced.IGNORE;
        BigDecimal charge = amount(component, count, true);
        BigDecimal cost = hasCosts() ? amount(component, count, false) : BigDecimal.ZERO;
        if (!ignored && (charge == null || cost == null)) {
            reason = "NO_COMPONENT_PRICE";
            return;
        }
        put(charges, component, charge);
        put(costs, component, cost);
    }

    private static void put(Map<Component, BigDecimal> amounts, Component component, BigDecimal amount) {
        if (amount != null && amount.signum() != 0) {
            amounts.put(component, amount);
        }
    }

    /** Count × price, cut at thresholds if graduated; null without a price. */
    private BigDecimal amount(Component component, long count, boolean charge) {
        BigDecimal units = BigDecimal.valueOf(count, component.scale());
        if (card.context().mode() == ContextRule.Mode.WHOLE) {
            long metric = event.counts().entrySet().stream()
                    .filter(e -> card.context().metric().contains(e.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            long beyond = card.context().operator() == ContextRule.Operator.ABOVE ? metric - 1 : metric;
            Priced price = price(component, beyond, charge);
            return price == null ? null : price.of(units).toPicos();
        }
        TreeSet<Long> cuts = new TreeSet<>();
        Stream.of(
                        card.standard(),
                        tier == null ? PriceList.EMPTY : tier.own(),
                        window == null ? PriceList.EMPTY : window.own())
                .forEach(list -> list.tiers().forEach(t -> cuts.add(t.threshold())));
        Priced sum = new Priced(BigDecimal.ZERO, BigDecimal.ONE);
        long from = 0;
        while (true) {
            Long to = cuts.higher(from);
            BigDecimal end = to == null ? units : units.min(BigDecimal.valueOf(to));
            BigDecimal part = end.subtract(BigDecimal.valueOf(from)).max(BigDecimal.ZERO);
            Priced price = price(component, from, charge);
            if (price == null) {
                return null;
            }
            sum = sum.plus(price.of(part));
            if (to == null) {
                return sum.toPicos();
            }
            from = to;
        }
    }

    /** A number as dividend and divisor. */
    private record Priced(BigDecimal amount, BigDecimal per) {
        Priced times(BigDecimal factor) {
            return new Priced(amount.multiply(factor), per);
        }

        Priced of(BigDecimal units) {
            return times(units);
        }

        Priced plus(Priced other) {
            return new Priced(amount.multiply(other.per).add(other.amount.multiply(per)), per.multiply(other.per));
        }

        BigDecimal toPicos() {
            return amount.divide(per, 12, RoundingMode.HALF_EVEN);
        }
    }

    private static Priced priced(UnitPrice price) {
        return new Priced(price.amount(), BigDecimal.valueOf(price.per()));
    }

    private Priced price(Component component, long beyond, boolean charge) {
        if (charge && overlay != null && overlay.charges().containsKey(component)) {
            return priced(overlay.charges().get(component));
        }
        ComponentPrice byTier = tier == null ? null : find(tier.own(), component, beyond);
        ComponentPrice byWindow = window == null ? null : find(window.own(), component, beyond);
        ComponentPrice standard = find(card.standard(), component, beyond);
        ComponentPrice found = Stream.of(
                        Optional.ofNullable(byTier), Optional.ofNullable(byWindow), Optional.ofNullable(standard))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        if (found == null) {
            Component next = next(component);
            return next == null ? null : price(next, beyond, charge);
        }
        Priced price;
        if (!charge) {
            price = priced(Objects.requireNonNull(found.cost()));
        } else if (found.charge() != null) {
            price = priced(found.charge());
        } else {
            BigDecimal byProvider = book.terms()
                    .providerMarkUps()
                    .getOrDefault(card.provider(), book.terms().markUp());
            price = priced(Objects.requireNonNull(found.cost()))
                    .times(card.markUp() != null ? card.markUp() : byProvider);
        }
        if (tier != null && byTier == null) {
            price = price.times(
                    charge ? tier.multiplier().charge() : tier.multiplier().cost());
        }
        if (window != null && byWindow == null) {
            price = price.times(
                    charge ? window.multiplier().charge() : window.multiplier().cost());
        }
        if (charge && overlay != null && overlay.multiplier() != null) {
            price = price.times(overlay.multiplier());
        }
        return price;
    }

    private static ComponentPrice find(PriceList list, Component component, long beyond) {
        return list.tiers().stream()
                .filter(t -> t.threshold() <= beyond && t.prices().containsKey(component))
                .max(Comparator.comparingLong(PriceList.ContextTier::threshold))
                .map(t -> t.prices().get(component))
                .orElse(list.flat().get(component));
    }

    private Component next(Component component) {
        for (FallBacks stated : List.of(card.fallBacks(), book.terms().fallBacks())) {
            if (stated.stated().containsKey(component)) {
                return stated.stated().get(component).orElse(null);
            }
        }
        return switch (component) {
            case REASONING, OUTPUT_AUDIO -> Component.OUTPUT;
            case CACHE_WRITE_1H -> Component.CACHE_WRITE_5M;
            case CACHE_WRITE_5M, INPUT_AUDIO, INPUT_IMAGE -> Component.INPUT;
            case CACHE_READ_AUDIO -> Component.CACHE_READ;
            case INPUT,
                    CACHE_READ,
                    OUTPUT,
                    OUTPUT_IMAGE,
                    IMAGES,
                    SECONDS,
                    CHARACTERS,
                    SEARCH_UNITS,
                    WEB_SEARCH,
                    TOOL_CALL,
                    REQUEST -> null;
        };
    }

    /** Input-side tokens are those of the input category; said here so that the reference does not trust the constant. */
    static boolean isInputSide(Component component) {
        return component.category() == Category.INPUT && component.unit() == Component.Unit.TOKEN;
    }
}
