package io.reckoner.jobs.rating.sheet;

import io.reckoner.jobs.rating.sheet.LiteLlmFields.Price;
import io.reckoner.jobs.rating.sheet.LiteLlmFields.Unused;
import io.reckoner.jobs.rating.sheet.LiteLlmFields.Use;
import io.reckoner.jobs.rating.sheet.PriceSheet.Fault;
import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code model_prices_and_context_window.json}: an object of models, prices per single unit. */
final class LiteLlmSheet {
    private static final String SAMPLE = "sample_spec";
    private static final String TIERED = "tiered_pricing";
    private static final String SEARCH = "search_context_cost_per_query";
    private static final String SEARCH_MEDIUM = "search_context_size_medium";
    private static final Pattern THRESHOLD = Pattern.compile("[0-9]{1,12}(\\.0{1,12})?");

    private final SheetTerms terms;
    private final List<Fault> notTaken = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private static final String NOT_KNOWN = " (not known)";

    private final Map<String, Integer> unused = new TreeMap<>();
    private final Map<ModelKey, RateCard> cards = new LinkedHashMap<>();
    private final Map<ModelKey, String> keys = new HashMap<>();
    private int models;

    LiteLlmSheet(SheetTerms terms) {
        this.terms = terms;
    }

    PriceSheet read(SheetNode.Fields sheet) {
        models += sheet.repeated().size();
        sheet.repeated().forEach(name -> notTaken.add(new Fault(name, "", "", "the sheet names the model twice")));
        sheet.fields().forEach((key, node) -> {
            if (!key.equals(SAMPLE) && !sheet.repeated().contains(key)) {
                model(key, node);
            }
        });
        return new PriceSheet(models, LiteLlmFields.scope(), List.copyOf(cards.values()), notTaken, notes, unused);
    }

    private void model(String key, SheetNode node) {
        if (!(node instanceof SheetNode.Fields model)) {
            if (!(node instanceof SheetNode.Text)) {
                models++;
                notTaken.add(new Fault(key, "", node.shown(), "not an object of fields"));
            }
            return;
        }
        boolean namesNoPrice = model.fields().keySet().stream().noneMatch(LiteLlmFields::looksLikePrice);
        if (namesNoPrice && !model.fields().containsKey("mode")) {
            return; // rules of that project, no model
        }
        String sheets = text(model, "litellm_provider");
        String provider = sheets == null ? "" : SheetNames.provider(sheets);
        if (sheets != null && !terms.takes(provider)) {
            return;
        }
        models++;
        CardDraft draft = new CardDraft(key);
        model.repeated().forEach(field -> draft.fault(field, "the field occurs twice"));
        if (sheets == null || provider.isEmpty()) {
            draft.fault("litellm_provider", "no provider");
        }
        String type = LiteLlmFields.type(text(model, "mode"));
        prices(draft, model, type);
        if (draft.isEmpty() && draft.faults().isEmpty()) {
            draft.fault("", nothingUsed(model));
        }
        String named = terms.named(provider);
        String name = SheetNames.model(provider, named, key);
        Optional<RateCard> card = draft.card(named, name, type, terms.from());
        notTaken.addAll(draft.faults());
        card.ifPresent(taken -> add(key, provider, taken));
    }

    private void add(String key, String provider, RateCard card) {
        ModelKey name = new ModelKey(card.provider(), card.model());
        String first = keys.putIfAbsent(name, key);
        RateCard other = first == null ? null : cards.get(name);
        if (other == null) {
            cards.put(name, card);
        } else if (!other.standard().equals(card.standard())
                || !other.serviceTiers().equals(card.serviceTiers())) {
            boolean replaces = SheetNames.hasPrefix(provider, key);
            notes.add(card.model() + " at " + card.provider() + ": the sheet has it as \"" + first + "\" and \"" + key
                    + "\" with other prices; \"" + (replaces ? key : first) + "\" is taken");
            if (replaces) {
                cards.put(name, card);
                keys.put(name, key);
            }
        }
    }

