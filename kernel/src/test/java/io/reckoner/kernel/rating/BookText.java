package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Price books for tests, one thing a line.
 *
 * <pre>
 * book mark_up=1.2 openai=1.1 falls=cache_read:input unpriced=web_search:ignore aborted=known waive=timeout
 * card openai m/a 2026-01-01T00:00:00Z type=llm cost=book mark_up=1.3 mode=graduated operator=>= metric=input,output
 *   standard input=2.50 output=10:12 seconds=0.017/60
 *   standard>200000 input=5
 *   tier batch x0.5 output=4
 *   tier batch>200000 input=2
 *   window 16:30-00:30 x0.5:1 output=3
 * overlay deal account=acct on=model:m/a x0.9 output=1 from=2026-02-01T00:00:00Z to=2026-03-01T00:00:00Z
 * </pre>
 *
 * <p>A price is {@code cost}, {@code cost:charge} or {@code -:charge}, per million tokens or per piece or second unless
 * {@code /N} follows. In an overlay it is the charge.
 */
final class BookText {
    private final List<RateCard> cards = new ArrayList<>();
    private final List<Overlay> overlays = new ArrayList<>();
    private BookTerms terms = BookTerms.DEFAULT;

    private String[] head = {};
    private final Map<String, Map<Component, ComponentPrice>> lists = new HashMap<>();
    private final List<String> tierNames = new ArrayList<>();
    private final List<String> windowNames = new ArrayList<>();
    private final Map<String, Multiplier> multipliers = new HashMap<>();

    static PriceBook of(String text) {
        BookText book = parse(text);
        return PriceBook.of(7, book.terms, book.cards, book.overlays);
    }

    static List<BookFault> faults(String text) {
        BookText book = parse(text);
        return PriceBook.faults(book.terms, book.cards, book.overlays);
    }

