package io.reckoner.kernel.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Books and events at random, with a liking for boundaries: thresholds, window edges, first instants, odd divisors. */
final class RandomBook {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long[] PERS = {1, 3, 7, 60, 1000, 1_000_000, 999_983};
    private static final long[] THRESHOLDS = {1, 10, 1000, 128_000, 200_000};
    private static final Component[] COMPONENTS = Component.values();

    private final Random random;

    RandomBook(long seed) {
        this.random = new Random(seed);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    PriceBook book() {
        List<RateCard> cards = new ArrayList<>();
        for (String provider : List.of("p", "q")) {
            for (String model : List.of("m/a", "m/b")) {
                for (int i = 0; i < 1 + random.nextInt(2); i++) {
                    cards.add(card(provider, model, START.plusSeconds(86_400L * i)));
                }
            }
        }
        BookTerms terms = new BookTerms(
                factor(),
                oneIn(2) ? Map.of("p", factor()) : Map.of(),
                oneIn(3)
                        ? new FallBacks(Map.of(Component.CACHE_READ, Optional.of(Component.INPUT)))
                        : FallBacks.UNSTATED,
                oneIn(3) ? Map.of(Component.WEB_SEARCH, Unpriced.IGNORE) : Map.of(),
                new ChargePolicy(
                        pick(List.of(ChargePolicy.Aborted.values())), oneIn(2) ? Set.of() : Set.of(Outcome.TIMEOUT)));
        return PriceBook.of(1 + random.nextInt(9), terms, cards, overlays());
    }

    private RateCard card(String provider, String model, Instant from) {
        CostBasis basis = oneIn(4) ? pick(List.of(CostBasis.values())) : CostBasis.BOOK;
        boolean costs = basis == CostBasis.BOOK || (basis == CostBasis.VENDOR && oneIn(2));
        PriceList standard = list(costs, 2);
        if (standard.flat().isEmpty()) {
            standard = new PriceList(Map.of(Component.INPUT, price(costs, Component.INPUT)), standard.tiers());
        }
        List<ServiceTier> tiers = new ArrayList<>();
        for (String name : List.of("batch", "flex")) {
            if (oneIn(2)) {
                tiers.add(new ServiceTier(name, multiplier(), oneIn(2) ? PriceList.EMPTY : list(costs, 5)));
            }
        }
        List<TimeWindow> windows = new ArrayList<>();
        if (oneIn(2)) {
            windows.add(new TimeWindow(79_200, 3_600, multiplier(), oneIn(2) ? PriceList.EMPTY : list(costs, 5)));
        }
        if (oneIn(3)) {
            windows.add(new TimeWindow(3_600, 7_200, multiplier(), PriceList.EMPTY));
        }
        ContextRule context = oneIn(3)
                ? ContextRule.DEFAULT
                : new ContextRule(
                        oneIn(2) ? ContextRule.INPUT_SIDE : EnumSet.of(Component.INPUT, Component.OUTPUT),
                        pick(List.of(ContextRule.Operator.values())),
                        pick(List.of(ContextRule.Mode.values())));
        return new RateCard(
                provider,
                model,
                from,
                pick(List.of("llm", "image")),
                basis,
                oneIn(3) ? factor() : null,
                standard,
                context,
                tiers,
                windows,
                oneIn(3) ? new FallBacks(Map.of(Component.REASONING, Optional.empty())) : FallBacks.UNSTATED,
                oneIn(3) ? Map.of(Component.REQUEST, pick(List.of(Unpriced.values()))) : Map.of());
    }

    private List<Overlay> overlays() {
        List<Overlay> overlays = new ArrayList<>();
        List<Overlay.Scope> scopes =
                List.of(new Overlay.ForAccount("a"), new Overlay.ForPlan("free"), new Overlay.ForPlan("pro"));
        List<Overlay.Target> targets = List.of(
                new Overlay.OnAll(),
                new Overlay.OnProvider("p"),
                new Overlay.OnModel("m/a"),
                new Overlay.OnModelAt("m/b", "q"));
        for (Overlay.Scope scope : scopes) {
            for (Overlay.Target target : targets) {
                if (oneIn(3)) {
                    Map<Component, UnitPrice> charges = new EnumMap<>(Component.class);
                    for (Component component : COMPONENTS) {
                        if (oneIn(8)) {
                            charges.put(component, amount(component));
                        }
                    }
                    overlays.add(new Overlay(
                            "overlay-" + overlays.size(),
                            scope,
                            target,
                            charges,
                            charges.isEmpty() || oneIn(2) ? factor() : null,
                            oneIn(3) ? START.plusSeconds(43_200) : null,
                            null));
                }
            }
        }
        return overlays;
    }

    private PriceList list(boolean costs, int sparse) {
        List<PriceList.ContextTier> tiers = new ArrayList<>();
        if (oneIn(2)) {
            TreeSet<Long> thresholds = new TreeSet<>();
            for (int i = 0; i < 1 + random.nextInt(2); i++) {
                thresholds.add(THRESHOLDS[random.nextInt(THRESHOLDS.length)]);
            }
            for (long threshold : thresholds) {
                Map<Component, ComponentPrice> prices = prices(costs, 4);
                if (!prices.isEmpty()) {
                    tiers.add(new PriceList.ContextTier(threshold, prices));
                }
            }
        }
        return new PriceList(prices(costs, sparse), tiers);
    }

    private Map<Component, ComponentPrice> prices(boolean costs, int sparse) {
        Map<Component, ComponentPrice> prices = new EnumMap<>(Component.class);
        for (Component component : COMPONENTS) {
            if (oneIn(sparse)) {
                prices.put(component, price(costs, component));
            }
        }
        return prices;
    }

    private ComponentPrice price(boolean costs, Component component) {
        return new ComponentPrice(costs ? amount(component) : null, !costs || oneIn(4) ? amount(component) : null);
    }

    private UnitPrice amount(Component component) {
        if (oneIn(12)) {
            return UnitPrice.of("0", 1);
        }
        if (component.unit() == Component.Unit.TOKEN && oneIn(2)) {
            return new UnitPrice(BigDecimal.valueOf(random.nextInt(5000), 2), 1_000_000);
        }
        int places = random.nextInt(16);
        BigDecimal odd = new BigDecimal(BigInteger.valueOf(random.nextInt(1_000_000)), places);
        return new UnitPrice(
                oneIn(200) ? BigDecimal.valueOf(random.nextInt(1_000_000)) : odd.movePointLeft(3),
                PERS[random.nextInt(PERS.length)]);
    }

    private BigDecimal factor() {
        return pick(List.of(
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                new BigDecimal("0.5"),
                new BigDecimal("1.2"),
                new BigDecimal("1.33333333")));
    }

    private Multiplier multiplier() {
        return oneIn(2) ? Multiplier.of(factor()) : new Multiplier(factor(), factor());
    }

    QuoteRequest event() {
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        counts.put(Component.REQUEST, oneIn(20) ? 0L : 1L);
        for (Component component : COMPONENTS) {
            if (component != Component.REQUEST && oneIn(7)) {
                counts.put(component, count());
            }
        }
        long micros = Micros.of(START) + random.nextLong(3) * Micros.PER_DAY;
        long edge = pick(List.of(0L, 3_600L, 7_200L, 43_200L, 79_200L)) * Micros.PER_SECOND;
        return new QuoteRequest(
                pick(List.of("p", "q")),
                pick(List.of("m/a", "m/a", "m/a", "m/b", "m/b", "m/c")),
                Micros.instant(micros + edge + random.nextInt(3) - 1),
                counts,
                pick(java.util.Arrays.asList(null, "batch", "flex", "other")),
                pick(List.of(KeyKind.values())),
                account(micros),
                oneIn(3) ? pick(List.of(Outcome.values())) : Outcome.OK,
                pick(List.of(UsageSource.values())),
                oneIn(3) ? Money.parse("0.0123") : null);
    }

    private AccountTerms account(long micros) {
        String id = pick(List.of("a", "b"));
        return oneIn(2)
                ? new AccountTerms(id, List.of())
                : new AccountTerms(
                        id,
                        List.of(
                                new PlanCycle(micros - Micros.PER_DAY, micros, "free", 1),
                                new PlanCycle(micros, micros + Micros.PER_DAY, "pro", 2)));
    }

    private long count() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(10);
            case 2 -> THRESHOLDS[random.nextInt(THRESHOLDS.length)] + random.nextInt(3) - 1;
            case 3 -> oneIn(20) ? random.nextLong(1_000_000_000_000L) : random.nextInt(1_000_000_000);
            default -> random.nextInt(300_000);
        };
    }
}
