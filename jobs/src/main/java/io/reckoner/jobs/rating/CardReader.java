package io.reckoner.jobs.rating;

import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.ComponentPrice;
import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.CostBasis;
import io.reckoner.kernel.rating.FallBacks;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.ServiceTier;
import io.reckoner.kernel.rating.TimeWindow;
import io.reckoner.kernel.rating.Unpriced;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code models}. */
final class CardReader {
    private static final Pattern CLOCK = Pattern.compile("([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9]))?");
    private static final Map<String, CostBasis> COST = new TreeMap<>(Map.of(
            CostBasis.BOOK.code(), CostBasis.BOOK,
            CostBasis.UNKNOWN.code(), CostBasis.UNKNOWN,
            CostBasis.VENDOR.code(), CostBasis.VENDOR));
    private static final Map<String, ContextRule.Operator> OPERATORS = new TreeMap<>(Map.of(
            ContextRule.Operator.ABOVE.sign(), ContextRule.Operator.ABOVE,
            ContextRule.Operator.AT_OR_ABOVE.sign(), ContextRule.Operator.AT_OR_ABOVE));
    private static final Map<String, ContextRule.Mode> MODES =
            new TreeMap<>(Map.of("whole", ContextRule.Mode.WHOLE, "graduated", ContextRule.Mode.GRADUATED));

    private final Block block;
    private final Findings findings;
    private final PricesReader prices;

    private CardReader(Block block, PricesReader prices) {
        this.block = block;
        this.findings = block.findings();
        this.prices = prices;
    }

    /**
     * The card, or where something on it is wrong a stand-in of the same name, so that the rules between cards can still be
     * checked. Null when it does not even say which model it is for.
     *
     * @param bookPer tokens an amount buys by the book
     */
    static @Nullable RateCard read(Spot spot, @Nullable Long bookPer) {
        Block block = spot.block();
        if (block == null) {
            return null;
        }
        return new CardReader(block, PricesReader.of(block.take("per"), bookPer)).card();
    }

    private @Nullable RateCard card() {
        Spot provider = block.require("provider");
        Spot model = block.require("model");
        Spot effectiveFrom = block.require("effective_from");
        Spot type = block.require("type");
        String providerName = provider == null ? null : provider.text();
        String modelName = model == null ? null : model.text();
        Instant from = effectiveFrom == null ? null : effectiveFrom.instant();
        String modelType = type == null ? null : type.text();
        Spot costSpot = block.take("cost");
        CostBasis cost = costSpot == null ? CostBasis.BOOK : costSpot.oneOf(COST);
        Spot markUpSpot = block.take("mark_up");
        BigDecimal markUp = markUpSpot == null ? null : markUpSpot.decimal();
        ContextRule context = context(block.take("context"));
        PriceList standard = prices.list(block);
        List<ServiceTier> tiers = serviceTiers(block.take("service_tiers"));
        List<TimeWindow> windows = windows(block.take("windows"));
        FallBacks fallBacks = RulesReader.fallBacks(block.take("fall_backs"));
        Map<Component, Unpriced> unpriced = RulesReader.unpriced(block.take("unpriced"));
        block.end();
        if (providerName == null || modelName == null || from == null) {
            return null;
        }
        RateCard card = modelType == null || cost == null
                ? null
                : findings.build(
                        block.line(),
                        block.path(),
                        () -> new RateCard(
                                providerName,
                                modelName,
                                from,
                                modelType,
                                cost,
                                markUp,
                                standard,
                                context,
                                tiers,
                                windows,
                                fallBacks,
                                unpriced));
        return card != null ? card : standIn(providerName, modelName, from);
    }

    private @Nullable RateCard standIn(String provider, String model, Instant from) {
        try {
            return new RateCard(
                    provider,
                    model,
                    from,
                    "unreadable",
                    CostBasis.BOOK,
                    null,
                    PriceList.flat(Map.of(Component.INPUT, ComponentPrice.ofCost(UnitPrice.of("0", 1)))),
                    ContextRule.DEFAULT,
                    List.of(),
                    List.of(),
                    FallBacks.UNSTATED,
                    Map.of());
        } catch (IllegalArgumentException e) {
            return null; // already reported when the card itself was built
        }
    }

