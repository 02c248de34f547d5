package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceCommandTest extends PricesByCommand {
    @Test
    void theExampleBookImportsAndPrices() {
        reckon.clean("price import --example");
        assertThat(reckon.clean("price quote openai openai/gpt-5 --count input=1000000 --at 2026-03-01")
                        .out())
                .contains("charge 1.50 USD");
        assertThat(reckon.clean("price quote openai openai/gpt-5 --count input=1000000")
                        .out())
                .as("now, by a clock finer than a microsecond")
                .contains("charge 1.50 USD");
    }

    @Test
    void allThatAQuoteDoesNotKnowIsToldAtOnce() throws IOException {
        reckon.clean("price import " + write(BOOK));
        assertThat(reckon.run("price quote openai openai/m --count input=5 --account acne --plan prr --kind payg")
                        .err()
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("there is no account acne."),
                        line -> assertThat(line).startsWith("there is no plan prr."),
                        line -> assertThat(line).startsWith("--plan is for subscription keys"));
    }

    @ParameterizedTest(name = "[{index}] price quote {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --count input=1000 --count output=10                         | cost 0.00208, charge 0.0026
                    --count input=1000 --tier batch                              | cost 0.001, charge 0.00125
                    --count input=1000 --tier flex                               | cost 0.002, charge 0.0025
                    --count seconds=1.5                                          | cost 0.00015, charge 0.0001875
                    --count input=1000 --account acme                            | cost 0.002, charge 0.00225
                    --count input=1000 --account acme --plan pro --service-tier batch | cost 0.001, charge 0.001125
                    --dialect openai.chat --usage '{"prompt_tokens":1000,"completion_tokens":10,"total_tokens":1010}' | cost 0.00208, charge 0.0026
                    """)
    void quotesWhatUsageWouldCostAndBeCharged(String options, String result) throws IOException {
        reckon.clean("price import " + write(BOOK));
        Ran ran = reckon.clean("price quote openai openai/m --at 2026-03-01 " + options);
        assertThat(ran.out())
                .contains("Cost as rated "
                        + result.replace("cost ", "")
                                .replace(
                                        ", charge ",
                                        " USD, provider cost " + result.replaceAll("cost ([^,]*),.*", "$1")
                                                + " USD, charge ")
                        + " USD.");
        assertThat(ran.out().contains("The card names no service tier")).isEqualTo(options.contains("flex"));
    }

    @ParameterizedTest(name = "[{index}] price quote {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    openai openai/m --count cache_read=5                     | (no_component_price)
                    openai openai/x --count input=5                          | (no_price)
                    openai openai/x --count input=5                          | Near are: openai/m.
                    azure openai/m --count input=5                           | It is served by: openai.
                    openai openai/m --count input=5 --account acne           | there is no account acne. Near are: acme.
                    openai openai/m --count input=5 --plan prr               | there is no plan prr. Near are: pro.
                    openai openai/m --count inptu=5                          | "inptu=5" names no component. Write one of input, cache_read
                    openai openai/m --count input=1.5                        | "input=1.5" is no count of input. Write a whole number.
                    openai openai/m --count input=1 --count foo=2 --count input=-1 | "input=-1" is no count of input
                    openai openai/m --count input=-1 --count foo=2           | "foo=2" names no component
                    openai openai/m --count input=1 --count input=2          | input is counted twice. Write it once.
                    openai openai/m --count input=5 --plan pro --kind payg   | --plan is for subscription keys
                    openai openai/m --count seconds=1.1234567                | "seconds=1.1234567" is no count of seconds. Write a whole number, or up to six decimals.
                    openai openai/m --usage {}                               | --usage needs --dialect with one of openai.chat
                    openai openai/m --usage {} --dialect openai.chat --count input=1 | mutually exclusive
                    openai openai/m                                          | Missing required argument
                    openai openai/m --count input=5 --book 7                 | there is no price book 7. See the versions with: reckon price list.
                    """)
    void saysWhyUsageHasNoPrice(String line, String message) throws IOException {
        reckon.clean("price import " + write(BOOK));
        Ran ran = reckon.run("price quote --at 2026-03-01 " + line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    @ParameterizedTest(name = "[{index}] price explain openai/m {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            textBlock =
                    """
                    --service-tier batch       | ,batch,input,,1,1000000,"standard, 2 × 0.5 service tier batch",1.25,1000000,"standard, 2 × 1.25 mark up × 0.5 service tier batch"
                    --account acme             | acme,standard,reasoning,,8,1000000,"standard, priced as output",9,1000000,"standard, priced as output, 8 × 1.25 mark up × 0.9 overlay acme"
                    --account acme --plan pro  | acme,standard,seconds,,0.006,60,standard,0.00675,60,"standard, 0.006 × 1.25 mark up × 0.9 overlay acme"
                    """)
    void explainsThePricesOfAModelWithoutUsage(String options, String row) throws IOException {
        reckon.clean("price import " + write(BOOK));
        assertThat(reckon.clean("price explain openai/m --at 2026-03-01 --format csv " + options)
                        .lines())
                .contains("1,openai,openai/m,2026-01-01T00:00:00Z,,," + row);
    }

    @Test
    void explainsAModelAtEachProviderWithCardOriginAndOverlays() throws IOException {
        reckon.clean("price import " + write(BOOK) + " --actor ada --reason 'list of March'");
        String more = BOOK.replace(
                "overlays:\n",
                """
                  - provider: azure
                    model: openai/m
                    type: llm
                    effective_from: 2026-02-01T00:00:00Z
                    components: {input: 3.00}
                overlays:
                  - name: pro
                    plan: pro
                    multiplier: 0.5
                """);
        reckon.clean("price import " + write(more) + " --actor bob");
        Ran both = reckon.clean("price explain openai/m --at 2026-02-01 --account acme --plan pro");
        assertThat(both.out())
                .contains(
                        "Prices of openai/m at azure, 2026-02-01T00:00:00Z",
                        "Prices of openai/m at openai, 2026-02-01T00:00:00Z",
                        "Overlay acme (account acme, everything, × 0.9) acts.",
                        "Overlay pro (plan pro, everything, × 0.5) stands behind acme: ",
                        "Priced as another: cache_write_5m as input, ",
                        "by bob.",
                        "by ada (list of March).")
                .doesNotContain("priced as")
                .containsPattern("since price book 1, recorded \\S+ by ada")
                .containsPattern("since price book 2, recorded \\S+ by bob");
        Ran before = reckon.clean("price explain openai/m --at 2026-01-31 --format json");
        assertThat(before.err()).contains("openai/m has no rate card at azure before 2026-02-01T00:00:00Z.");
        assertThat(before.out()).contains("openai: 2 overlays are for accounts or plans");
    }

    @ParameterizedTest(name = "[{index}] price explain {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    openai/n                            | price book 1 has no model openai/n. Near are: openai/m.
                    other/thing                         | price book 1 has no model other/thing. reckon price show prints the book.
                    openai/m --provider azure           | price book 1 has no card of openai/m at azure. It has: openai.
                    openai/m --at 2025-12-31            | price book 1: openai/m has no rate card at openai before 2026-01-01T00:00:00Z.
                    openai/m --book 7                   | there is no price book 7.
                    openai                              | no settled event has the id openai.
                    openai                              | If a model is meant: openai/m.
                    openai/m --event                    | no settled event has the id openai/m.
                    evt_1 --plan pro                    | of the options only --account goes with one.
                    evt_1 --provider openai             | of the options only --account goes with one.
                    evt_1 --account acne                | there is no account acne. Near are: acme. See them with: reckon account list.
                    openai/m --account acne             | there is no account acne. Near are: acme. See them with: reckon account list.
                    openai/m --account nobody           | there is no account nobody. See them with: reckon account list.
                    openai/m --plan prr                 | there is no plan prr. Near are: pro. See them with: reckon plan list.
                    """)
    void saysWhatAModelOrEventIsNot(String line, String message) throws IOException {
        reckon.clean("price import " + write(BOOK));
        Ran ran = reckon.run("price explain " + line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(Files.createTempFile(root, "book", ".yaml"), yaml);
    }
}
