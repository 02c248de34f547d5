package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookRulesTest {
    private static final String GOOD =
            """
            card openai m/a 2026-01-01T00:00:00Z
              standard input=1
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # added to a good book                                                    | path                                | message begins
            card openai m/a 2026-01-01T00:00:00Z ; standard input=2                   | models[1]                           | a second card for m/a at openai from 2026-01-01T00:00:00Z; the first is models[0]
            card openai m/b 2026-01-01T00:00:00Z ; tier batch x0.5                    | models[1].components                | the card prices nothing
            card openai m/b 2026-01-01T00:00:00Z ; standard input=-:2                 | models[1].components.input          | a charge without a cost
            card openai m/b 2026-01-01T00:00:00Z cost=vendor ; standard input=-:2 output=3 | models[1].components.input     | the card says cost: vendor and states costs for other prices
            card openai m/b 2026-01-01T00:00:00Z cost=unknown ; standard input=1:2    | models[1].components.input          | the card says cost: unknown, yet this price has a cost
            card openai m/b 2026-01-01T00:00:00Z ; standard input=1 ; standard>10 input=2 output=-:1 | models[1].context_tiers[0].components.output | a charge without a cost
            card openai m/b 2026-01-01T00:00:00Z ; standard input=1 ; tier batch input=-:1 | models[1].service_tiers.batch.components.input | a charge without a cost
            card openai m/b 2026-01-01T00:00:00Z ; standard input=1 ; tier batch>9 input=-:1 | models[1].service_tiers.batch.context_tiers[0].components.input | a charge without a cost
            card openai m/b 2026-01-01T00:00:00Z ; standard input=1 ; window 01:00-02:00 input=-:1 | models[1].windows[0].components.input | a charge without a cost
            card openai m/b 2026-01-01T00:00:00Z falls=input:cache_write_1h ; standard input=1 | models[1].fall_backs       | fall-backs run in a circle: input → cache_write_1h → cache_write_5m → input
            book falls=output:reasoning                                               | fall_backs                          | fall-backs run in a circle: output → reasoning → output
            book falls=cache_read:cache_read                                          | fall_backs                          | fall-backs run in a circle: cache_read → cache_read
            book mistral=1.2                                                          | providers.mistral                   | the book has no card of this provider
            overlay one account=a on=model:m/b x0.5                                   | overlays[0]                         | the book has no card for model m/b
            overlay one account=a on=provider:azure x0.5                              | overlays[0]                         | the book has no card for provider azure
            overlay one account=a x0.5 ; overlay one account=b x0.5                   | overlays[1].name                    | overlays[0] is called "one" too
            overlay one account=a x0.5 ; overlay two account=a x0.6                   | overlays[1]                         | overlays[0] ("one") acts for the same account or plan
            """)
    void refusesWhatContradictsItself(String lines, String path, String message) {
        String book = GOOD + lines.replace(" ; ", "\n") + "\n";
        List<BookFault> faults = BookText.faults(book);
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().path()).isEqualTo(path);
        assertThat(faults.getFirst().message()).startsWith(message);
        assertThatThrownBy(() -> BookText.of(book))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            card openai m/a 2026-01-01T00:00:00.000001Z ; standard input=2
            card azure m/a 2026-01-01T00:00:00Z ; standard input=2
            card openai m/b 2026-01-01T00:00:00Z cost=vendor ; standard input=-:2
            book falls=cache_write_5m:none,input:cache_write_1h
            overlay one account=a x0.5 to=2026-02-01T00:00:00Z ; overlay two account=a x0.6 from=2026-02-01T00:00:00Z
            overlay one account=a x0.5 ; overlay two plan=a x0.6
            overlay one account=a x0.5 ; overlay two account=a on=provider:openai x0.6
            """)
    void acceptsWhatOnlyLooksLikeIt(String lines) {
        assertThat(BookText.faults(GOOD + lines.replace(" ; ", "\n") + "\n")).isEmpty();
    }

    @Test
    void namesAllFaultsAtOnce() {
        assertThat(
                        BookText.faults(
                                """
                        book falls=output:reasoning mistral=2
                        card openai m/a 2026-01-01T00:00:00Z
                          standard input=-:1 output=-:2
                        card openai m/a 2026-01-01T00:00:00Z
                          standard input=1
                        overlay one account=a on=model:m/x x0.5
                        """))
                .extracting(BookFault::path)
                .containsExactly(
                        "providers.mistral",
                        "fall_backs",
                        "models[1]",
                        "models[0].components.input",
                        "models[0].components.output",
                        "overlays[0]");
    }

    @Test
    void ordersItsPartsSoThatTheirOrdinalsDoNotDependOnTheFile() {
        PriceBook one = BookText.of(
                """
                card openai m/b 2026-01-01T00:00:00Z type=llm
                  standard input=1
                card azure m/a 2026-01-01T00:00:00Z type=image
                  standard input=1
                overlay z account=a x0.5
                overlay y account=b x0.5
                """);
        PriceBook other = BookText.of(
                """
                overlay y account=b x0.5
                overlay z account=a x0.5
                card azure m/a 2026-01-01T00:00:00Z type=image
                  standard input=1
                card openai m/b 2026-01-01T00:00:00Z type=llm
                  standard input=1.00
                """);
        assertThat(one).isEqualTo(other);
        assertThat(one.modelTypes()).containsExactly("image", "llm");
        assertThat(one.overlays()).extracting(Overlay::name).containsExactly("y", "z");
    }

    @Test
    void partsRefuseWhatIsWrongWithThemAlone() {
        Map<Component, ComponentPrice> input =
                Map.of(Component.INPUT, ComponentPrice.ofCost(UnitPrice.of("1", 1_000_000)));
        assertThatThrownBy(() -> new PriceList.ContextTier(0, input)).hasMessageContaining("begins at 1 to");
        assertThatThrownBy(() -> new PriceList.ContextTier(5, Map.of())).hasMessageContaining("names no component");
        assertThatThrownBy(() -> new PriceList(
                        Map.of(), List.of(new PriceList.ContextTier(5, input), new PriceList.ContextTier(5, input))))
                .hasMessageContaining("must ascend and differ");
        assertThatThrownBy(() ->
                        new ContextRule(Set.of(Component.SECONDS), ContextRule.Operator.ABOVE, ContextRule.Mode.WHOLE))
                .hasMessageContaining("seconds is not counted in tokens");
        assertThatThrownBy(() -> new ContextRule(Set.of(), ContextRule.Operator.ABOVE, ContextRule.Mode.WHOLE))
                .hasMessageContaining("names no component");
        assertThatThrownBy(() -> Multiplier.of(new BigDecimal("-0.1"))).hasMessageContaining("0 to 10000");
        assertThatThrownBy(() -> Multiplier.of(new BigDecimal("10000.1"))).hasMessageContaining("0 to 10000");
        assertThatThrownBy(() -> Multiplier.of(new BigDecimal("0.123456789"))).hasMessageContaining("8 decimal");
        assertThatThrownBy(() -> Multiplier.of(new BigDecimal("1e99999999"))).hasMessageContaining("8 decimal");
        assertThatThrownBy(() -> new ComponentPrice(null, null)).hasMessageContaining("needs a cost or a charge");
        assertThatThrownBy(() -> ComponentPrice.ofCost(UnitPrice.of("1000000000", 1)))
                .hasMessageContaining("stays below");
        assertThatThrownBy(() -> ComponentPrice.ofCost(UnitPrice.of("0.0000000000000000000000001", 1)))
                .hasMessageContaining("at most 24 decimal places");
        assertThatThrownBy(() -> new ChargePolicy(ChargePolicy.Aborted.KNOWN, Set.of(Outcome.OK)))
                .hasMessageContaining("only upstream_error, timeout and rejected");
        assertThatThrownBy(() -> BookText.of("card openai m/a 2026-01-01T00:00:00.0000001Z\n  standard input=1"))
                .hasMessageContaining("at most six decimals");
        assertThatThrownBy(() -> BookText.of("card openai m/a +10000-01-01T00:00:00Z\n  standard input=1"))
                .hasMessageContaining("effective_from lies in the years 0000 to 9999 UTC");
        assertThatThrownBy(() -> BookText.of("card openai m/a -0001-12-31T23:59:59.999999Z\n  standard input=1"))
                .hasMessageContaining("effective_from lies in the years 0000 to 9999 UTC");
        assertThatThrownBy(() -> BookText.of(GOOD + "  window 01:00-03:00 x1\n  window 02:00-04:00 x1"))
                .hasMessageContaining("time windows 01:00-03:00 and 02:00-04:00 overlap");
        assertThatThrownBy(() -> BookText.of(GOOD + "overlay o account=a")).hasMessageContaining("changes nothing");
        assertThatThrownBy(() ->
                        BookText.of(GOOD + "overlay o account=a x1 from=2026-01-01T00:00:00Z to=2026-01-01T00:00:00Z"))
                .hasMessageContaining("not after it begins");
        assertThatThrownBy(() -> BookText.of("book unpriced=images:ignore\n" + GOOD))
                .hasMessageContaining("images needs a price or a fall-back");
        assertThatThrownBy(() -> PriceBook.of(0, BookTerms.DEFAULT, List.of(), List.of()))
                .hasMessageContaining("count from 1");
    }

    @Test
    void aCardHasFewServiceTiersWindowsAndContextTiers() {
        assertThatThrownBy(() -> BookText.of(GOOD + lines(65, "  standard>%d input=0")))
                .hasMessage("a list of prices has at most 64 context tiers, not 65");
        assertThatThrownBy(() -> BookText.of(GOOD + lines(65, "  tier t%d x0.5")))
                .hasMessage("a card has at most 64 service tiers, not 65");
        assertThatThrownBy(() -> BookText.of(GOOD + windows(65))).hasMessage("a card has at most 64 windows, not 65");
        assertThatThrownBy(() -> BookText.of(GOOD + lines(63, "  standard>%d input=0") + lines(64, "  tier t%d x0.5")))
                .hasMessage("a card has at most 4096 combinations of service tier, window and context, not 4160;"
                        + " leave some out");
        assertThat(BookText.of(GOOD + lines(64, "  standard>%d input=0") + lines(62, "  tier t%d x0.5"))
                        .cards())
                .hasSize(1);
        assertThat(BookText.of(GOOD + windows(64)).cards()).hasSize(1);
    }

    @Test
    void whatASheetAddsBeyondTheseBoundsIsNotTakenAndTheRestIs() {
        PriceBook book = BookText.of(GOOD + lines(64, "  standard>%d input=10"));
        List<RateCard> sheet = BookText.of(GOOD.replace("2026-01", "2026-02")
                        + lines(64, "  standard>1000%d input=2")
                        + GOOD.replace("m/a", "m/b"))
                .cards();
        SheetUpdate.Scope all = new SheetUpdate.Scope(Set.of(Component.values()), Set.of());
        SheetUpdate update = SheetUpdate.of(book, sheet, all);
        assertThat(update.notes())
                .containsExactly(
                        "m/a at openai from 2026-02-01T00:00:00Z: with the prices in effect before it a list of"
                                + " prices has at most 64 context tiers, not 128; it is not taken");
        assertThat(update.cards()).extracting(RateCard::model).containsExactlyInAnyOrder("m/a", "m/b");
    }

    @Test
    void theLaterCardOfANewModelThatMakesNoneWithTheFirstIsTheOneNamed() {
        PriceBook book = BookText.of(GOOD);
        String first = GOOD.replace("m/a", "m/new");
        List<RateCard> sheet = BookText.of(first
                        + lines(64, "  standard>%d input=2")
                        + first.replace("2026-01", "2026-02")
                        + lines(64, "  standard>1000%d input=2"))
                .cards();
        SheetUpdate.Scope none = new SheetUpdate.Scope(Set.of(), Set.of());
        SheetUpdate update = SheetUpdate.of(book, sheet, none);
        assertThat(update.notes())
                .singleElement()
                .asString()
                .startsWith("m/new at openai from 2026-02-01T00:00:00Z: with the prices in effect before it ");
        assertThat(update.cards()).extracting(RateCard::model).containsExactly("m/a");
    }

    @Test
    void overlaysOfOneAimMayFollowEachOtherInAnyOrder() {
        String aim = "overlay %s account=a x0.5 from=%s to=%s\n";
        String three = aim.formatted("late", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
                + aim.formatted("early", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")
                + aim.formatted("between", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
        assertThat(BookText.of(GOOD + three).overlays()).hasSize(3);
        for (String over : List.of(
                "2026-01-15T00:00:00Z to=2026-01-16T00:00:00Z", "2025-01-01T00:00:00Z to=2026-01-02T00:00:00Z")) {
            assertThatThrownBy(() -> BookText.of(GOOD + three + "overlay one account=a x0.5 from=" + over + "\n"))
                    .hasMessageContaining("overlays[1] (\"early\") acts for the same account or plan");
        }
    }

    private static String lines(int count, String line) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> line.formatted(i) + "\n")
                .collect(Collectors.joining());
    }

    private static String windows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  window %02d:%02d-%02d:%02d x0.5\n"
                        .formatted(i * 10 / 60, i * 10 % 60, (i * 10 + 10) / 60, (i * 10 + 10) % 60))
                .collect(Collectors.joining());
    }

    @Test
    void findsTheCardAtAnInstant() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-03-01T00:00:00Z
                  standard input=2
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1
                """);
        Instant march = Instant.parse("2026-03-01T00:00:00Z");
        assertThat(book.cardAt("openai", "m/a", march).orElseThrow().effectiveFrom())
                .isEqualTo(march);
        assertThat(book.cardAt("openai", "m/a", march.minusNanos(1000))
                        .orElseThrow()
                        .effectiveFrom())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(book.cardAt("openai", "m/a", Instant.parse("2025-12-31T23:59:59Z")))
                .isEmpty();
        assertThat(book.cardAt("openai", "m/b", march)).isEmpty();
    }
}
