package io.reckoner.jobs.rating.sheet;

import io.reckoner.jobs.rating.sheet.PriceSheet.Fault;
import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.rating.CostPlace.Section;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.kernel.rating.TimeWindow;
import io.reckoner.kernel.usage.Component;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of genai-prices, version 2: a list of providers with models; prices per million tokens or thousand pieces,
 * whole-request tiers from a number of input tokens on, prices from a date on, prices for hours of the day.
 */
final class GenaiPricesSheet {
    private static final long MILLION = 1_000_000;
    private static final long THOUSAND = 1_000;

    /** Every price: what it is here and how many units it buys. */
    private record Price(Component component, long per) {}

    static final Map<String, String> UNUSED = new TreeMap<>(Map.of(
            "cache_image_read_mtok", "images read from a cache are counted as cache_read",
            "input_video_mtok", "no component counts video tokens",
            "output_video_mtok", "no component counts video tokens",
            "output_citation_mtok", "citations are counted as input"));

    /** What the sheet says beside prices, and why it makes no difference here. */
    static final Map<String, String> BESIDE_PRICES = new TreeMap<>(Map.ofEntries(
            Map.entry("api_pattern", "the log names the provider"),
            Map.entry("context_window", "how much a model reads is no price"),
            Map.entry("deprecated", "a model that still serves still costs"),
            Map.entry("description", "text for people"),
            Map.entry("extractors", "usage is read by the dialect of the log"),
            Map.entry(
                    "fallback_model_providers",
                    "a model that its provider's list leaves out has no price; give it a card"),
            Map.entry("match", "usage under another name of the model needs a card of that name"),
            Map.entry("model_match", "the log names the provider"),
            Map.entry("name", "text for people"),
            Map.entry("price_comments", "text for people"),
            Map.entry("pricing_urls", "where its figures are from"),
            Map.entry("provider_match", "the log names the provider; `--provider NAME=OURS` renames it")));

    private static final Map<String, Price> PRICES = new TreeMap<>(Map.ofEntries(
            Map.entry("input_mtok", new Price(Component.INPUT, MILLION)),
            Map.entry("output_mtok", new Price(Component.OUTPUT, MILLION)),
            Map.entry("cache_read_mtok", new Price(Component.CACHE_READ, MILLION)),
            Map.entry("cache_write_mtok", new Price(Component.CACHE_WRITE_5M, MILLION)),
            Map.entry("cache_write_1h_mtok", new Price(Component.CACHE_WRITE_1H, MILLION)),
            Map.entry("output_reasoning_mtok", new Price(Component.REASONING, MILLION)),
            Map.entry("input_audio_mtok", new Price(Component.INPUT_AUDIO, MILLION)),
            Map.entry("output_audio_mtok", new Price(Component.OUTPUT_AUDIO, MILLION)),
            Map.entry("cache_audio_read_mtok", new Price(Component.CACHE_READ_AUDIO, MILLION)),
            Map.entry("input_image_mtok", new Price(Component.INPUT_IMAGE, MILLION)),
            Map.entry("output_image_mtok", new Price(Component.OUTPUT_IMAGE, MILLION)),
            Map.entry("web_searches_kcount", new Price(Component.WEB_SEARCH, THOUSAND)),
            Map.entry("requests_kcount", new Price(Component.REQUEST, THOUSAND))));

    private final SheetTerms terms;
    private final List<Fault> notTaken = new ArrayList<>();
    private final List<RateCard> cards = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Integer> unused = new TreeMap<>();
    private final Set<ModelKey> seen = new HashSet<>();
    private int models;

    GenaiPricesSheet(SheetTerms terms) {
        this.terms = terms;
    }

    /** Each price and what it is, for the documentation. */
    static Map<String, String> uses() {
        Map<String, String> uses = new TreeMap<>();
        PRICES.forEach((field, price) -> uses.put(field, price.component().code()));
        UNUSED.forEach((field, why) -> uses.put(field, "- " + why));
        return uses;
    }

