package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rate cards as a table. */
class BookCsvTest {
    private static final String HEADER =
            "provider,model,type,effective_from,service_tier,window,above,component,amount,per,charge,charge_per,cost,mark_up\n";
    private static final String M = "p,m/a,llm,2026-01-01T00:00:00Z,";

    @TempDir
    Path folder;

    private BookYaml.Reading reading(String table, Optional<PriceBook> before) {
        try {
            Path file = folder.resolve("prices.csv");
            Files.writeString(file, table);
            return BookCsv.read(file).onto(before);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private PriceBook book(String table, Optional<PriceBook> before) {
        BookYaml.Reading reading = reading(table, before);
        assertThat(reading).isInstanceOf(BookYaml.Read.class);
        return ((BookYaml.Read) reading).book();
    }

    private List<String> faults(String table, Optional<PriceBook> before) {
        BookYaml.Reading reading = reading(table, before);
        assertThat(reading).isInstanceOf(BookYaml.Faulty.class);
        return ((BookYaml.Faulty) reading)
                .faults().stream().map(fault -> fault.in("prices.csv")).toList();
    }

    private static PriceBook yaml(String models) {
        return BookYamlTest.book("price_book: 1\nper: 1000000\n" + models);
    }

    @Test
    void theExampleOfTheDocumentationIsTheSameBookAsInYaml() throws IOException {
        Matcher fence = Pattern.compile("```csv\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/price-book.md")));
        assertThat(fence.find()).isTrue();
        assertThat(
                        book(fence.group(1), Optional.empty())
                                .sameContentAs(
                                        yaml(
                                                """
                                        models:
                                          - provider: openai
                                            model: openai/gpt-5.4
                                            type: llm
                                            effective_from: 2026-03-05T00:00:00Z
                                            components:
                                              input: 2.50
                                              output: 15.00
                                              web_search: {amount: 10.00, per: 1000, charge: 12.00}
                                            context_tiers: [{threshold: 272000, components: {input: 5.00, output: 22.50}}]
                                            service_tiers: {priority: {components: {input: 5.00, output: 30.00}}}
                                          - provider: deepseek
                                            model: deepseek/deepseek-chat
                                            type: llm
                                            effective_from: 2026-01-01T00:00:00Z
                                            components: {input: 0.27, output: 1.10}
                                            windows: [{from: "16:30", to: "00:30", components: {input: 0.135, output: 0.55}}]
                                          - provider: openai
                                            model: openai/whisper-1
                                            type: audio
                                            effective_from: 2026-01-01T00:00:00Z
                                            components: {seconds: {amount: 0.006, per: 60}}
                                        """)))
                .isTrue();
    }

    @Test
    void everyColumnSaysWhatItsKeySaysInYaml() {
        PriceBook book = book(
                HEADER
                        + "p,m/a,llm,2026-01-01T02:00:00+02:00,,,,input,1,1000,0.002,1,,1.5\n"
                        + "p,m/a,llm,2026-01-01T00:00:00Z,,,200000,input,2,1000,,,,\n"
                        + "p,m/a,llm,2026-01-01T00:00:00Z,,,9000,input,1.5,1000,,,,\n"
                        + "p,m/a,,2026-01-01T00:00:00Z,batch,,9000,input,0.5,1000,,,,\n"
                        + "p,m/a,,2026-01-01T00:00:00Z,,16:30 - 00:30,,input,0.8,1000,,,,\n"
                        + "\n,,,,,,,,,,,,,\n , ,\n"
                        + "q,m/a,llm,2026-01-01T00:00:00Z,,,,output,,1000000,3,,unknown,\n",
                Optional.empty());
        assertThat(
                        book.sameContentAs(
                                yaml(
                                        """
                                models:
                                  - provider: p
                                    model: m/a
                                    type: llm
                                    effective_from: 2026-01-01T00:00:00Z
                                    per: 1000
                                    mark_up: 1.5
                                    components: {input: {amount: 1, charge: {amount: 0.002, per: 1}}}
                                    context_tiers:
                                      - {threshold: 9000, components: {input: 1.5}}
                                      - {threshold: 200000, components: {input: 2}}
                                    service_tiers: {batch: {context_tiers: [{threshold: 9000, components: {input: 0.5}}]}}
                                    windows: [{from: "16:30", to: "00:30", components: {input: 0.8}}]
                                  - provider: q
                                    model: m/a
                                    type: llm
                                    effective_from: 2026-01-01T00:00:00Z
                                    cost: unknown
                                    components: {output: {charge: 3}}
                                """)))
                .isTrue();
    }

