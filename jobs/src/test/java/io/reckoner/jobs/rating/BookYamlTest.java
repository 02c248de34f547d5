package io.reckoner.jobs.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.AccountTerms;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.ComponentPrice;
import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.CostBasis;
import io.reckoner.kernel.rating.FallBacks;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.rating.PriceQuote;
import io.reckoner.kernel.rating.QuoteRequest;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.Working;
import io.reckoner.kernel.usage.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookYamlTest {
    private static final String ONE_MODEL =
            """
            price_book: 1
            mark_up: 1.2
            models:
              - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z, per: 1000000,
                 components: {input: {amount: 2.50, charge: 3}}, service_tiers: {batch: {multiplier: 0.5}}}
            overlays:
              - {name: free, plan: free, multiplier: 0}
            """;

    static PriceBook book(String yaml) {
        BookYaml.Reading reading = BookYaml.read(yaml, 3);
        assertThat(reading).isInstanceOf(BookYaml.Read.class);
        return ((BookYaml.Read) reading).book();
    }

    static Working working(
            PriceBook book, String provider, String model, String at, String tier, String account, String counts) {
        Map<Component, Long> parsed = new EnumMap<>(Component.class);
        for (String word : counts.split(" ")) {
            String[] pair = word.split("=");
            parsed.put(Component.byCode(pair[0]).orElseThrow(), Long.valueOf(pair[1]));
        }
        QuoteRequest request = QuoteRequest.of(provider, model, Instant.parse(at), parsed)
                .withServiceTier(tier)
                .withAccount(new AccountTerms(account == null ? "" : account, List.of()), KeyKind.PAYG);
        PriceQuote quote = PriceQuote.of(book, request);
        assertThat(quote).isInstanceOf(PriceQuote.Priced.class);
        return ((PriceQuote.Priced) quote).working();
    }

    private static String example() throws IOException {
        Matcher fence = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/price-book.md")));
        assertThat(fence.find()).isTrue();
        return fence.group(1);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # provider, model,                  at,                    tier,     account,   counts,                  cost,       charge
            openai,     openai/gpt-5.4,         2026-05-01T12:00:00Z,  ,         ,          input=1000,              0.0025,     0.003125
            openai,     openai/gpt-5.4,         2026-05-01T12:00:00Z,  ,         acct_acme, input=1000,              0.0025,     0.0028125
            openai,     openai/gpt-5.4,         2026-03-31T23:59:59Z,  ,         acct_acme, input=1000,              0.0025,     0.003125
            openai,     openai/gpt-5.4,         2026-05-01T12:00:00Z,  batch,    ,          input=272001,            0.6800025,  0.850003125
            openai,     openai/gpt-5.4,         2026-05-01T12:00:00Z,  priority, ,          output=1000,             0.03,       0.0375
            openai,     openai/gpt-5.4,         2026-05-01T12:00:00Z,  ,         ,          web_search=3 tool_call=9, 0.03,      0.036
            deepseek,   deepseek/deepseek-chat, 2026-05-01T12:00:00Z,  ,         ,          input=1000000,           0.27,       0.3375
            deepseek,   deepseek/deepseek-chat, 2026-05-01T16:30:00Z,  ,         ,          input=1000000,           0.135,      0.3375
            openai,     openai/whisper-1,       2026-05-01T12:00:00Z,  ,         ,          seconds=90000000,        0.009,      0.01125
            mistral,    mistral/mistral-small,  2026-05-01T12:00:00Z,  ,         ,          input=1000000,           0.1,        0.11
            """)
    void theExampleOfTheDocumentationRatesAsItSays(
            String provider,
            String model,
            String at,
            String tier,
            String account,
            String counts,
            String cost,
            String charge)
            throws IOException {
        Working working = working(book(example()), provider, model, at, tier, account, counts);
        assertThat(working.ratedCost()).isEqualTo(Money.parse(cost));
        assertThat(working.charge()).isEqualTo(Money.parse(charge));
    }

    @Test
    void theCanonicalTextReadsBackToTheSameBook() throws IOException {
        for (String yaml : List.of(example(), EVERYTHING)) {
            PriceBook book = book(yaml);
            String canonical = BookYaml.write(book);
            assertThat(book(canonical)).isEqualTo(book);
            assertThat(BookYaml.write(book(canonical))).isEqualTo(canonical);
        }
    }

    /** Every key there is. */
    static final String EVERYTHING =
            """
            price_book: 1
            mark_up: 1.5
            providers: {p: {mark_up: 1.25}}
            fall_backs: {cache_read: input, reasoning: none}
            unpriced: {web_search: ignore, request: suspend}
            charge_policy: {aborted: known, waived: [timeout, rejected]}
            models:
              - provider: p
                model: "m/a"
                type: llm
                effective_from: 2026-01-01T02:00:00.000001+02:00
                cost: book
                mark_up: 2
                per: 1000
                context: {metric: [input, output], operator: ">=", mode: whole}
                components:
                  request: 0
                  input: {amount: 0.0025, charge: 0.003}
                  output: {amount: 10, per: 1000000, charge: {amount: 0.015}}
                  images: {amount: 0.04, charge: {amount: 1, per: 3}}
                context_tiers:
                  - threshold: 10
                    components: {input: 1}
                  - threshold: 20
                    components: {input: 2}
                service_tiers:
                  flex: {multiplier: {cost: 0.5}}
                  batch: {multiplier: 0.5, components: {output: 0}, context_tiers: [{threshold: 20, components: {input: 1}}]}
                windows:
                  - {from: "22:00", to: "24:00", multiplier: {charge: 0.9}}
                  - {from: "01:00:30", to: "02:00", components: {input: 3}}
                fall_backs: {cache_read: none}
                unpriced: {tool_call: ignore}
              - provider: q
                model: m/a
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                cost: unknown
                per: 1000000
                context: {mode: graduated}
                components: {input: {charge: 2}}
                context_tiers: [{threshold: 5, components: {input: {charge: 1}}}]
              - provider: r
                model: m/a
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                cost: vendor
                components: {input: {charge: 2, per: 1000000}}
            overlays:
              - {name: b, account: acct, model: m/a, provider: p, multiplier: 0.9, effective_from: 2026-01-01T00:00:00Z}
              - {name: a, plan: free, provider: q, per: 1000, components: {input: 1, images: {charge: 1, per: 2}}, effective_to: 2026-01-02T00:00:00Z}
              - {name: c, plan: free, model: m/a, multiplier: 0}
              - {name: d, account: "x\\\\y", multiplier: 0}
            """;

    @Test
    void theCanonicalTextIsTheSameHoweverTheBookWasWritten() {
        String one =
                """
                price_book: 1
                per: 1000000
                models:
                  - {provider: p, model: m/b, type: llm, effective_from: 2026-01-01T00:00:00Z, components: {output: 2.50, input: 1}}
                  - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z, components: {input: 1.0},
                     windows: [{from: "12:00", to: "13:00", multiplier: 2}, {from: "10:00", to: "11:00", multiplier: 3}],
                     service_tiers: {flex: {multiplier: 0.50}, batch: {multiplier: 0.5}}}
                overlays:
                  - {name: z, account: a, multiplier: 0.5}
                  - {name: y, account: b, multiplier: 0.5}
                """;
        String other =
                """
                # another hand
                price_book: "1"
                overlays:
                - multiplier: 0.500
                  account: b
                  name: y
                - {name: z, account: a, multiplier: 0.5}
                mark_up: 1.0
                models:
                - model: m/a
                  provider: 'p'
                  type: llm
                  per: 1000000
                  effective_from: "2026-01-01T01:00:00+01:00"
                  components: {input: 1.00}
                  windows: [{from: "10:00:00", to: "11:00", multiplier: {cost: 3, charge: 3}}, {from: "12:00", to: "13:00", multiplier: 2}]
                  service_tiers: {batch: {multiplier: 0.5}, flex: {multiplier: 0.5}}
                - provider: p
                  model: m/b
                  type: llm
                  effective_from: 2026-01-01T00:00:00Z
                  components:
                    input: {per: 1000000, amount: 1}
                    output: {amount: 2.5, per: 1000000}
                """;
        assertThat(BookYaml.write(book(one))).isEqualTo(BookYaml.write(book(other)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # price                                                | canonical
            2.50                                                   | {amount: 2.5, per: 1000}
            {amount: 2.50, per: 60}                                | {amount: 2.5, per: 60}
            {amount: 2.50, charge: 3.0}                            | {amount: 2.5, per: 1000, charge: {amount: 3, per: 1000}}
            {amount: 2.50, per: 60, charge: 3}                     | {amount: 2.5, per: 60, charge: {amount: 3, per: 60}}
            {amount: 2.50, per: 60, charge: {amount: 3}}           | {amount: 2.5, per: 60, charge: {amount: 3, per: 60}}
            {amount: 2.50, per: 60, charge: {amount: 3, per: 7}}   | {amount: 2.5, per: 60, charge: {amount: 3, per: 7}}
            {amount: 2.50, charge: {amount: 3, per: 7}}            | {amount: 2.5, per: 1000, charge: {amount: 3, per: 7}}
            """)
    void anAmountIsForItsOwnNumberElseThatOfTheModelOrBook(String price, String canonical) {
        String written = BookYaml.write(book(
                """
                price_book: 1
                per: 1000000
                models:
                  - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z, per: 1000, components: {input: %s}}
                """
                        .formatted(price)));
        assertThat(written).contains("      input: " + canonical + "\n");
    }

    @Test
    void theCanonicalTextIsPinned() {
        assertThat(
                        BookYaml.write(
                                book(
                                        """
                        price_book: 1
                        models:
                          - {provider: p, model: m/a, type: llm, effective_from: 2026-01-01T00:00:00Z, per: 1000000,
                             components: {input: {amount: 2.50, charge: 3}}, service_tiers: {batch: {multiplier: 0.5}}}
                        overlays:
                          - {name: free, plan: free, multiplier: 0}
                        """)))
                .isEqualTo(
                        """
                        price_book: 1
                        mark_up: 1
                        models:
                          - provider: "p"
                            model: "m/a"
                            effective_from: "2026-01-01T00:00:00Z"
                            type: "llm"
                            cost: book
                            components:
                              input: {amount: 2.5, per: 1000000, charge: {amount: 3, per: 1000000}}
                            service_tiers:
                              "batch":
                                multiplier: {cost: 0.5, charge: 0.5}
                        overlays:
                          - name: "free"
                            plan: "free"
                            multiplier: 0
                        """);
    }

    @Test
    void aBookIsKeptWhereItsTextIsShortEnoughToBeReadAgain() throws IOException {
        PriceBook example = book(example());
        assertThat(BookYaml.lasting(example, Optional.empty())).isEqualTo(BookYaml.write(example));
        RateCard card = example.cards().getFirst();
        List<RateCard> cards = IntStream.range(0, 60_000)
                .mapToObj(i -> new RateCard(
                        card.provider(),
                        "m/" + "x".repeat(180) + i,
                        card.effectiveFrom(),
                        card.modelType(),
                        card.costBasis(),
                        null,
                        card.standard(),
                        card.context(),
                        List.of(),
                        List.of(),
                        card.fallBacks(),
                        Map.of()))
                .toList();
        assertThatThrownBy(
                        () -> BookYaml.lasting(PriceBook.of(1, BookTerms.DEFAULT, cards, List.of()), Optional.empty()))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching(
                        "the book would have 2\\d{7} characters in its canonical form, with 60000 rate cards; 16777216"
                                + " are the most\\. Nothing was imported\\..*");
    }

    @Test
    void whatWouldNotBeReadAsItIsIsToldByItsCard() {
        BookParts cards =
                new BookParts(BookTerms.DEFAULT, List.of(priced("m/fine", "1"), priced("m/odd", "2")), List.of());
        assertThat(cards.faults(BookWriter::text)).isEmpty();
        assertThat(cards.faults(parts -> BookWriter.text(parts).replace("amount: 2", "amount: 2e0")))
                .containsExactly(
                        "m/odd at p from 2026-01-01T00:00:00Z: \"2e0\" has an exponent; write it out, 2.5e-7 as"
                                + " 0.00000025");
        assertThat(cards.faults(parts -> BookWriter.text(parts).replace("m/odd", "m/other")))
                .containsExactly("m/odd at p from 2026-01-01T00:00:00Z: it would be read as something else");
    }

    @Test
    void aTextThatSaysSomethingElseIsNoneOfItsBook() {
        BookParts parts = BookParts.of(book(ONE_MODEL));
        String text = BookWriter.text(parts);
        assertThat(parts.faultsIn(text)).isEmpty();
        assertThat(parts.faultsIn(text.replace("m/a", "m/b"))).containsExactly("it would be read as something else");
        assertThat(parts.faultsIn(text.replace("\"llm\"", "\"llm")))
                .singleElement()
                .asString()
                .contains("not YAML");
    }

    /** The text is the sum of its pieces; an overlay and a mark-up are read back though no card is new. */
    @Test
    void everyPieceOfABookIsReadBackButTheCardsItHadBefore() {
        PriceBook before = book(ONE_MODEL);
        List<RateCard> cards = new ArrayList<>(before.cards());
        IntStream.range(0, 600).forEach(i -> cards.add(priced("m/n" + i, "2")));
        PriceBook after = PriceBook.of(2, before.terms(), cards, before.overlays());
        List<BookParts> pieces = BookParts.toReadBack(after, Optional.of(before));
        assertThat(pieces.getFirst()).isEqualTo(new BookParts(after.terms(), List.of(), after.overlays()));
        assertThat(pieces.stream().flatMap(piece -> piece.cards().stream()))
                .containsExactlyElementsOf(after.cards().stream()
                        .filter(card -> !before.cards().contains(card))
                        .toList());
        assertThat(pieces.stream().flatMap(piece -> piece.faults(BookWriter::text).stream()))
                .isEmpty();
    }

    private static RateCard priced(String model, String amount) {
        return new RateCard(
                "p",
                model,
                Instant.parse("2026-01-01T00:00:00Z"),
                "llm",
                CostBasis.BOOK,
                null,
                PriceList.flat(Map.of(Component.INPUT, ComponentPrice.ofCost(UnitPrice.of(amount, 1)))),
                ContextRule.DEFAULT,
                List.of(),
                List.of(),
                FallBacks.UNSTATED,
                Map.of());
    }
}