    PriceSheet read(SheetNode.Items providers) {
        for (int i = 0; i < providers.items().size(); i++) {
            SheetNode node = providers.items().get(i);
            String id = text(node, "id");
            if (id == null || !(field(node, "models") instanceof SheetNode.Items list)) {
                models++;
                notTaken.add(new Fault("[" + i + "]", "", node.shown(), "not a provider with id and models"));
            } else if (terms.takes(id)) {
                list.items().forEach(model -> model(id, model));
            }
        }
        Set<Component> speaksOf =
                PRICES.values().stream().map(Price::component).collect(Collectors.toUnmodifiableSet());
        return new PriceSheet(models, new SheetUpdate.Scope(speaksOf, Set.of()), cards, notTaken, notes, unused);
    }

    private void model(String provider, SheetNode model) {
        models++;
        String id = text(model, "id");
        if (id == null) {
            notTaken.add(new Fault(provider + "/? (" + models + ")", "id", model.shown(), "a model without an id"));
            return;
        }
        String key = provider + "/" + id;
        String named = terms.named(provider);
        String name = SheetNames.model(provider, named, id);
        if (!seen.add(new ModelKey(named, name))) {
            notTaken.add(new Fault(key, "", "", "the sheet names the model twice"));
            return;
        }
        Map<Instant, CardDraft> dated = new LinkedHashMap<>();
        CardDraft whole = new CardDraft(key);
        if (model instanceof SheetNode.Fields fields) {
            fields.repeated().forEach(field -> whole.fault(field, "the field occurs twice"));
        }
        dated(whole, key, field(model, "prices"), dated);
        List<RateCard> found = new ArrayList<>();
        List<Fault> faults = new ArrayList<>(whole.faults());
        dated.forEach((from, draft) -> {
            if (draft.isEmpty() && draft.faults().isEmpty()) {
                draft.fault("prices", "no price that is used here, which is not the same as free");
            }
            draft.card(named, name, type(draft), from).ifPresent(found::add);
            faults.addAll(draft.faults());
        });
        if (faults.isEmpty()) {
            cards.addAll(found);
        } else {
            notTaken.addAll(faults);
        }
    }

    /**
     * One draft per instant: what holds at the import, and what is announced for later. Of the prices whose condition is met the
     * last in the list holds: hours are those of every price before them, also of one with a later date, and of none behind.
     */
    private void dated(CardDraft whole, String key, @Nullable SheetNode prices, Map<Instant, CardDraft> dated) {
        CardDraft current = new CardDraft(key);
        if (prices instanceof SheetNode.Fields only) {
            list(current, "prices", only, Section.STANDARD, "");
            dated.put(terms.from(), current);
            return;
        }
        if (!(prices instanceof SheetNode.Items list) || list.items().isEmpty()) {
            whole.fault("prices", "no prices");
            return;
        }
        Instant last = Instant.MIN;
        for (int i = 0; i < list.items().size(); i++) {
            String at = "prices[" + i + "]";
            SheetNode entry = list.items().get(i);
            SheetNode constraint = field(entry, "constraint");
            if (!(field(entry, "prices") instanceof SheetNode.Fields fields)) {
                whole.fault(at, entry, "no prices");
                continue;
            }
            String startDate = text(constraint, "start_date");
            String startTime = text(constraint, "start_time");
            String endTime = text(constraint, "end_time");
            if (startDate != null && (startTime != null || endTime != null)) {
                whole.fault(at + ".constraint", "a start_date and hours of the day in one; which prices hold before?");
            } else if (startTime != null && endTime != null) {
                CardDraft hours = new CardDraft(key);
                window(hours, at, fields, startTime, endTime);
                current.add(hours);
                dated.values().forEach(draft -> draft.add(hours));
                whole.faults().addAll(hours.faults());
            } else if (startDate != null) {
                Instant from = instant(whole, at, startDate);
                if (from == null) {
                    continue;
                }
                if (!from.isAfter(last)) {
                    whole.fault(at + ".constraint", "dates must ascend; " + startDate + " does not");
                }
                last = from;
                CardDraft draft = new CardDraft(key);
                list(draft, at, fields, Section.STANDARD, "");
                if (from.isAfter(terms.from())) {
                    dated.put(from, draft);
                } else {
                    current = draft;
                }
            } else if (constraint == null || constraint instanceof SheetNode.Word) {
                if (i > 0) {
                    whole.fault(at, "a second price without a condition");
                }
                list(current, at, fields, Section.STANDARD, "");
            } else {
                whole.fault(at + ".constraint", constraint, "neither a start_date nor a start_time with end_time");
            }
        }
        if (!current.isEmpty() || !current.faults().isEmpty() || dated.isEmpty()) {
            dated.put(terms.from(), current);
        }
    }

