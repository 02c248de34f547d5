package io.reckoner.jobs.rating.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.CostFigures;
import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.kernel.usage.Component;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Whole sheets as their projects publish them, where the folder of traces is handed in. */
@EnabledIfSystemProperty(
        named = "reckon.traces",
        matches = ".+",
        disabledReason = "the folder of traces is not handed in; run with -Dreckon.traces=<folder>")
class RealSheetsTest {
    private static final SheetTerms TERMS = new SheetTerms(Instant.parse("2026-11-22T00:00:00Z"), Map.of());
    private static final String LITELLM = "litellm_price_sheet_2026-07-24.json.gz";
    private static final String GENAI_PRICES = "genai_prices_v2_2026-08-21.json.gz";

    private static List<SheetNode> providers;
    private static PriceSheet genai;

    @BeforeAll
    static void read() throws IOException {
        providers = items(SheetJson.read(bytes(GENAI_PRICES), "sheet"));
        genai = SheetFormat.GENAI_PRICES.read(bytes(GENAI_PRICES), "sheet", TERMS);
    }

    private static byte[] bytes(String name) throws IOException {
        Path file = Path.of(System.getProperty("reckon.traces"), name);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    @Test
    void thePageSaysWhatTheWholeSheetOfLiteLlmComesTo() throws IOException {
        PriceSheet sheet = SheetFormat.LITELLM.read(bytes(LITELLM), "sheet", TERMS);
        PriceBookPageTest.assertHolds("LiteLLM, 24 July 2026 | " + cells(sheet));
    }

    @Test
    void thePageSaysWhatTheWholeSheetOfGenaiPricesComesTo() throws IOException {
        PriceBookPageTest.assertHolds("genai-prices, 21 August 2026 | " + cells(genai));
    }

    /** Into a book that is empty. */
    private static String cells(PriceSheet sheet) {
        PriceBook empty = PriceBook.of(1, BookTerms.DEFAULT, List.of(), List.of());
        List<CostChange> changes =
                SheetUpdate.of(empty, sheet.cards(), sheet.speaksOf()).changes();
        Set<String> refused =
                sheet.notTaken().stream().map(PriceSheet.Fault::model).collect(Collectors.toSet());
        return String.format(
                Locale.ROOT,
                "%,d | %,d, in our names %,d | %,d | %,d of %,d | %,d |",
                sheet.models(),
                sheet.models() - refused.size(),
                sheet.cards().stream().map(RealSheetsTest::key).distinct().count(),
                refused.size(),
                changes.stream().filter(change -> !change.waits()).count(),
                changes.size(),
                changes.stream()
                        .filter(CostChange::waits)
                        .map(change -> new ModelKey(change.provider(), change.model()))
                        .distinct()
                        .count());
    }

    private static ModelKey key(RateCard card) {
        return new ModelKey(card.provider(), card.model());
    }

    @Test
    void everyFieldOfGenaiPricesIsAccountedFor() {
        Map<String, Set<String>> found = new HashMap<>();
        for (SheetNode provider : providers) {
            names(found, "provider", provider);
            for (SheetNode model : items(field(provider, "models"))) {
                names(found, "model", model);
                for (Entry entry : entries(model)) {
                    names(found, "entry", entry.whole());
                    names(found, "constraint", field(entry.whole(), "constraint"));
                    names(found, "price", entry.prices());
                    fields(entry.prices()).values().forEach(price -> {
                        names(found, "tiered", price);
                        items(field(price, "tiers")).forEach(tier -> names(found, "tier", tier));
                    });
                }
            }
        }
        Set<String> beside = GenaiPricesSheet.BESIDE_PRICES.keySet();
        assertThat(found.get("provider")).isSubsetOf(with(beside, "id", "models"));
        assertThat(found.get("model")).isSubsetOf(with(beside, "id", "prices"));
        assertThat(found.get("entry")).containsExactlyInAnyOrder("constraint", "prices");
        assertThat(found.get("constraint")).containsExactlyInAnyOrder("start_date", "start_time", "end_time");
        assertThat(found.get("price"))
                .containsExactlyElementsOf(GenaiPricesSheet.uses().keySet());
        assertThat(found.get("tiered")).containsExactlyInAnyOrder("base", "tiers");
        assertThat(found.get("tier")).containsExactlyInAnyOrder("price", "start");
        Set<String> named = new TreeSet<>(found.get("provider"));
        named.addAll(found.get("model"));
        assertThat(named).containsAll(beside);
        assertThat(genai.unused().keySet()).isEqualTo(GenaiPricesSheet.UNUSED.keySet());
    }

    @Test
    void everyPriceOfGenaiPricesIsTakenAsItIsWrittenAndNothingElse() {
        Map<ModelKey, Map<CostPlace, UnitPrice>> taken = new HashMap<>();
        genai.cards().forEach(card -> taken.computeIfAbsent(key(card), key -> new HashMap<>())
                .putAll(CostFigures.of(card)));
        Set<String> refused =
                genai.notTaken().stream().map(PriceSheet.Fault::model).collect(Collectors.toSet());
        long models = 0;
        for (SheetNode provider : providers) {
            String name = text(provider, "id");
            for (SheetNode model : items(field(provider, "models"))) {
                String id = text(model, "id");
                if (!refused.contains(name + "/" + id) && field(model, "prices") instanceof SheetNode.Fields prices) {
                    ModelKey key = new ModelKey(name, SheetNames.model(name, name, id));
                    assertThat(taken.get(key)).as(key.toString()).isEqualTo(written(prices));
                    models++;
                }
            }
        }
        assertThat(models).isGreaterThan(1_250);
        assertThat(genai.notTaken())
                .as("models that name no price at all")
                .extracting(PriceSheet.Fault::field)
                .containsOnly("prices");
    }

    /** What a model without dates and hours costs, by the names of the fields alone. */
    private static Map<CostPlace, UnitPrice> written(SheetNode.Fields prices) {
        Map<CostPlace, UnitPrice> written = new HashMap<>();
        prices.fields().forEach((field, value) -> Component.byCode(
                        GenaiPricesSheet.uses().get(field))
                .ifPresent(component -> {
                    long per = field.endsWith("_mtok") ? 1_000_000 : 1_000;
                    if (value instanceof SheetNode.Digits flat) {
                        written.put(place(0, component), price(flat, per));
                    } else if (value instanceof SheetNode.Fields tiered) {
                        written.put(place(0, component), price(field(tiered, "base"), per));
                        items(field(tiered, "tiers"))
                                .forEach(tier -> written.put(
                                        place(number(field(tier, "start")).longValueExact(), component),
                                        price(field(tier, "price"), per)));
                    }
                }));
        return written;
    }

    private static CostPlace place(long threshold, Component component) {
        return new CostPlace(CostPlace.Section.STANDARD, "", threshold, component);
    }

    private static UnitPrice price(SheetNode node, long per) {
        BigDecimal amount = number(node);
        return new UnitPrice(amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros(), per);
    }

    private static BigDecimal number(SheetNode node) {
        return new BigDecimal(((SheetNode.Digits) node).text());
    }

    /** One list of prices of a model; {@code whole} is the entry around it, where prices have conditions. */
    private record Entry(SheetNode whole, SheetNode prices) {}

    private static List<Entry> entries(SheetNode model) {
        SheetNode prices = field(model, "prices");
        return prices instanceof SheetNode.Items list
                ? list.items().stream()
                        .map(entry -> new Entry(entry, field(entry, "prices")))
                        .toList()
                : List.of(new Entry(new SheetNode.Word("null"), prices));
    }

    private static void names(Map<String, Set<String>> found, String level, SheetNode node) {
        found.computeIfAbsent(level, key -> new TreeSet<>()).addAll(fields(node).keySet());
    }

    private static Map<String, SheetNode> fields(SheetNode node) {
        return node instanceof SheetNode.Fields object ? object.fields() : Map.of();
    }

    private static SheetNode field(SheetNode node, String name) {
        return fields(node).getOrDefault(name, new SheetNode.Word("null"));
    }

    private static List<SheetNode> items(SheetNode node) {
        return node instanceof SheetNode.Items list ? list.items() : List.of();
    }

    private static String text(SheetNode node, String name) {
        return ((SheetNode.Text) field(node, name)).value();
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }
}