    private void prices(CardDraft draft, SheetNode.Fields model, String type) {
        LiteLlmFields.all().forEach((field, uses) -> {
            SheetNode value = model.fields().get(field);
            if (value == null
                    || value instanceof SheetNode.Word word && word.value().equals("null")) {
                return;
            }
            switch (field) {
                case TIERED -> ranges(draft, value, type);
                case SEARCH -> search(draft, value);
                default -> price(draft, field, value, uses, type);
            }
        });
        model.fields().forEach((field, value) -> {
            if (LiteLlmFields.isUnknownPrice(field) && value instanceof SheetNode.Digits) {
                count(field + NOT_KNOWN);
            }
        });
    }

    private void price(CardDraft draft, String field, SheetNode value, List<Use> uses, String type) {
        boolean used = false;
        for (Use use : uses) {
            switch (use) {
                case Price price -> {
                    if (price.isFor(type)) {
                        draft.price(field, value, price.place(), 1);
                        used = true;
                    }
                }
                case Unused none -> {}
            }
        }
        if (!used) {
            count(field);
        }
    }

    /** Searches are taken at the price of a medium context, which is what a request gets that asks for none. */
    private static void search(CardDraft draft, SheetNode value) {
        SheetNode medium =
                value instanceof SheetNode.Fields sizes ? sizes.fields().get(SEARCH_MEDIUM) : null;
        if (medium == null) {
            draft.fault(SEARCH, value, "no price for " + SEARCH_MEDIUM);
        } else {
            draft.price(SEARCH + "." + SEARCH_MEDIUM, medium, CostPlace.standard(Component.WEB_SEARCH), 1);
        }
    }

    /** Ranges of input tokens, each from where the one before ends; the first is the price outside context tiers. */
    private void ranges(CardDraft draft, SheetNode value, String type) {
        if (!(value instanceof SheetNode.Items list)) {
            draft.fault(TIERED, value, "not a list of ranges");
            return;
        }
        Set<String> notKnown = new TreeSet<>();
        long end = 0;
        for (int i = 0; i < list.items().size(); i++) {
            String at = TIERED + "[" + i + "]";
            if (!(list.items().get(i) instanceof SheetNode.Fields range)) {
                draft.fault(at, list.items().get(i), "not a range");
                return;
            }
            if (range.fields().containsKey("max_results_range")) {
                count(TIERED);
                return;
            }
            Long from = bound(range, 0);
            Long to = bound(range, 1);
            if (from == null || to == null || from != end || to <= from) {
                draft.fault(
                        at + ".range",
                        "ranges must begin at 0 and each where the one before ends; this is " + from + " to " + to
                                + " after " + end);
                return;
            }
            end = to;
            range.fields().forEach((field, price) -> inRange(draft, at, field, price, from, type));
            range.fields().keySet().stream()
                    .filter(LiteLlmFields::isUnknownPrice)
                    .forEach(notKnown::add);
        }
        notKnown.forEach(field -> count(TIERED + "." + field + NOT_KNOWN));
    }

    private void inRange(CardDraft draft, String at, String field, SheetNode value, long from, String type) {
        for (Use use : LiteLlmFields.all().getOrDefault(field, List.of())) {
            if (use instanceof Price price && price.isFor(type)) {
                CostPlace flat = price.place();
                CostPlace place = new CostPlace(flat.section(), flat.name(), from, flat.component());
                draft.price(at + "." + field, value, place, 1);
            }
        }
    }

    private static @Nullable Long bound(SheetNode.Fields range, int index) {
        return range.fields().get("range") instanceof SheetNode.Items bounds
                        && bounds.items().size() == 2
                        && bounds.items().get(index) instanceof SheetNode.Digits digits
                        && THRESHOLD.matcher(digits.text()).matches()
                ? (Long) new BigDecimal(digits.text()).longValueExact()
                : null;
    }

    private void count(String field) {
        unused.merge(field, 1, Integer::sum);
    }

    private static String nothingUsed(SheetNode.Fields model) {
        List<String> fields = model.fields().keySet().stream()
                .filter(LiteLlmFields::looksLikePrice)
                .toList();
        return fields.isEmpty()
                ? "no price, which is not the same as free"
                : "no price that is used here, only " + String.join(", ", fields);
    }

    private static @Nullable String text(SheetNode.Fields model, String field) {
        return model.fields().get(field) instanceof SheetNode.Text text ? text.value() : null;
    }
}