    private void window(CardDraft draft, String at, SheetNode.Fields prices, String from, String to) {
        try {
            int end = second(to);
            TimeWindow hours =
                    new TimeWindow(second(from), end == 0 ? TimeWindow.DAY : end, Multiplier.ONE, PriceList.EMPTY);
            draft.window(hours);
            list(draft, at, prices, Section.WINDOW, hours.name());
        } catch (IllegalArgumentException | DateTimeException e) {
            draft.fault(at + ".constraint", "hours " + from + " to " + to + ": " + e.getMessage());
        }
    }

    private static int second(String time) {
        return OffsetTime.parse(time)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalTime()
                .toSecondOfDay();
    }

    private static @Nullable Instant instant(CardDraft draft, String at, String date) {
        try {
            return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            draft.fault(at + ".constraint.start_date", "\"" + date + "\" is no date");
            return null;
        }
    }

    private void list(CardDraft draft, String at, SheetNode.Fields prices, Section section, String name) {
        prices.repeated().forEach(field -> draft.fault(at + "." + field, "the field occurs twice"));
        prices.fields().forEach((field, value) -> {
            Price price = PRICES.get(field);
            if (price == null) {
                unused.merge(UNUSED.containsKey(field) ? field : field + " (not known)", 1, Integer::sum);
            } else if (value instanceof SheetNode.Fields tiers) {
                tiers(draft, at + "." + field, tiers, price, section, name);
            } else if (!(value instanceof SheetNode.Word word && word.value().equals("null"))) {
                draft.price(at + "." + field, value, new CostPlace(section, name, 0, price.component()), price.per());
            }
        });
    }

    private static void tiers(
            CardDraft draft, String at, SheetNode.Fields tiered, Price price, Section section, String name) {
        SheetNode base = tiered.fields().get("base");
        if (base == null || !(tiered.fields().get("tiers") instanceof SheetNode.Items tiers)) {
            draft.fault(at, tiered, "neither a number nor base and tiers");
            return;
        }
        draft.price(at + ".base", base, new CostPlace(section, name, 0, price.component()), price.per());
        long last = 0;
        for (int i = 0; i < tiers.items().size(); i++) {
            String tier = at + ".tiers[" + i + "]";
            SheetNode start = field(tiers.items().get(i), "start");
            SheetNode value = field(tiers.items().get(i), "price");
            if (!(start instanceof SheetNode.Digits digits) || !digits.text().matches("[0-9]{1,12}") || value == null) {
                draft.fault(tier, tiers.items().get(i), "a tier needs a whole start and a price");
                continue;
            }
            long threshold = Long.parseLong(digits.text());
            if (threshold <= last) {
                draft.fault(tier + ".start", start, "tiers must ascend");
                continue;
            }
            last = threshold;
            draft.price(tier, value, new CostPlace(section, name, threshold, price.component()), price.per());
        }
    }

    /** The sheet does not say what a model is; one that prices output is taken for a language model. */
    private static String type(CardDraft draft) {
        return draft.prices(Component.OUTPUT) ? "llm" : draft.prices(Component.INPUT) ? "embedding" : "other";
    }

    private static @Nullable SheetNode field(@Nullable SheetNode node, String name) {
        return node instanceof SheetNode.Fields fields ? fields.fields().get(name) : null;
    }

    private static @Nullable String text(@Nullable SheetNode node, String name) {
        return field(node, name) instanceof SheetNode.Text text ? text.value() : null;
    }
}
