package io.reckoner.jobs.rating.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.reckoner.jobs.act.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sheets as they must not be: refused as a whole or model by model, with place and reason, in bounded time. */
@Timeout(20)
class BadSheetsTest {
    private static final SheetTerms TERMS = new SheetTerms(Instant.parse("2026-07-24T00:00:00Z"), Map.of());

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # fields of a LiteLLM model                                  | field                | why
            "input_cost_per_token": -1                                   | input_cost_per_token | negative; a price is zero or more
            "input_cost_per_token": -1e-9                                | input_cost_per_token | negative; a price is zero or more
            "input_cost_per_token": 999                                  | input_cost_per_token | stands for no price: 1 USD a token or more
            "input_cost_per_token": 1                                    | input_cost_per_token | stands for no price: 1 USD a token or more
            "input_cost_per_request": 100                                | input_cost_per_request | stands for no price: 100 USD a piece or more
            "input_cost_per_token": "0.000002"                           | input_cost_per_token | a text where a number belongs
            "input_cost_per_token": true                                 | input_cost_per_token | not a number where one belongs
            "input_cost_per_token": [1e-6]                               | input_cost_per_token | not a number where one belongs
            "input_cost_per_token": {"usd": 1e-6}                        | input_cost_per_token | not a number where one belongs
            "input_cost_per_token": 1e999999999                          | input_cost_per_token | a number out of all bounds
            "input_cost_per_token": 1e-999999999                         | input_cost_per_token | a number out of all bounds
            "input_cost_per_token": 0.00000000000000000000000000000000001 | input_cost_per_token | more than 24 decimal places for a million
            "input_cost_per_token": 1e-6, "input_cost_per_token": 2e-6   | input_cost_per_token | the field occurs twice
            "input_cost_per_token_batches": 1e-6                         | ``                   | prices of tiers only; there is no standard price
            "max_tokens": 1000                                           | ``                   | no price, which is not the same as free
            "input_cost_per_pixel": 1e-6                                 | ``                   | no price that is used here, only input_cost_per_pixel
            "search_context_cost_per_query": 0.01                        | search_context_cost_per_query | no price for search_context_size_medium
            "search_context_cost_per_query": {"search_context_size_low": 0.01} | search_context_cost_per_query | no price for search_context_size_medium
            "tiered_pricing": {"range": [0, 1]}                          | tiered_pricing       | not a list of ranges
            "tiered_pricing": [7]                                        | tiered_pricing[0]    | not a range
            "tiered_pricing": [{"range": [0, 32000], "input_cost_per_token": 1e-6}, {"range": [30000, 64000], "input_cost_per_token": 2e-6}] | tiered_pricing[1].range | ranges must begin at 0 and each where the one before ends; this is 30000 to 64000 after 32000
            "tiered_pricing": [{"range": [0, 32000], "input_cost_per_token": 1e-6}, {"range": [32000, 0], "input_cost_per_token": 2e-6}]     | tiered_pricing[1].range | ranges must begin at 0 and each where the one before ends; this is 32000 to 0 after 32000
            "tiered_pricing": [{"range": [5, 32000], "input_cost_per_token": 1e-6}] | tiered_pricing[0].range | ranges must begin at 0 and each where the one before ends; this is 5 to 32000 after 0
            "tiered_pricing": [{"range": [0, 1e999999999], "input_cost_per_token": 1e-6}] | tiered_pricing[0].range | ranges must begin at 0 and each where the one before ends; this is 0 to null after 0
            "tiered_pricing": [{"range": [0, 32000], "input_cost_per_token": -1e-6}] | tiered_pricing[0].input_cost_per_token | negative; a price is zero or more
            """)
    void aModelOfLiteLlmThatCannotBeTakenIsNamedWithPlaceAndReason(String fields, String field, String why) {
        PriceSheet sheet = SheetFormat.LITELLM.read(
                bytes("{\"good\": {\"litellm_provider\": \"p\", \"mode\": \"chat\", \"input_cost_per_token\": 1e-6},"
                        + " \"bad\": {\"litellm_provider\": \"p\", \"mode\": \"chat\", " + fields + "}}"),
                "sheet.json",
                TERMS);
        assertThat(sheet.cards()).extracting(card -> card.model()).containsExactly("p/good");
        assertThat(sheet.notTaken())
                .extracting(PriceSheet.Fault::model, PriceSheet.Fault::field, PriceSheet.Fault::why)
                .containsExactly(tuple("bad", field, why));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # prices of a model of genai-prices                                    | field                      | why
            {}                                                                     | prices                     | no price that is used here, which is not the same as free
            []                                                                     | prices                     | no prices
            7                                                                      | prices                     | no prices
            {"input_mtok": -1}                                                     | prices.input_mtok          | negative; a price is zero or more
            {"input_mtok": 1000000}                                                | prices.input_mtok          | stands for no price: 1 USD a token or more
            {"input_mtok": 1, "input_mtok": 2}                                     | prices.input_mtok          | the field occurs twice
            {"input_mtok": {"base": 1}}                                            | prices.input_mtok          | neither a number nor base and tiers
            {"input_mtok": {"base": 1, "tiers": [{"start": 5, "price": 2}, {"start": 5, "price": 3}]}} | prices.input_mtok.tiers[1].start | tiers must ascend
            {"input_mtok": {"base": 1, "tiers": [{"start": 1e999999999, "price": 2}]}} | prices.input_mtok.tiers[0] | a tier needs a whole start and a price
            [{"prices": {"input_mtok": 1}}, {"prices": {"input_mtok": 2}}]         | prices[1]                  | a second price without a condition
            [{"prices": {"input_mtok": 1}}, {"constraint": {"weekday": 1}, "prices": {"input_mtok": 2}}] | prices[1].constraint | neither a start_date nor a start_time with end_time
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "2027-01-01", "start_time": "01:00:00Z", "end_time": "03:00:00Z"}, "prices": {"input_mtok": 2}}] | prices[1].constraint | a start_date and hours of the day in one; which prices hold before?
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "2026-13-01"}, "prices": {"input_mtok": 2}}] | prices[1].constraint.start_date | "2026-13-01" is no date
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_date": "2027-02-01"}, "prices": {"input_mtok": 2}}, {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 3}}] | prices[2].constraint | dates must ascend; 2027-01-01 does not
            [{"prices": {"input_mtok": 1}}, {"constraint": {"start_time": "01:00:00Z", "end_time": "03:00:00Z"}, "prices": {"input_mtok": 2}}, {"constraint": {"start_time": "02:00:00Z", "end_time": "04:00:00Z"}, "prices": {"input_mtok": 3}}] | `` | time windows 01:00-03:00 and 02:00-04:00 overlap; let one end where the other begins
            """)
    void aModelOfGenaiPricesThatCannotBeTakenIsNamedWithPlaceAndReason(String prices, String field, String why) {
        PriceSheet sheet = SheetFormat.GENAI_PRICES.read(
                bytes("[{\"id\": \"p\", \"models\": [{\"id\": \"good\", \"prices\": {\"input_mtok\": 1}},"
                        + " {\"id\": \"bad\", \"prices\": " + prices + "}]}]"),
                "data.json",
                TERMS);
        assertThat(sheet.cards()).extracting(card -> card.model()).containsExactly("p/good");
        assertThat(sheet.notTaken())
                .extracting(PriceSheet.Fault::model, PriceSheet.Fault::field, PriceSheet.Fault::why)
                .containsExactly(tuple("p/bad", field, why));
    }

    @Test
    void allFaultsOfAllModelsAreToldAtOnce() {
        PriceSheet sheet = SheetFormat.LITELLM.read(
                bytes(
                        """
                        {"one": {"mode": "chat", "input_cost_per_token": -1, "output_cost_per_token": "x"},
                         "two words": {"litellm_provider": "p", "mode": "chat", "input_cost_per_token": 1e-6},
                         "nul\\u0000": {"litellm_provider": "p", "mode": "chat", "input_cost_per_token": 1e-6},
                         "c1\\u0090": {"litellm_provider": "p", "mode": "chat", "input_cost_per_token": 1e-6},
                         "none\\ufffe": {"litellm_provider": "p", "mode": "chat", "input_cost_per_token": 1e-6},
                         "p/": {"litellm_provider": "p", "mode": "chat", "input_cost_per_token": 1e-6},
                         "list": [1, 2],
                         "twice": {"litellm_provider": "p", "mode": "chat", "input_cost_per_token": 1e-6},
                         "twice": {"litellm_provider": "p", "mode": "chat", "input_cost_per_token": 2e-6}}
                        """),
                "sheet.json",
                TERMS);
        assertThat(sheet.cards()).isEmpty();
        assertThat(sheet.notTaken())
                .extracting(fault -> fault.model().strip() + "/" + fault.field() + ": " + fault.why())
                .containsExactly(
                        "twice/: the sheet names the model twice",
                        "one/litellm_provider: no provider",
                        "one/input_cost_per_token: negative; a price is zero or more",
                        "one/output_cost_per_token: a text where a number belongs",
                        "two words/: model \"p/two words\" is no name: 1 to 200 visible characters without spaces or quotes",
                        "nul\u0000/: model \"p/nul\\u0000\" is no name: 1 to 200 visible characters without spaces or quotes",
                        "c1\u0090/: model \"p/c1\\u0090\" is no name: 1 to 200 visible characters without spaces or quotes",
                        "none\uFFFE/: model \"p/none\\uFFFE\" is no name: 1 to 200 visible characters without spaces or quotes",
                        "p//: model \"p/\" has an empty part: a model is called vendor/name",
                        "list/: not an object of fields");
        assertThat(sheet.models())
                .as("each model is counted, whatever is wrong with it")
                .isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            litellm      | []                       | is no sheet of litellm: that is an object of models by name, this is a list of 0.
            litellm      | "text"                   | is no sheet of litellm
            litellm      | null                     | is no sheet of litellm
            genai-prices | {"p": {}}                | is no sheet of genai-prices: that is a list of providers, this is an object of 1.
            litellm      | ``                       | is empty
            litellm      | {"m": {"mode": "ch       | :1: the sheet cannot be read
            litellm      | {"m": {}} {}             | something follows the end
            litellm      | {"m": NaN}               | the sheet cannot be read
            litellm      | {"m": 0x10}              | the sheet cannot be read
            litellm      | {'m': 1}                 | the sheet cannot be read
            """)
    void whatIsNoSheetIsRefusedAsAWhole(String format, String json, String message) {
        assertThatThrownBy(() -> SheetFormat.byCode(format).orElseThrow().read(bytes(json), "f.json", TERMS))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message.replace(":1: ", ""))
                .hasMessageStartingWith("f.json");
    }

    @Test
    void aModelWithEndlessContextTiersIsNotTaken() {
        StringBuilder ranges = new StringBuilder();
        StringBuilder tiers = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            String comma = i == 0 ? "" : ",";
            ranges.append(comma + "{\"range\": [" + i + ", " + (i + 1) + "], \"input_cost_per_token\": 0}");
            tiers.append(comma + "{\"start\": " + (i + 1) + ", \"price\": 0}");
        }
        PriceSheet ranged = SheetFormat.LITELLM.read(
                bytes("{\"m\": {\"litellm_provider\": \"p\", \"mode\": \"chat\", \"tiered_pricing\": [" + ranges
                        + "]}}"),
                "sheet.json",
                TERMS);
        assertThat(ranged.notTaken())
                .containsExactly(
                        new PriceSheet.Fault("m", "", "", "a list of prices has at most 64 context tiers, not 19999"));
        PriceSheet tiered = SheetFormat.GENAI_PRICES.read(
                bytes("[{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"prices\": {\"input_mtok\":"
                        + " {\"base\": 0, \"tiers\": [" + tiers + "]}}}]}]"),
                "data.json",
                TERMS);
        assertThat(tiered.notTaken())
                .containsExactly(new PriceSheet.Fault(
                        "p/m", "", "", "a list of prices has at most 64 context tiers, not 20000"));
    }

    @Test
    void depthLengthsAndSizeAreBounded() throws IOException {
        assertRefused("{\"m\":" + "[".repeat(100_000), "nested deeper than 24 levels");
        assertRefused("{\"" + "m".repeat(5_000) + "\": 1}", "ame length");
        assertRefused("{\"m\": \"" + "x".repeat(300_000) + "\"}", "tring value length");
        assertRefused("{\"m\": {\"input_cost_per_token\": " + "9".repeat(10_000) + "}}", "umber");
        Path bomb = root.resolve("bomb.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            for (int i = 0; i < 80; i++) {
                out.write(spaces);
            }
        }
        assertThatThrownBy(() -> SheetFormat.LITELLM.read(bomb, TERMS))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has more than 67108864 bytes");
    }

    @Test
    void filesMayBePlainMarkedOrGzippedButNotCutShort() throws IOException {
        byte[] json =
                bytes("{\"m\": {\"litellm_provider\": \"p\", \"mode\": \"chat\", \"input_cost_per_token\": 1e-6}}");
        byte[] gz = gzipped(json);
        byte[] marked = bytes("\uFEFF" + new String(json, StandardCharsets.UTF_8));
        for (byte[] good : List.of(json, gz, marked)) {
            assertThat(read(good).cards()).hasSize(1);
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(gz, gz.length - 12))).hasMessageContaining("is cut short");
        assertThatThrownBy(() -> read(Arrays.copyOf(gz, 5))).hasMessageContaining("is cut short");
        byte[] damaged = gz.clone();
        damaged[gz.length - 6] ^= 1;
        assertThatThrownBy(() -> read(damaged)).hasMessageContaining("is damaged gzip");
        assertThatThrownBy(() -> read(new byte[] {'{', (byte) 0xC3, '}'})).hasMessageContaining("is not UTF-8");
        assertThatThrownBy(() -> SheetFormat.LITELLM.read(root.resolve("none"), TERMS))
                .hasMessageContaining("there is no file");
    }

    private PriceSheet read(byte[] content) throws IOException {
        return SheetFormat.LITELLM.read(Files.write(root.resolve("sheet"), content), TERMS);
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> SheetFormat.LITELLM.read(bytes(json), "f.json", TERMS))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(message);
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