    @Test
    void cardsComeIntoTheNewestBookAndAllElseInItStays() {
        PriceBook before = yaml(
                """
                mark_up: 1.25
                models:
                  - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z, components: {input: 1, output: 4}}
                  - {provider: p, model: m/a, type: llm, effective_from: 2026-02-01T00:00:00Z, components: {input: 2, output: 4}}
                  - {provider: p, model: m/b, type: llm, effective_from: 2026-01-01T00:00:00Z, components: {input: 9}}
                overlays:
                  - {name: one, account: a, model: m/b, multiplier: 0.5}
                """);
        PriceBook after = book(
                HEADER
                        + "p,m/a,llm,2026-02-01T00:00:00Z,,,,input,3,1000000,,,,\n"
                        + "p,m/a,llm,2026-03-01T00:00:00Z,,,,input,4,1000000,,,,\n",
                Optional.of(before));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(
                        after.sameContentAs(
                                yaml(
                                        """
                                mark_up: 1.25
                                models:
                                  - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z, components: {input: 1, output: 4}}
                                  - {provider: p, model: m/a, type: llm, effective_from: 2026-02-01T00:00:00Z, components: {input: 3}}
                                  - {provider: p, model: m/a, type: llm, effective_from: 2026-03-01T00:00:00Z, components: {input: 4}}
                                  - {provider: p, model: m/b, type: llm, effective_from: 2026-01-01T00:00:00Z, components: {input: 9}}
                                overlays:
                                  - {name: one, account: a, model: m/b, multiplier: 0.5}
                                """)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # on the card of the book                              | what would be lost
            context: {operator: ">="}                              | a context rule of its own
            service_tiers: {batch: {multiplier: 0.5}}              | a multiplier of service tier batch
            windows: [{from: "01:00", to: "02:00", multiplier: 2}] | a multiplier from 01:00-02:00
            fall_backs: {cache_read: input}                        | fall-backs of its own
            unpriced: {tool_call: ignore}                          | rules for what has no price
            """)
    void whatATableCannotSayIsNotLost(String rule, String lost) {
        PriceBook before =
                yaml("models:\n  - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z,"
                        + " components: {input: 1}, " + rule + "}\n");
        assertThat(faults(HEADER + "p,m/a,llm,2026-05-01T00:00:00Z,,,,input,1,1000000,,,,\n", Optional.of(before)))
                .containsExactly("prices.csv:2: the card in effect then has " + lost
                        + ", for which a table has no column; take the whole book with reckon price show > book.yaml,"
                        + " change the card there and import that");
        assertThat(book(HEADER + "p,m/a,llm,2025-05-01T00:00:00Z,,,,input,1,1000000,,,,\n", Optional.of(before))
                        .cards())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # on the card of the book                                                         | what is lost and waits           | said again in a row more
            components: {input: 1}, mark_up: 2                                                 | mark-up                          | ,,,input,1,1000000,,,,2
            components: {input: 1}, cost: vendor                                               | cost                             | ,,,input,1,1000000,,,vendor,
            components: {input: {amount: 1, charge: 3}}                                        | standard input charge            | ,,,input,1,1000000,3,,,
            components: {input: 1, output: 4}                                                  | standard output cost             | ,,,output,4,1000000,,,,
            components: {input: 1}, service_tiers: {batch: {components: {input: 0.5}}}         | service tier batch input cost    | batch,,,input,0.5,1000000,,,,
            components: {input: 1}, windows: [{from: "01:00", to: "02:00", components: {input: 2}}] | window 01:00-02:00 input cost | ,01:00-02:00,,input,2,1000000,,,,
            components: {input: 1}, context_tiers: [{threshold: 9, components: {input: 2}}]    | standard beyond 9 input cost     | ,,9,input,2,1000000,,,,
            """)
    void whatTheTableLeavesUnsaidWaitsByName(String stated, String lost, String row) {
        Optional<PriceBook> before = Optional.of(
                yaml("models:\n  - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z, " + stated
                        + "}\n"));
        for (String at : List.of("2026-01-01T00:00:00Z", "2026-05-01T00:00:00Z")) {
            String card = "p,m/a,llm," + at + ",";
            String bare = "provider,model,type,effective_from,component,amount,per\n" + card + "input,1,1000000\n";
            assertThat(toConfirm(bare, before)).as("left out").containsExactly(lost);
            String flat = card + ",,,input,1,1000000,,,,\n";
            assertThat(toConfirm(HEADER + flat, before)).as("left empty").containsExactly(lost);
            String whole = HEADER + (row.startsWith(",,,input") ? "" : flat) + card + row + "\n";
            assertThat(toConfirm(whole, before)).as("said again").isEmpty();
        }
    }

    private List<String> toConfirm(String table, Optional<PriceBook> before) {
        return BookReview.of(before.orElseThrow(), book(table, before)).changes().stream()
                .filter(change -> change.weight() == PriceChange.Weight.TO_CONFIRM)
                .map(PriceChange::place)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # the row after one of input at 1 per 1000000          | its faults
            `,,,output,-2.50,1000000,,,,`                          | amount: "-2.50" is negative; prices and factors are zero or more
            `,,,output,2.5e-7,1000000,,,,`                         | amount: "2.5e-7" has an exponent; write it out, 2.5e-7 as 0.00000025
            `,,,output,"2,50",1000000,,,,`                         | amount: "2,50" is not a plain decimal below 1000000000 with at most 24 places, such as 2.50
            `,,,output,,1000000,,,,`                               | component: a component's price needs a cost or a charge; write zero as 0
            `,,,output,,1000000,3,,,`                              | component: a charge without a cost; write the provider's amount, or cost: unknown for the card
            `,,,output,2,,,,,`                                     | per: it is empty
            `,,,output,2,0,,,,`                                    | per: "0" is not a whole number from 1 to 9999999999999
            `,,,output,2,1000000000001,,,,`                        | amount: a price is per 1 to 1000000000000 units, not per 1000000000001
            `,,,output,2,1000000,dear,,,`                          | charge: "dear" is not a plain decimal below 1000000000 with at most 24 places, such as 2.50
            `,,,output,2,1000000,3,none,,`                         | charge_per: "none" is not a whole number from 1 to 9999999999999
            `,,,output,2,1000000,,1,,`                             | charge_per: there is no charge that it could belong to
            `,,,outptu,2,1000000,,,,`                              | component: "outptu" is no component; there are input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, input_audio, output_audio, input_image, output_image, cache_read_audio, images, seconds, characters, web_search, tool_call, request, search_units
            `,,,input,2,1000000,,,,`                               | component: line 2 states this price already; remove one
            `,,many,output,2,1000000,,,,`                          | above: "many" is not a whole number from 1 to 9999999999999
            `,night,,output,2,1000000,,,,`                         | window: "night" is no part of a day; write 16:30-00:30, in UTC
            `,25:00-01:00,,output,2,1000000,,,,`                   | window: "25:00" is no time of day; write 16:30 or 16:30:00, in UTC
            `batch,01:00-02:00,,output,2,1000000,,,,`              | window: a price is that of a service tier or that of a window, not of both
            `,,,output,2,1000000,,,free,`                          | cost: "free" is none of book, unknown, vendor
            `,,,output,2,1000000,,,,1.123456789`                   | a factor has at most 8 decimal places and is at most 10000
            `,,,output,2,1000000,,,`                               | the row has 13 columns, the header 14
            """)
    void aRowIsRefusedWithItsLineAndColumn(String cells, String fault) {
        List<String> faults = faults(HEADER + M + ",,,input,1,1000000,,,,\n" + M + cells + "\n", Optional.empty());
        int line = fault.startsWith("a factor") ? 2 : 3;
        assertThat(faults).containsExactly("prices.csv:" + line + ": " + fault);
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(faults(
                        HEADER
                                + "p,m/a,llm,2026-01-01,,,,input,x,1000000,,,,\n"
                                + ",m/a,llm,2026-01-01T00:00:00Z,,,,input,1,,,,,\n"
                                + "p,m/b,LLM,2026-01-01T00:00:00Z,,,,input,1,1000000,,,,\n"
                                + "p,m/b,llm,2026-01-01T00:00:00Z,,,,output,-1,1000000,,,,\n"
                                + "p,m/c,,2026-01-01T00:00:00Z,,,,input,1,1000000,,,,\n",
                        Optional.empty()))
                .containsExactly(
                        "prices.csv:2: effective_from: \"2026-01-01\" is not an instant with a zone; write 2026-01-01T00:00:00Z",
                        "prices.csv:2: amount: \"x\" is not a plain decimal below 1000000000 with at most 24 places, such as 2.50",
                        "prices.csv:3: provider: it is empty",
                        "prices.csv:3: per: it is empty",
                        "prices.csv:4: \"LLM\" is no model type; write a word such as llm or embedding",
                        "prices.csv:5: type: \"llm\", and \"LLM\" in line 4, of the same card; a card has one",
                        "prices.csv:5: amount: \"-1\" is negative; prices and factors are zero or more",
                        "prices.csv:6: \"type\" is missing");
    }

    @Test
    void aHeaderIsRefusedThatNamesOtherColumns() {
        assertThat(faults("provider,model,type,effective_from,component,price\n", Optional.empty()))
                .containsExactly(
                        "prices.csv:1: columns missing: amount, per",
                        "prices.csv:1: columns not known: price; there are provider, model, type, effective_from, component,"
                                + " amount, per, and where they are needed charge, charge_per, service_tier, window, above,"
                                + " cost, mark_up");
        assertThat(faults("provider;model;type;effective_from\np;m/a;llm;2026-01-01T00:00:00Z\n", Optional.empty()))
                .containsExactly("prices.csv:1: the columns are not separated by commas; save the table with commas");
        assertThat(faults(HEADER + ",,,,,,,,,,,,,\n", Optional.empty()))
                .containsExactly("prices.csv:1: there is no price under the header");
        assertThatThrownBy(() -> reading(HEADER + M + ",,,\"input,1,1000000,,,,\n", Optional.empty()))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("prices.csv:2: a quotation mark opens a cell here and does not close it.");
    }
}