    private static BookText parse(String text) {
        BookText book = new BookText();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "book" -> book.terms = terms(words);
                case "card" -> {
                    book.endCard();
                    book.head = words;
                }
                case "overlay" -> {
                    book.endCard();
                    book.overlays.add(overlay(words));
                }
                case "", "#" -> {}
                default -> book.cardLine(words);
            }
        }
        book.endCard();
        return book;
    }

    private void cardLine(String[] words) {
        String kind = words[0].split(">")[0];
        String name = kind.equals("standard") ? "" : words[1].split(">")[0];
        String place = kind.equals("standard") ? words[0] : words[1];
        List<String> names = kind.equals("tier") ? tierNames : kind.equals("window") ? windowNames : new ArrayList<>();
        if (!names.contains(name)) {
            names.add(name);
        }
        Map<Component, ComponentPrice> prices = new EnumMap<>(Component.class);
        for (int i = kind.equals("standard") ? 1 : 2; i < words.length; i++) {
            if (words[i].startsWith("x")) {
                multipliers.put(kind + name, multiplier(words[i].substring(1)));
            } else {
                String[] pair = words[i].split("=");
                prices.put(component(pair[0]), price(component(pair[0]), pair[1]));
            }
        }
        lists.put(kind + name + (place.contains(">") ? place.substring(place.indexOf('>')) : ""), prices);
    }

    private void endCard() {
        if (head.length == 0) {
            return;
        }
        Map<String, String> options = options(head, 4);
        cards.add(new RateCard(
                head[1],
                head[2],
                Instant.parse(head[3]),
                options.getOrDefault("type", "llm"),
                CostBasis.valueOf(options.getOrDefault("cost", "book").toUpperCase(java.util.Locale.ROOT)),
                options.containsKey("mark_up") ? new BigDecimal(options.get("mark_up")) : null,
                list("standard"),
                context(options),
                tierNames.stream()
                        .map(name -> new ServiceTier(
                                name, multipliers.getOrDefault("tier" + name, Multiplier.ONE), list("tier" + name)))
                        .toList(),
                windowNames.stream().map(this::window).toList(),
                falls(options),
                unpriced(options)));
        head = new String[] {};
        lists.clear();
        tierNames.clear();
        windowNames.clear();
        multipliers.clear();
    }

    private PriceList list(String key) {
        List<PriceList.ContextTier> tiers = lists.keySet().stream()
                .filter(name -> name.startsWith(key + ">"))
                .map(name ->
                        new PriceList.ContextTier(Long.parseLong(name.substring(key.length() + 1)), lists.get(name)))
                .sorted(Comparator.comparingLong(PriceList.ContextTier::threshold))
                .toList();
        return new PriceList(lists.getOrDefault(key, Map.of()), tiers);
    }

    private TimeWindow window(String name) {
        String[] ends = name.split("-");
        return new TimeWindow(
                second(ends[0]),
                second(ends[1]),
                multipliers.getOrDefault("window" + name, Multiplier.ONE),
                list("window" + name));
    }

    private static int second(String clock) {
        String[] parts = clock.split(":");
        return Integer.parseInt(parts[0]) * 3600 + Integer.parseInt(parts[1]) * 60;
    }

    private static ContextRule context(Map<String, String> options) {
        Set<Component> metric = ContextRule.INPUT_SIDE;
        if (options.containsKey("metric")) {
            metric = EnumSet.noneOf(Component.class);
            for (String code : options.get("metric").split(",")) {
                metric.add(component(code));
            }
        }
        return new ContextRule(
                metric,
                options.getOrDefault("operator", ">").equals(">")
                        ? ContextRule.Operator.ABOVE
                        : ContextRule.Operator.AT_OR_ABOVE,
                options.getOrDefault("mode", "whole").equals("whole")
                        ? ContextRule.Mode.WHOLE
                        : ContextRule.Mode.GRADUATED);
    }

    private static BookTerms terms(String[] words) {
        Map<String, String> options = options(words, 1);
        Map<String, BigDecimal> providers = new HashMap<>();
        options.forEach((name, value) -> {
            if (!Set.of("mark_up", "falls", "unpriced", "aborted", "waive").contains(name)) {
                providers.put(name, new BigDecimal(value));
            }
        });
        Set<Outcome> waived = EnumSet.noneOf(Outcome.class);
        if (options.containsKey("waive")) {
            for (String code : options.get("waive").split(",")) {
                waived.add(Outcome.byCode(code).orElseThrow());
            }
        }
        return new BookTerms(
                new BigDecimal(options.getOrDefault("mark_up", "1")),
                providers,
                falls(options),
                unpriced(options),
                new ChargePolicy(
                        ChargePolicy.Aborted.valueOf(
                                options.getOrDefault("aborted", "estimated").toUpperCase(java.util.Locale.ROOT)),
                        waived));
    }

    private static Overlay overlay(String[] words) {
        Map<String, String> options = options(words, 2);
        Map<Component, UnitPrice> charges = new EnumMap<>(Component.class);
        for (String word : words) {
            String[] pair = word.split("=");
            Component.byCode(pair[0]).ifPresent(component -> charges.put(component, amount(component, pair[1])));
        }
        String[] on = options.getOrDefault("on", "all").split(":");
        Overlay.Target target =
                switch (on[0]) {
                    case "model" ->
                        on[1].contains("@")
                                ? new Overlay.OnModelAt(on[1].split("@")[0], on[1].split("@")[1])
                                : new Overlay.OnModel(on[1]);
                    case "provider" -> new Overlay.OnProvider(on[1]);
                    default -> new Overlay.OnAll();
                };
        return new Overlay(
                words[1],
                options.containsKey("account")
                        ? new Overlay.ForAccount(options.get("account"))
                        : new Overlay.ForPlan(options.get("plan")),
                target,
                charges,
                options.containsKey("x") ? new BigDecimal(options.get("x")) : null,
                options.containsKey("from") ? Instant.parse(options.get("from")) : null,
                options.containsKey("to") ? Instant.parse(options.get("to")) : null);
    }

    private static Map<String, String> options(String[] words, int from) {
        Map<String, String> options = new HashMap<>();
        for (int i = from; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals > 0) {
                options.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            } else if (words[i].startsWith("x")) {
                options.put("x", words[i].substring(1));
            }
        }
        return options;
    }

    private static FallBacks falls(Map<String, String> options) {
        Map<Component, Optional<Component>> stated = new EnumMap<>(Component.class);
        for (String pair : options.getOrDefault("falls", "").split(",")) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split(":");
                stated.put(
                        component(sides[0]),
                        sides[1].equals("none") ? Optional.empty() : Optional.of(component(sides[1])));
            }
        }
        return new FallBacks(stated);
    }

    private static Map<Component, Unpriced> unpriced(Map<String, String> options) {
        Map<Component, Unpriced> stated = new EnumMap<>(Component.class);
        for (String pair : options.getOrDefault("unpriced", "").split(",")) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split(":");
                stated.put(component(sides[0]), Unpriced.valueOf(sides[1].toUpperCase(Locale.ROOT)));
            }
        }
        return stated;
    }

    private static Multiplier multiplier(String text) {
        String[] sides = text.split(":");
        return new Multiplier(new BigDecimal(sides[0]), new BigDecimal(sides[sides.length - 1]));
    }

    private static ComponentPrice price(Component component, String text) {
        String[] sides = text.split(":");
        return new ComponentPrice(
                sides[0].equals("-") ? null : amount(component, sides[0]),
                sides.length > 1 ? amount(component, sides[1]) : null);
    }

    private static UnitPrice amount(Component component, String text) {
        String[] parts = text.split("/");
        long per = component.unit() == Component.Unit.TOKEN ? 1_000_000 : 1;
        return UnitPrice.of(parts[0], parts.length > 1 ? Long.parseLong(parts[1]) : per);
    }

    private static Component component(String code) {
        return Component.byCode(code).orElseThrow(() -> new AssertionError("no component " + code));
    }
}
