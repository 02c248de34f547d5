package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.YamlTree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookYamlFaultsTest {
    private static List<Fault> faults(String yaml) {
        BookYaml.Reading reading = BookYaml.read(yaml, 1);
        assertThat(reading).isInstanceOf(BookYaml.Faulty.class);
        return ((BookYaml.Faulty) reading).faults();
    }

    private static String card(String more) {
        return """
                price_book: 1
                models:
                  - provider: p
                    model: m/a
                    type: llm
                    effective_from: 2026-01-01T00:00:00Z
                    per: 1000000
                    components:
                      input: 1
                """
                + more;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # value of output                     | path                                | message begins
            -2.50                                 | models[0].components.output         | "-2.50" is negative
            {amount: -2.50}                       | models[0].components.output.amount  | "-2.50" is negative
            2.5e-7                                | models[0].components.output         | "2.5e-7" has an exponent
            1e999999999                           | models[0].components.output         | "1e999999999" has an exponent
            -1E5                                  | models[0].components.output         | "-1E5" has an exponent
            NaN                                   | models[0].components.output         | "NaN" is not a plain decimal
            .inf                                  | models[0].components.output         | ".inf" is not a plain decimal
            0x10                                  | models[0].components.output         | "0x10" is not a plain decimal
            1_000                                 | models[0].components.output         | "1_000" is not a plain decimal
            1,5                                   | models[0].components.output         | "1,5" is not a plain decimal
            "2.5 "                                | models[0].components.output         | "2.5 " is not a plain decimal
            +1                                    | models[0].components.output         | "+1" is not a plain decimal
            1000000000                            | models[0].components.output         | "1000000000" is not a plain decimal below 1000000000
            0.1234567890123456789012345           | models[0].components.output         | "0.1234567890123456789012345" is not a plain decimal
            true                                  | models[0].components.output         | "true" is not a plain decimal
            null                                  | models[0].components.output         | keys are wanted here
            ''                                    | models[0].components.output         | "" is not a plain decimal
            [1]                                   | models[0].components.output         | keys are wanted here
            {}                                    | models[0].components.output         | a component's price needs a cost or a charge
            {amount: }                            | models[0].components.output.amount  | there is no value
            {amount: [1]}                         | models[0].components.output.amount  | a single value is wanted here, not a list
            {amount: {a: 1}}                      | models[0].components.output.amount  | a single value is wanted here, not further keys
            {amount: 1, per: 0}                   | models[0].components.output.per     | "0" is not a whole number from 1
            {amount: 1, per: 1.5}                 | models[0].components.output.per     | "1.5" is not a whole number from 1
            {amount: 1, per: 1000000000001}       | models[0].components.output.amount  | a price is per 1 to 1000000000000 units
            {amount: 1, pre: 5}                   | models[0].components.output.pre     | unknown key; here are known: amount, charge, per
            {charge: 1}                           | models[0].components.output         | a charge without a cost
            {amount: 1, charge: {per: 5}}         | models[0].components.output.charge  | "amount" is missing
            {amount: 1, amount: 2}                | models[0].components.output.amount  | the key occurs twice
            &a 1                                  | models[0].components.output         | anchors are not read; remove &a
            *a                                    | models[0].components.output         | aliases are not read
            !!float 1                             | models[0].components.output         | tags are not read
            """)
    void aPriceThatIsNoneIsRefusedWithPathAndLine(String value, String path, String message) {
        List<Fault> faults = faults(card("      output: " + value + "\n"));
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().line()).isEqualTo(10);
        assertThat(faults.getFirst().path()).isEqualTo(path);
        assertThat(faults.getFirst().message()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # added to the card, ~ begins a new line                                  | line | path                                     | message begins
            colour: red                                                               | 10   | models[0].colour                         | unknown key; here are known: components, context,
            cost: free                                                                | 10   | models[0].cost                           | "free" is none of book, unknown, vendor
            cost: unknown                                                             | 9    | models[0].components.input               | the card says cost: unknown, yet this price has a cost
            mark_up: 1.123456789                                                      | 3    | models[0]                                | a factor has at most 8 decimal places
            provider: q                                                               | 10   | models[0].provider                       | the key occurs twice
            context: {mode: graduated, metric: input_side}                            | 10   | models[0].context.metric                 | graduated tiers cut each component's own count
            context: {mode: graduated, operator: ">"}                                 | 10   | models[0].context.operator               | graduated tiers cut each component's own count
            context: {mode: stepped}                                                  | 10   | models[0].context.mode                   | "stepped" is none of graduated, whole
            context: {operator: "<"}                                                  | 10   | models[0].context.operator               | "<" is none of >, >=
            context: {metric: output_side}                                            | 10   | models[0].context.metric                 | write input_side, or a list
            context: {metric: [seconds]}                                              | 10   | models[0].context                        | the metric of context tiers counts tokens
            context: {metric: []}                                                     | 10   | models[0].context                        | the metric of context tiers names no component
            context: {metric: [inputs]}                                               | 10   | models[0].context.metric[0]              | "inputs" is no component; there are input,
            context_tiers: {threshold: 5}                                             | 10   | models[0].context_tiers                  | a list is wanted here
            context_tiers: [{threshold: 5}]                                           | 10   | models[0].context_tiers[0]               | "components" is missing
            context_tiers: [{components: {input: 1}}]                                 | 10   | models[0].context_tiers[0]               | "threshold" is missing
            context_tiers: [{threshold: 5, components: {}}]                           | 10   | models[0].context_tiers[0]               | the context tier at 5 names no component
            context_tiers: [{threshold: 5, components: {input: 1}}, {threshold: 5, components: {input: 2}}] | 10 | models[0].context_tiers | context tiers must ascend and differ: 5 stands before 5
            context_tiers: [{threshold: 5, components: {input: 1}}, {threshold: 4, components: {input: 2}}] | 10 | models[0].context_tiers | context tiers must ascend and differ: 5 stands before 4
            service_tiers: [batch]                                                    | 10   | models[0].service_tiers                  | keys are wanted here
            service_tiers: {batch: {multiplier: -1}}                                  | 10   | models[0].service_tiers.batch.multiplier | "-1" is negative
            service_tiers: {batch: {multiplier: 10001}}                               | 10   | models[0].service_tiers.batch.multiplier | a factor is 0 to 10000
            service_tiers: {batch: {multiplier: {price: 1}}}                          | 10   | models[0].service_tiers.batch.multiplier.price | unknown key; here are known: charge, cost
            service_tiers: {batch: {components: {output: {charge: 2}}}}               | 10   | models[0].service_tiers.batch.components.output | a charge without a cost
            windows: [{from: "25:00", to: "01:00"}]                                   | 10   | models[0].windows[0].from                | "25:00" is no time of day
            windows: [{from: "24:00", to: "01:00"}]                                   | 10   | models[0].windows[0]                     | a time window begins at 00:00:00 to 23:59:59
            windows: [{from: "1:00", to: "02:00"}]                                    | 10   | models[0].windows[0].from                | "1:00" is no time of day
            windows: [{from: "01:00", to: "01:00"}]                                   | 10   | models[0].windows[0]                     | a time window begins at 00:00:00
            windows: [{from: "01:00"}]                                                | 10   | models[0].windows[0]                     | "to" is missing
            windows: [{from: "01:00", to: "03:00"}, {from: "02:00", to: "04:00"}]     | 3    | models[0]                                | time windows 01:00-03:00 and 02:00-04:00 overlap
            fall_backs: {input: cache_write_1h}                                       | 10   | models[0].fall_backs                     | fall-backs run in a circle: input → cache_write_1h → cache_write_5m → input
            fall_backs: {images: output}                                              | 10   | models[0].fall_backs                     | images cannot fall back to output
            fall_backs: {reasoning: nothing}                                          | 10   | models[0].fall_backs.reasoning           | "nothing" is no component
            unpriced: {images: ignore}                                                | 3    | models[0]                                | "unpriced" speaks of request, web_search and tool_call only
            unpriced: {web_search: free}                                              | 10   | models[0].unpriced.web_search            | "free" is none of ignore, suspend
            """)
    void aCardIsRefusedWithPathAndLine(String added, int line, String path, String message) {
        List<Fault> faults = faults(card("    " + added + "\n"));
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().message()).startsWith(message);
        assertThat(faults.getFirst().path()).isEqualTo(path);
        assertThat(faults.getFirst().line()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            # added to the book                                                       | path                     | message begins
            prices: 1                                                                 | prices                   | unknown key
            price_book: 1                                                             | price_book               | the key occurs twice
            mark_up: 99999                                                            |                          | a factor is 0 to 10000
            mark_up: much                                                             | mark_up                  | "much" is not a plain decimal
            providers: {q: {mark_up: 1}}                                              | providers.q              | the book has no card of this provider
            providers: {p: {}}                                                        | providers.p              | "mark_up" is missing
            fall_backs: {output: reasoning}                                           | fall_backs               | fall-backs run in a circle: output → reasoning → output
            charge_policy: {aborted: maybe}                                           | charge_policy.aborted    | "maybe" is none of estimated, known, nothing
            charge_policy: {waived: [ok]}                                             | charge_policy.waived[0]  | "ok" is none of rejected, timeout, upstream_error
            overlays: [{name: a, multiplier: 1}]                                      | overlays[0]              | say whom it is for: either account or plan
            overlays: [{name: a, account: x, plan: y, multiplier: 1}]                 | overlays[0]              | say whom it is for
            overlays: [{name: a, account: x}]                                         | overlays[0]              | overlay "a" changes nothing
            overlays: [{account: x, multiplier: 1}]                                   | overlays[0]              | "name" is missing
            overlays: [{name: a, account: x, model: m/b, multiplier: 1}]              | overlays[0]              | the book has no card for model m/b
            overlays: [{name: a, account: x, components: {input: {per: 1}}}]          | overlays[0].components.input | "charge" is missing
            overlays: [{name: a, account: x, multiplier: 1, effective_from: 2026-01-01}] | overlays[0].effective_from | "2026-01-01" is not an instant with a zone
            overlays: [{name: a, account: x, multiplier: 1}, {name: a, account: y, multiplier: 1}] | overlays[1].name | overlays[0] is called "a" too
            overlays: [{name: a, account: x, multiplier: 1}, {name: b, account: x, multiplier: 1}] | overlays[1] | overlays[0] ("a") acts for the same account or plan
            """)
    void aBookIsRefusedWithPathAndLine(String added, String path, String message) {
        List<Fault> faults = faults(card(added + "\n"));
        assertThat(faults).isNotEmpty();
        assertThat(faults.getLast().message()).startsWith(message);
        assertThat(faults.getLast().path()).isEqualTo(path == null ? "" : path);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
            2026-01-01,                      false
            2026-01-01T00:00:00,             false
            2026-01-01 00:00:00Z,            false
            2026-13-01T00:00:00Z,            false
            +12026-01-01T00:00:00Z,          false
            2026-01-01T00:00:00.0000001Z,    false
            2026-01-01T00:00:00Z,            true
            2026-01-01T00:00:00+02:00,       true
            2026-01-01T00:00:00.123456-05:30, true
            """)
    void anInstantNeedsAZone(String effectiveFrom, boolean fine) {
        String yaml = card("").replace("2026-01-01T00:00:00Z", effectiveFrom);
        if (fine) {
            assertThat(BookYaml.read(yaml, 1)).isInstanceOf(BookYaml.Read.class);
        } else {
            assertThat(faults(yaml)).hasSize(1);
        }
    }

    @Test
    void saysPerHowManyTokensIsMissing() {
        assertThat(faults(card("").replace("    per: 1000000\n", "")).getFirst().message())
                .startsWith("per how many tokens?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # text                            | line | message begins
            ''                                | 1    | the file is empty
            '# nothing'                       | 1    | the file is empty
            'a: [1'                           | 1    | not YAML:
            'a: 1~\tb: 2'                     | 2    | not YAML:
            'just words'                      | 1    | keys are wanted here
            'price_book: 2~models: []'        | 1    | this program reads price books of format 1, not 2
            'models: []'                      | 1    | "price_book" is missing
            'price_book: 1'                   | 1    | "models" is missing
            'price_book: 1~models: []~---~a'  | 3    | not YAML: a second document
            'price_book: 1~models: []~? [a]~: 1' | 3 | a key must be a plain word
            '[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]' | 1 | not YAML: nested deeper than
            """)
    void aFileThatIsNoBookIsRefused(String text, int line, String message) {
        List<Fault> faults = faults(text.replace('~', '\n'));
        assertThat(faults.getFirst().message()).startsWith(message.replace("not YAML: a second", "a second"));
        assertThat(faults.getFirst().line()).isEqualTo(line);
    }

    @Test
    void aFileTooLongIsRefusedUnread() {
        assertThat(faults("#".repeat(YamlTree.MAX_CHARACTERS + 1)).getFirst().message())
                .contains("16777216 are the most");
    }

    @Test
    void tellsAllFaultsAtOnceInOrderOfLinesAndNoFaultThatOnlyFollows() {
        List<Fault> faults = faults(
                """
                price_book: 1
                per: many
                mark_up: -1
                models:
                  - provider: p
                    model: m/a
                    type: LLM
                    effective_from: 2026-01-01T00:00:00Z
                    components: {input: 1e9, outptu: 2}
                  - provider: p
                    model: m/a
                    type: llm
                    effective_from: 2026-01-01T00:00:00Z
                    components: {input: 1}
                  - provider: p
                    model: m/b
                    type: llm
                    effective_from: 2026-02-01T00:00:00Z
                    components: {input: {charge: 1}}
                overlays:
                  - {name: none, account: a}
                  - {name: one, account: a, model: m/a, multiplier: 1}
                  - {name: one, account: a, model: m/z, multiplier: 1}
                """);
        assertThat(faults)
                .extracting(fault -> fault.in("prices.yaml"))
                .containsExactly(
                        "prices.yaml:2: per: \"many\" is not a whole number from 1 to 9999999999999",
                        "prices.yaml:3: mark_up: \"-1\" is negative; prices and factors are zero or more",
                        "prices.yaml:5: models[0]: \"LLM\" is no model type; write a word such as llm or embedding",
                        "prices.yaml:9: models[0].components.input: \"1e9\" has an exponent; write it out, 2.5e-7 as 0.00000025",
                        "prices.yaml:9: models[0].components.outptu: \"outptu\" is no component; there are input, cache_read,"
                                + " cache_write_5m, cache_write_1h, output, reasoning, input_audio, output_audio, input_image,"
                                + " output_image, cache_read_audio, images, seconds, characters, web_search, tool_call, request,"
                                + " search_units",
                        "prices.yaml:10: models[1]: a second card for m/a at p from 2026-01-01T00:00:00Z; the first is models[0]."
                                + " Remove one or give it another effective_from",
                        "prices.yaml:19: models[2].components.input: a charge without a cost; write the provider's amount, or"
                                + " cost: unknown for the card",
                        "prices.yaml:21: overlays[0]: overlay \"none\" changes nothing; give it a multiplier or components",
                        "prices.yaml:23: overlays[2]: the book has no card for model m/z; mend the name or add the card",
                        "prices.yaml:23: overlays[2].name: overlays[1] is called \"one\" too; names must differ");
    }
}
