package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.ModelPrices.Line;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPricesTest {
    private static final PriceBook BOOK = BookText.of(
            """
            book mark_up=2 unpriced=web_search:ignore
            card openai m/a 2026-01-01T00:00:00Z
              standard input=1 output=8:10
              standard>5000 input=2
              tier batch x0.5
              tier flex output=3
              window 00:00-06:00 x0.1
            card openai m/a 2026-06-01T00:00:00Z mode=graduated
              standard input=1
              standard>5000 input=2
            card azure m/a 2026-01-01T00:00:00Z cost=unknown
              standard input=-:5
            overlay a-all account=a on=all x0.9
            overlay a-azure account=a on=provider:azure x0.8
            overlay a-model account=a on=model:m/a x0.7
            overlay a-deal account=a on=model:m/a@openai output=7 from=2026-02-01T00:00:00Z to=2026-03-01T00:00:00Z
            overlay b-all account=b on=all x0.6
            overlay pro-all plan=pro on=all x0.5
            """);

    private static QuoteRequest request(
            String provider, String at, @Nullable String tier, @Nullable String account, @Nullable String plan) {
        Instant instant = Instant.parse(at);
        List<PlanCycle> cycles =
                plan == null ? List.of() : List.of(new PlanCycle(Micros.of(instant), Micros.of(instant) + 1, plan, 1));
        return QuoteRequest.of(provider, "m/a", instant, Map.of())
                .withServiceTier(tier)
                .withAccount(
                        new AccountTerms(account == null ? "" : account, cycles),
                        plan == null ? KeyKind.PAYG : KeyKind.SUBSCRIPTION);
    }

    private static String said(@Nullable AppliedPrice price) {
        return price == null ? "-" : price.unit().amount().toPlainString();
    }

    private static List<String> lines(QuoteRequest request, Component component) {
        return ModelPrices.of(BOOK, request).orElseThrow().lines().stream()
                .filter(line -> line.component() == component)
                .map(line -> (line.serviceTier().isEmpty() ? "" : line.serviceTier() + " ")
                        + (line.context() == 0 ? "" : ">" + line.context() + " ")
                        + said(line.cost()) + ":" + said(line.charge()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # provider | at                   | tier  | account | plan | component   | cost:charge, with tier and context
            openai     | 2026-01-01T12:00:00Z |       |         |      | INPUT       | 1:2, >5000 2:4, batch 0.5:1, batch >5000 1:2, flex 1:2, flex >5000 2:4
            openai     | 2026-01-01T12:00:00Z |       |         |      | OUTPUT      | 8:10, batch 4:5, flex 3:6
            openai     | 2026-01-01T12:00:00Z | batch |         |      | INPUT       | batch 0.5:1, batch >5000 1:2
            openai     | 2026-01-01T12:00:00Z | other |         |      | OUTPUT      | 8:10
            openai     | 2026-01-01T05:59:59Z | batch |         |      | OUTPUT      | batch 0.4:0.5
            openai     | 2026-01-01T05:59:59Z | flex  |         |      | OUTPUT      | flex 0.3:0.6
            openai     | 2026-01-01T12:00:00Z | flex  |         |      | REASONING   | flex 3:6
            openai     | 2026-01-01T12:00:00Z | flex  |         |      | CACHE_READ  |
            openai     | 2026-01-01T12:00:00Z | flex  | a       |      | OUTPUT      | flex 3:4.2
            openai     | 2026-02-01T12:00:00Z |       | a       |      | OUTPUT      | 8:7, batch 4:7, flex 3:7
            openai     | 2026-02-01T12:00:00Z | batch | a       | pro  | INPUT       | batch 0.5:1, batch >5000 1:2
            openai     | 2026-01-01T12:00:00Z | batch |         | pro  | INPUT       | batch 0.5:0.5, batch >5000 1:1
            openai     | 2026-06-01T00:00:00Z |       |         |      | INPUT       | 1:2, >5000 2:4
            openai     | 2026-06-01T00:00:00Z |       |         |      | INPUT_AUDIO | 1:2, >5000 2:4
            azure      | 2026-01-01T00:00:00Z |       |         |      | INPUT       | -:5
            """)
    void showsThePricesUsageWouldMeet(
            String provider,
            String at,
            @Nullable String tier,
            @Nullable String account,
            @Nullable String plan,
            Component component,
            @Nullable String expected) {
        assertThat(String.join(", ", lines(request(provider, at, tier, account, plan), component)))
                .isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # at                   | account | plan | the one that acts, then the others and why not
            2026-01-01T00:00:00Z   |         |      | a-all OTHER_CUSTOMER, a-azure OTHER_CUSTOMER, a-deal OTHER_CUSTOMER, a-model OTHER_CUSTOMER, b-all OTHER_CUSTOMER, pro-all OTHER_CUSTOMER
            2026-01-01T00:00:00Z   | a       |      | a-model ACTS, a-all STANDS_BEHIND, a-azure OTHER_MODEL, a-deal OTHER_TIME, b-all OTHER_CUSTOMER, pro-all OTHER_CUSTOMER
            2026-02-01T00:00:00Z   | a       | pro  | a-deal ACTS, a-model STANDS_BEHIND, a-all STANDS_BEHIND, pro-all STANDS_BEHIND, a-azure OTHER_MODEL, b-all OTHER_CUSTOMER
            2026-03-01T00:00:00Z   | a       | free | a-model ACTS, a-all STANDS_BEHIND, a-azure OTHER_MODEL, a-deal OTHER_TIME, b-all OTHER_CUSTOMER, pro-all OTHER_CUSTOMER
            2026-02-01T00:00:00Z   |         | pro  | pro-all ACTS, a-all OTHER_CUSTOMER, a-azure OTHER_CUSTOMER, a-deal OTHER_CUSTOMER, a-model OTHER_CUSTOMER, b-all OTHER_CUSTOMER
            """)
    void saysWhichOverlayActsAndWhyTheOthersDoNot(
            String at, @Nullable String account, @Nullable String plan, String expected) {
        assertThat(ModelPrices.of(BOOK, request("openai", at, null, account, plan)).orElseThrow().overlays().stream()
                        .map(standing -> standing.overlay().name() + " " + standing.reason())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void aPlansOverlayIsNotForOtherKeys() {
        QuoteRequest onPlan = request("openai", "2026-01-01T00:00:00Z", null, null, "pro");
        assertThat(ModelPrices.of(BOOK, onPlan.withAccount(onPlan.account(), KeyKind.PAYG))
                        .orElseThrow()
                        .overlays())
                .contains(new OverlayStanding(BOOK.overlay("pro-all").orElseThrow(), OverlayStanding.Reason.OTHER_KEY));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            # at,                        card,                 next,                 window
            2025-12-31T23:59:59.999999Z, -,                    -,                    -
            2026-01-01T00:00:00Z,        2026-01-01T00:00:00Z, 2026-06-01T00:00:00Z, 00:00-06:00
            2026-05-31T23:59:59.999999Z, 2026-01-01T00:00:00Z, 2026-06-01T00:00:00Z, -
            2026-06-01T00:00:00Z,        2026-06-01T00:00:00Z, -,                    -
            """)
    void namesTheCardItsSuccessorAndTheWindow(
            String at, @Nullable Instant card, @Nullable Instant next, @Nullable String window) {
        ModelPrices prices =
                ModelPrices.of(BOOK, request("openai", at, null, null, null)).orElse(null);
        assertThat(prices == null ? null : prices.card().effectiveFrom()).isEqualTo(card);
        assertThat(prices == null ? null : prices.nextCardFrom()).isEqualTo(next);
        assertThat(prices == null ? null : prices.window()).isEqualTo(window);
    }

    @Test
    void tellsWhatIsFreeFromWhatIsSetAside() {
        ModelPrices prices = ModelPrices.of(BOOK, request("openai", "2026-01-01T00:00:00Z", null, null, null))
                .orElseThrow();
        assertThat(prices.ignored()).containsExactlyInAnyOrder(Component.REQUEST, Component.WEB_SEARCH);
        assertThat(prices.suspended())
                .contains(Component.CACHE_READ, Component.SECONDS, Component.TOOL_CALL)
                .doesNotContain(Component.CACHE_WRITE_1H);
    }

    /** Each line, times a count, is what a quote for that count comes to. */
    @Test
    void everyLineIsThatOfAQuote() {
        for (String at : List.of("2026-02-01T03:00:00Z", "2026-02-01T12:00:00Z")) {
            for (String tier : List.of("standard", "batch", "flex")) {
                QuoteRequest request = request("openai", at, tier, "a", "pro");
                List<Line> lines = ModelPrices.of(BOOK, request).orElseThrow().lines();
                assertThat(lines).isNotEmpty();
                for (Line line : lines) {
                    long count = line.context() == 0 ? 5000 : 5001;
                    if (line.component() != Component.INPUT && line.component() != Component.OUTPUT) {
                        continue;
                    }
                    QuoteRequest counted = QuoteRequest.of(
                                    "openai", "m/a", request.at(), Map.of(line.component(), count))
                            .withServiceTier(tier)
                            .withAccount(request.account(), request.keyKind());
                    PriceQuote.Priced quote = (PriceQuote.Priced) PriceQuote.of(BOOK, counted);
                    assertThat(amount(line.charge(), count))
                            .as("%s %s %s", at, tier, line)
                            .isEqualTo(quote.working().charge());
                    assertThat(amount(line.cost(), count))
                            .as("%s %s %s", at, tier, line)
                            .isEqualTo(quote.working().ratedCost());
                }
            }
        }
    }

    private static Money amount(@Nullable AppliedPrice price, long count) {
        assertThat(price).isNotNull();
        return Money.of(
                price.unit().amount().multiply(BigDecimal.valueOf(count)).movePointLeft(6));
    }
}