    private ContextRule context(@Nullable Spot spot) {
        Block context = spot == null ? null : spot.block();
        if (spot == null || context == null) {
            return ContextRule.DEFAULT;
        }
        Spot metricSpot = context.take("metric");
        Spot operatorSpot = context.take("operator");
        Spot modeSpot = context.take("mode");
        context.end();
        ContextRule.Mode mode = modeSpot == null ? ContextRule.Mode.WHOLE : modeSpot.oneOf(MODES);
        if (mode == ContextRule.Mode.GRADUATED) {
            for (Spot meaningless : new Spot[] {metricSpot, operatorSpot}) {
                if (meaningless != null) {
                    meaningless.fault("graduated tiers cut each component's own count; remove metric and operator");
                }
            }
        }
        Set<Component> metric = metricSpot == null ? ContextRule.INPUT_SIDE : metric(metricSpot);
        ContextRule.Operator operator =
                operatorSpot == null ? ContextRule.Operator.ABOVE : operatorSpot.oneOf(OPERATORS);
        if (mode == null || operator == null) {
            return ContextRule.DEFAULT;
        }
        ContextRule rule = findings.build(spot.line(), spot.path(), () -> new ContextRule(metric, operator, mode));
        return rule == null ? ContextRule.DEFAULT : rule;
    }

    private static Set<Component> metric(Spot spot) {
        if (spot.isText()) {
            String text = spot.text();
            if (!"input_side".equals(text)) {
                spot.fault("write input_side, or a list of components such as [input, cache_read]");
            }
            return ContextRule.INPUT_SIDE;
        }
        Set<Component> metric = EnumSet.noneOf(Component.class);
        for (Spot item : spot.items()) {
            String code = item.text();
            Component component = code == null ? null : item.component(code);
            if (component != null) {
                metric.add(component);
            }
        }
        return metric.isEmpty() && !spot.isEmpty() ? ContextRule.INPUT_SIDE : metric;
    }

    private List<ServiceTier> serviceTiers(@Nullable Spot spot) {
        List<ServiceTier> tiers = new ArrayList<>();
        Block names = spot == null ? null : spot.block();
        if (names != null) {
            names.all().forEach((name, value) -> {
                Block tier = value.block();
                if (tier != null) {
                    Multiplier multiplier = PricesReader.multiplier(tier);
                    PriceList own = prices.list(tier);
                    tier.end();
                    ServiceTier built =
                            findings.build(value.line(), value.path(), () -> new ServiceTier(name, multiplier, own));
                    if (built != null) {
                        tiers.add(built);
                    }
                }
            });
        }
        return tiers;
    }

    private List<TimeWindow> windows(@Nullable Spot spot) {
        List<TimeWindow> windows = new ArrayList<>();
        if (spot != null) {
            for (Spot item : spot.items()) {
                TimeWindow window = window(item);
                if (window != null) {
                    windows.add(window);
                }
            }
        }
        return windows;
    }

    private @Nullable TimeWindow window(Spot spot) {
        Block window = spot.block();
        if (window == null) {
            return null;
        }
        Integer from = second(window.require("from"));
        Integer to = second(window.require("to"));
        Multiplier multiplier = PricesReader.multiplier(window);
        PriceList own = prices.list(window);
        window.end();
        if (from == null || to == null) {
            return null;
        }
        int end = to == 0 ? TimeWindow.DAY : to;
        return findings.build(spot.line(), spot.path(), () -> new TimeWindow(from, end, multiplier, own));
    }

    /** A time of day in seconds; 24:00 is the end of the day. */
    private static @Nullable Integer second(@Nullable Spot spot) {
        String text = spot == null ? null : spot.text();
        if (spot == null || text == null) {
            return null;
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            int seconds = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
            int second = Integer.parseInt(clock.group(1)) * 3600 + Integer.parseInt(clock.group(2)) * 60 + seconds;
            if (second <= TimeWindow.DAY) {
                return second;
            }
        }
        spot.fault("\"" + text + "\" is no time of day; write 16:30 or 16:30:00, in UTC");
        return null;
    }
}
