package io.reckoner.jobs.rating.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.rating.sheet.LiteLlmFields.Price;
import io.reckoner.jobs.rating.sheet.LiteLlmFields.Unused;
import io.reckoner.jobs.rating.sheet.LiteLlmFields.Use;
import io.reckoner.kernel.rating.PriceDoubt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code docs/price-book.md} says what becomes of every field of the sheets of others. */
class PriceBookPageTest {
    private static final Path PAGE = Path.of("..", "docs", "price-book.md");

    @Test
    void holdsTheFieldsOfLiteLlm() throws IOException {
        StringBuilder table = new StringBuilder("| field | here |\n|---|---|\n");
        LiteLlmFields.all().forEach((field, uses) -> table.append("| `")
                .append(field)
                .append("` | ")
                .append(uses.stream().map(PriceBookPageTest::words).collect(Collectors.joining("; ")))
                .append(" |\n"));
        assertHolds(table.toString());
    }

    @Test
    void holdsTheFieldsOfGenaiPrices() throws IOException {
        StringBuilder table = new StringBuilder("| field | here |\n|---|---|\n");
        GenaiPricesSheet.uses().forEach((field, use) -> table.append("| `" + field + "` | ")
                .append(use.startsWith("- ") ? "not used: " + use.substring(2) : "`" + use + "`")
                .append(" |\n"));
        assertHolds(table.toString());
        StringBuilder beside = new StringBuilder("| beside prices | why it makes no difference |\n|---|---|\n");
        GenaiPricesSheet.BESIDE_PRICES.forEach((field, why) -> beside.append("| `" + field + "` | " + why + " |\n"));
        assertHolds(beside.toString());
    }

    @Test
    void namesEveryDoubt() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Arrays.stream(PriceDoubt.Rule.values())
                        .map(rule -> rule.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .allSatisfy(rule -> assertThat(page).contains("| " + rule + " |"));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "reckon.traces",
            matches = ".+",
            disabledReason = "the folder of traces is not handed in; run with -Dreckon.traces=<folder>")
    void everyPriceFieldOfTheRealSheetIsAccountedFor() throws IOException {
        Path file = Path.of(System.getProperty("reckon.traces"), "litellm_price_sheet_2026-07-24.json.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            SheetNode.Fields sheet = (SheetNode.Fields) SheetJson.read(in.readAllBytes(), "sheet");
            Set<String> fields = new TreeSet<>();
            sheet.fields().values().forEach(model -> {
                if (model instanceof SheetNode.Fields one) {
                    one.fields().keySet().stream()
                            .filter(LiteLlmFields::looksLikePrice)
                            .forEach(fields::add);
                }
            });
            assertThat(fields).hasSizeGreaterThan(77);
            assertThat(LiteLlmFields.all().keySet()).containsAll(fields);
        }
    }

    private static String words(Use use) {
        return switch (use) {
            case Unused none -> "not used: " + none.why();
            case Price price ->
                "`" + price.place().code().replace("standard > ", "> ").replace("standard ", "") + "`"
                        + (price.types().isEmpty()
                                ? ""
                                : " of type " + String.join(", ", new TreeSet<>(price.types())));
        };
    }

    static void assertHolds(String table) throws IOException {
        assertThat(Files.readString(PAGE))
                .as("docs/price-book.md must hold this; copy it there:\n\n" + table)
                .contains(table);
    }
}
