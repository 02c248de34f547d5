package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetImportCommandTest {
    private static final String BOOK =
            """
            price_book: 1
            per: 1000000
            mark_up: 1.25
            models:
              - provider: openai
                model: openai/m
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                components: {input: 2.00, output: 8.00, reasoning: 9.00, tool_call: {amount: 0.01, charge: 0.02}}
              - provider: other
                model: other/kept
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                components: {input: 1.00}
            """;
    private static final String AT = " --count input=1000000 --at 2026-02-02 --format csv";

    @TempDir
    Path root;

    private TestDatabase db;
    private CommandRunner reckon;
    private Path sheet;

    @BeforeEach
    void aBookOfTwoModels() throws IOException {
        db = new TestDatabase().open();
        reckon = new CommandRunner(root.resolve("data"), db.settings());
        reckon.clean("init");
        reckon.clean("price import " + Files.writeString(root.resolve("book.yaml"), BOOK));
        sheet = root.resolve("sheet.json");
    }

    @AfterEach
    void dropDatabase() {
        db.close();
    }

    @Test
    void ordinaryChangesGoThroughAndLargeOnesWait() throws IOException {
        sheet("3e-06", "8e-05");
        Ran ran = take();
        assertThat(ran.out())
                .contains(
                        "1 model in the sheet: 1 taken, 0 not taken (price diff --show refused).",
                        "Prices: 0 of new models, 0 new, 2 changed, 1 gone; of these 1 pass and 2 of 1 model waits"
                                + " (price diff --show waiting).",
                        "1 model waits from now on.",
                        "Price book 2 imported.");
        assertThat(charges("openai openai/m --count output=1000000" + AT))
                .containsExactly("input 3.75", "output 10.00");
        assertThat(charges("other other/kept" + AT)).containsExactly("input 1.25");
        assertThat(lines("price confirm --format csv"))
                .containsExactly(
                        "openai,openai/m,2026-02-01T00:00:00Z,standard output,8.00 per 1000000,80.00 per 1000000,10,"
                                + "5 times or more",
                        "openai,openai/m,2026-02-01T00:00:00Z,standard reasoning,9.00 per 1000000,,,price gone");
    }

    @Test
    void theSameSheetAgainChangesNothingEvenOnALaterDay() throws IOException {
        sheet("3e-06", "8e-05");
        take();
        Ran again = reckon.clean("price import " + sheet + " --as litellm --from 2026-02-05");
        assertThat(again.out())
                .contains("1 model waits still, as before.", "The price book stays as it is.")
                .doesNotContain("imported");
        assertThat(count("price_book")).isEqualTo(2);
        assertThat(count("price_pending")).isEqualTo(1);
    }

    @Test
    void confirmedPricesHoldFromTheInstantOfTheirImport() throws IOException {
        sheet("3e-06", "8e-05");
        take();
        assertThat(reckon.clean("price confirm openai/m --reason checked --actor ann")
                        .out())
                .contains("Confirmed prices", "80.00 per 1000000", "price gone")
                .endsWith(
                        "Confirmed the prices of 1 model. Price book 3 holds them. Runs opened from now on settle by it.\n");
        assertThat(charges("openai openai/m --count output=1000000" + AT))
                .containsExactly("input 3.75", "output 100.00");
        assertThat(reckon.clean("price confirm").out()).isEqualTo("No prices wait.\n");
        assertThat(acts())
                .contains(
                        "ann|price confirm|openai/m at openai|checked|2 prices from " + sheet,
                        "ann|price import|price book 2|daily|" + sheet + ": 1 price changed, 1 model waits");
    }

    @Test
    void rejectedPricesStayOutWhileTheSheetSaysTheSame() throws IOException {
        sheet("3e-06", "8e-05");
        take();
        assertThat(reckon.clean("price confirm --all --reject --reason 'cents for dollars'")
                        .out())
                .startsWith("Rejected prices")
                .endsWith("Rejected the prices of 1 model. The book stays as it is.\n");
        assertThat(take().out()).contains("1 model has prices that were rejected before; they stay out.");
        assertThat(count("price_pending")).isEqualTo(1);
        sheet("3e-06", "9e-05");
        assertThat(take().out()).contains("1 model waits from now on.");
        assertThat(count("price_book")).isEqualTo(2);
    }

    @Test
    void aCorrectedSheetTakesItsWaitingPricesBack() throws IOException {
        sheet("2e-06", "8e-03", ", \"output_cost_per_reasoning_token\": 9e-06");
        take();
        sheet("2e-06", "9e-06", ", \"output_cost_per_reasoning_token\": 9e-06");
        assertThat(take().out())
                .contains("1 model waits no longer: the sheet took its prices back.", "Price book 2 imported.");
        assertThat(outcomes()).containsExactly("withdrawn");
    }

    @Test
    void aNewModelWithAUnitMistakeWaitsWholeAndIsPricedOnceConfirmed() throws IOException {
        Files.writeString(
                sheet,
                """
                {"novita/x/y": {"litellm_provider": "novita", "mode": "chat", "input_cost_per_token": 0.0006,
                                "output_cost_per_token": 0.0025, "cache_read_input_token_cost": 1e-07}}
                """);
        assertThat(take().out()).contains("Prices: 3 of new models", "1 model waits from now on.");
        assertThat(reckon.run("price quote novita x/y" + AT).err()).contains("(no_price)");
        reckon.clean("price confirm x/y --provider novita --reason 'it is that dear'");
        assertThat(charges("novita x/y --count cache_read=1000000" + AT))
                .containsExactly("input 750.00", "cache_read 0.125");
    }

    @Test
    void aDifferenceShowsEverythingAndChangesNothing() throws IOException {
        sheet("3e-06", "8e-05", ", \"cache_read_input_token_cost\": 4e-06, \"input_cost_per_pixel\": 1e-9");
        String diff = "price diff " + sheet + " --as litellm --from 2026-02-01 ";
        assertThat(lines(diff + "--format csv"))
                .containsExactly(
                        "openai,openai/m,2026-02-01T00:00:00Z,standard,input,changed,2.00 per 1000000,3.00 per 1000000,1.5,",
                        "openai,openai/m,2026-02-01T00:00:00Z,standard,cache_read,new,,4.00 per 1000000,,",
                        "openai,openai/m,2026-02-01T00:00:00Z,standard,output,changed,8.00 per 1000000,80.00 per 1000000,"
                                + "10,5 times or more",
                        "openai,openai/m,2026-02-01T00:00:00Z,standard,reasoning,gone,9.00 per 1000000,,,price gone");
        assertThat(lines(diff + "--show doubts --format csv"))
                .containsExactly("openai,openai/m,standard cache_read,4.00 per 1000000,cache read above input,"
                        + "1.333 × input; usual is 0.1 to 0.5");
        assertThat(lines(diff + "--show unused --format csv")).containsExactly("input_cost_per_pixel,1");
        assertThat(reckon.clean(diff).out())
                .contains("Would change", "1 price looks wrong", "(price diff --show doubts)")
                .doesNotContain("cache read above input");
        assertThat(lines(diff + "--show new --format csv")).isEmpty();
        assertThat(reckon.clean(diff + "--format json").out()).contains("\"factor\"");
        assertThat(count("price_book")).isEqualTo(1);
        assertThat(count("price_pending")).isZero();
    }

    /** The sheet speaks of openai, and no longer of openai/m; of other it says nothing. */
    @Test
    void modelsGoneFromTheSheetAreListedAndKeepTheirPrices() throws IOException {
        Files.writeString(
                sheet,
                "{\"n\": {\"litellm_provider\": \"openai\", \"mode\": \"chat\", \"input_cost_per_token\": 1e-06,"
                        + " \"output_cost_per_token\": 2e-06}}");
        assertThat(lines("price diff " + sheet + " --as litellm --from 2026-02-01 --show gone --format csv"))
                .singleElement()
                .asString()
                .startsWith("openai,openai/m,llm,");
        assertThat(take().out())
                .contains("1 model of the book is not in the sheet and stays as it is (price diff --show gone).");
        assertThat(charges("openai openai/m --count output=1000000" + AT)).contains("output 10.00");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    price import SHEET --as openai                      | is no price sheet that can be read. Write litellm or genai-prices.
                    price import SHEET --as genai-prices                | is no sheet of genai-prices
                    price import SHEET --as litellm --confirm           | is confirmed model by model, with: reckon price confirm.
                    price import --example --as litellm                 | --example is our own YAML; leave out --as.
                    price import SHEET --from 2026-01-01                | Name which with --as.
                    price diff SHEET --provider openai                  | Name which with --as.
                    price import none.json --as litellm                 | there is no file none.json.
                    price import SHEET --as litellm --provider =x       | Write --provider gemini=google.
                    price confirm openai/m                              | needs a reason
                    price confirm openai/m --reason x                   | no prices wait for openai/m.
                    price confirm --all --reason x                      | no prices wait.
                    price confirm --reject --reason x                   | --reject needs the models to reject, or --all.
                    price confirm openai/m --all --reason x             | name models or give --all, not both.
                    price confirm --all --provider openai --reason x    | no prices wait at openai.
                    price import EMPTY --as litellm                     | empty.json names no model. Nothing was compared, and the book stays as it is.
                    price diff EMPTY --as litellm                       | empty.json names no model.
                    price import SHEET --as litellm --provider opnai    | sheet.json names no model of provider opnai. Nothing was compared
                    price import UTF16 --as litellm                     | utf16.json is UTF-16. Save it as UTF-8.
                    price import UTF16                                  | utf16.json is UTF-16. Save it as UTF-8.
                    price import DEEP --as litellm                      | deep.json:1:29: the sheet cannot be read: nested deeper than 24 levels
                    """)
    void saysWhatCannotBeDone(String line, String message) throws IOException {
        sheet("2e-06", "8e-06");
        Path empty = Files.writeString(root.resolve("empty.json"), "{}");
        Path utf16 = Files.write(root.resolve("utf16.json"), "\uFEFF{}".getBytes(StandardCharsets.UTF_16LE));
        Path deep = Files.writeString(root.resolve("deep.json"), "{\"m\":" + "[".repeat(40) + "]".repeat(40) + "}");
        Ran ran = reckon.run(line.replace("SHEET", sheet.toString())
                .replace("EMPTY", empty.toString())
                .replace("UTF16", utf16.toString())
                .replace("DEEP", deep.toString()));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
        assertThat(count("price_book")).isEqualTo(1);
    }

    @Test
    void aConfirmationThatTheBookHasOvertakenIsRefusedAndWaitsOn() throws IOException {
        sheet("3e-06", "8e-05");
        take();
        Path mended = Files.writeString(root.resolve("mended.yaml"), BOOK.replace("reasoning: 9.00, ", ""));
        reckon.clean("price import " + mended + " --confirm");
        Ran ran = reckon.run("price confirm openai/m --reason checked");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("openai/m at openai: the book has no price of standard reasoning any more.");
        assertThat(ran.out()).isEmpty();
        assertThat(lines("price confirm --format csv")).hasSize(2);
        assertThat(count("price_book")).isEqualTo(3);
        assertThat(acts()).noneMatch(act -> act.contains("|price confirm|"));
        reckon.clean("price confirm openai/m --reject --reason overtaken");
        assertThat(reckon.clean("price confirm").out()).isEqualTo("No prices wait.\n");
    }

    private Ran take() {
        return reckon.clean("price import " + sheet + " --as litellm --from 2026-02-01 --reason daily --actor ann");
    }

    @Test
    void whatWouldMoveAChargeHoldsUpNoOtherPriceOfItsModel() throws IOException {
        reckon.clean("price import --confirm "
                + Files.writeString(
                        root.resolve("charged.yaml"),
                        BOOK.replace("input: 2.00,", "input: {amount: 2.00, charge: 3.00},")
                                .replace(
                                        ", charge: 0.02}}",
                                        ", charge: 0.02}}\n    context_tiers: [{threshold: 200000, components: {input:"
                                                + " {amount: 4.00, charge: 6.00}}}]")));
        sheet(
                "2e-06",
                "8e-05",
                ", \"input_cost_per_token_above_200k_tokens\": 4e-06, \"input_cost_per_token_batches\": 1e-06");
        take();
        assertThat(lines("price confirm --format csv"))
                .extracting(line -> line.substring(line.lastIndexOf(',') + 1))
                .contains("5 times or more", "moves your charge");
        assertThat(reckon.clean("price confirm openai/m --reason checked").out())
                .contains(
                        "openai/m at openai: batch input concerns a charge of yours and was left out. The next sheet that"
                                + " says so asks again: reject it then, or import a book that states it with its charge.");
        assertThat(charges("openai openai/m --count output=1000000" + AT)).contains("output 100.00");
        assertThat(acts()).anyMatch(act -> act.contains("price confirm") && act.contains("|2 prices from "));
    }

    private void sheet(String input, String output) throws IOException {
        sheet(input, output, "");
    }

    private void sheet(String input, String output, String more) throws IOException {
        Files.writeString(
                sheet,
                "{\"m\": {\"litellm_provider\": \"openai\", \"mode\": \"chat\", \"input_cost_per_token\": " + input
                        + ", \"output_cost_per_token\": " + output + more + "}}");
    }

    /** Component and charge of each charged line of a quote. */
    private List<String> charges(String quote) {
        return lines("price quote " + quote).stream()
                .filter(line -> line.contains(",charge,") && !line.startsWith("request"))
                .map(line -> line.split(",")[0] + " "
                        + line.substring(line.lastIndexOf(',') + 1).replaceFirst("0{1,10}$", ""))
                .toList();
    }

    private List<String> lines(String line) {
        return reckon.clean(line).lines().stream()
                .skip(1)
                .map(text -> text.replaceFirst("," + Pattern.quote(sheet.toString()) + ",[^,]*$", ""))
                .toList();
    }

    private List<String> acts() {
        return db.database()
                .jdbc()
                .sql("SELECT actor || '|' || verb || '|' || subject || '|' || reason || '|' || detail FROM act")
                .query(String.class)
                .list();
    }

    private List<String> outcomes() {
        return db.database()
                .jdbc()
                .sql("SELECT outcome FROM price_pending_end ORDER BY pending_no")
                .query(String.class)
                .list();
    }

    private int count(String table) {
        return db.database()
                .jdbc()
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }
}
