package io.reckoner.reports.verify;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.ChargePolicy;
import io.reckoner.kernel.rating.ComponentPrice;
import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.CostBasis;
import io.reckoner.kernel.rating.FallBacks;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.ServiceTier;
import io.reckoner.kernel.rating.TimeWindow;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A price book in which everything a book can say occurs. */
final class BookFixture {
    static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant MARCH_2 = Instant.parse("2026-03-02T00:00:00Z");

    private static final long MILLION = 1_000_000;

    private BookFixture() {}

    /** Version 1; mark-up 1.2; timeouts and estimated aborts are not charged. */
    static PriceBook book() {
        BookTerms terms = new BookTerms(
                new BigDecimal("1.2"),
                Map.of(),
                FallBacks.UNSTATED,
                Map.of(),
                new ChargePolicy(ChargePolicy.Aborted.KNOWN, Set.of(Outcome.TIMEOUT)));
        return PriceBook.of(1, terms, cards(), overlays());
    }

    private static List<RateCard> cards() {
        PriceList gpt = new PriceList(
                prices("input", "2.50", "cache_read", "0.25", "output", "10", "web_search", "10000"),
                List.of(new PriceList.ContextTier(1000, prices("input", "5", "output", "20"))));
        return List.of(
                card("openai", "openai/gpt", JANUARY, CostBasis.BOOK, gpt, ContextRule.DEFAULT, true),
                card(
                        "openai",
                        "openai/gpt",
                        MARCH_2,
                        CostBasis.BOOK,
                        PriceList.flat(prices("input", "3", "cache_read", "0.3", "output", "12", "web_search", "0")),
                        ContextRule.DEFAULT,
                        false),
                card(
                        "acme",
                        "acme/grad",
                        JANUARY,
                        CostBasis.BOOK,
                        new PriceList(
                                prices("input", "1", "cache_read", "0.1", "output", "4"),
                                List.of(
                                        new PriceList.ContextTier(100, prices("input", "2.0000001")),
                                        new PriceList.ContextTier(500, prices("input", "3", "output", "7")))),
                        new ContextRule(ContextRule.INPUT_SIDE, ContextRule.Operator.ABOVE, ContextRule.Mode.GRADUATED),
                        false),
                card(
                        "acme",
                        "acme/tiny",
                        JANUARY,
                        CostBasis.BOOK,
                        PriceList.flat(Map.of(
                                Component.INPUT, ComponentPrice.ofCost(UnitPrice.of("0.000000000001", 8)),
                                Component.OUTPUT, ComponentPrice.ofCost(UnitPrice.of("0.1234567890123456789", 7777777)),
                                Component.SECONDS, ComponentPrice.ofCost(UnitPrice.of("0.017", 60)))),
                        ContextRule.DEFAULT,
                        false),
                card(
                        "acme",
                        "acme/dark",
                        JANUARY,
                        CostBasis.UNKNOWN,
                        PriceList.flat(charges("input", "3", "output", "9")),
                        ContextRule.DEFAULT,
                        false),
                card(
                        "relay",
                        "relay/any",
                        JANUARY,
                        CostBasis.VENDOR,
                        PriceList.flat(prices("input", "1", "output", "2")),
                        ContextRule.DEFAULT,
                        false));
    }

    private static List<Overlay> overlays() {
        return List.of(
                new Overlay(
                        "a2-deal",
                        new Overlay.ForAccount("a2"),
                        new Overlay.OnModel("openai/gpt"),
                        Map.of(Component.INPUT, UnitPrice.of("1.111111111", MILLION)),
                        new BigDecimal("0.9"),
                        null,
                        null),
                new Overlay(
                        "free-plan",
                        new Overlay.ForPlan("free"),
                        new Overlay.OnAll(),
                        Map.of(),
                        BigDecimal.ZERO,
                        null,
                        null));
    }

    private static RateCard card(
            String provider,
            String model,
            Instant from,
            CostBasis basis,
            PriceList standard,
            ContextRule context,
            boolean tiersAndWindows) {
        List<ServiceTier> tiers = tiersAndWindows
                ? List.of(
                        new ServiceTier("batch", Multiplier.of(new BigDecimal("0.5")), PriceList.EMPTY),
                        new ServiceTier("priority", Multiplier.ONE, PriceList.flat(prices("output", "33"))))
                : List.of();
        List<TimeWindow> windows = tiersAndWindows
                ? List.of(new TimeWindow(
                        59_400, 1_800, new Multiplier(new BigDecimal("0.25"), new BigDecimal("0.5")), PriceList.EMPTY))
                : List.of();
        @Nullable BigDecimal noMarkUp = null;
        return new RateCard(
                provider,
                model,
                from,
                "llm",
                basis,
                noMarkUp,
                standard,
                context,
                tiers,
                windows,
                FallBacks.UNSTATED,
                Map.of());
    }

    private static Map<Component, ComponentPrice> prices(String... pairs) {
        Map<Component, ComponentPrice> prices = new EnumMap<>(Component.class);
        for (int i = 0; i < pairs.length; i += 2) {
            prices.put(
                    Component.byCode(pairs[i]).orElseThrow(),
                    ComponentPrice.ofCost(UnitPrice.of(pairs[i + 1], MILLION)));
        }
        return prices;
    }

    private static Map<Component, ComponentPrice> charges(String... pairs) {
        Map<Component, ComponentPrice> prices = new EnumMap<>(Component.class);
        for (int i = 0; i < pairs.length; i += 2) {
            prices.put(
                    Component.byCode(pairs[i]).orElseThrow(),
                    new ComponentPrice(null, UnitPrice.of(pairs[i + 1], MILLION)));
        }
        return prices;
    }
}
