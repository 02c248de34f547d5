package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CardInEffectTest {
    private static final PriceBook BOOK = BookText.of(
            """
            book mark_up=2 anthropic=3
            card openai m/a 2026-01-01T00:00:00Z
              standard input=1 output=4
            card openai m/a 2026-03-01T00:00:00Z mark_up=1.5
              standard input=2 output=8:20 cache_read=0 images=0.04 seconds=0.017/60 characters=15/1000000
            card anthropic m/a 2026-01-01T00:00:00Z type=vision
              standard input=5
            """);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # at,                          card,                  cost,        charge
            2026-01-01T00:00:00Z,          2026-01-01T00:00:00Z,  0.001,       0.002
            2026-02-28T23:59:59.999999Z,   2026-01-01T00:00:00Z,  0.001,       0.002
            2026-03-01T00:00:00Z,          2026-03-01T00:00:00Z,  0.002,       0.003
            2026-03-01T00:00:00.000001Z,   2026-03-01T00:00:00Z,  0.002,       0.003
            2030-01-01T00:00:00Z,          2026-03-01T00:00:00Z,  0.002,       0.003
            """)
    void takesTheCardInEffectAtTheEventsOwnTimeItsFirstInstantIncluded(
            String at, Instant card, String cost, String charge) {
        RatedEvent rated = RatedEvent.of(BOOK, RatedEvent.request("m/a", at, "input=1000"));
        assertThat(rated.card()).isEqualTo(card);
        assertThat(rated.rated()).isEqualTo(Money.parse(cost));
        assertThat(rated.provider()).isEqualTo(Money.parse(cost));
        assertThat(rated.charge()).isEqualTo(Money.parse(charge));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # model, at,                           reason,             detail
            m/a,     2025-12-31T23:59:59.999999Z,  NO_PRICE,           model "m/a" at provider "openai" has no rate card before 2026-01-01T00:00:00Z
            m/b,     2026-04-01T00:00:00Z,         NO_PRICE,           model "m/b" at provider "openai" has no rate card
            m/a,     2026-02-01T00:00:00Z,         NO_COMPONENT_PRICE, no price for cache_read on the card for m/a at openai from 2026-01-01T00:00:00Z
            """)
    void setsAsideWhatHasNoPrice(String model, String at, SuspenseReason reason, String detail) {
        RatedEvent rated = RatedEvent.of(BOOK, RatedEvent.request(model, at, "input=1000 cache_read=1"));
        assertThat(rated.verdict()).isEqualTo(new Verdict(reason, detail));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # counts,                      cost,             charge
            input=1000000,                 2,                3
            output=1000000,                8,                20
            input=1 output=1,              0.00001,          0.000023
            cache_read=1000000,            0,                0
            images=3,                      0.12,             0.18
            seconds=60,                    0.017,            0.0255
            seconds=0.000001,              0.000000000283,   0.000000000425
            seconds=1.5,                   0.000425,         0.0006375
            characters=1,                  0.000015,         0.0000225
            request=1,                     0,                0
            """)
    void pricesEachComponentByItsOwnUnit(String counts, String cost, String charge) {
        RatedEvent rated = RatedEvent.of(BOOK, RatedEvent.request("m/a", "2026-03-01T00:00:00Z", counts));
        assertThat(rated.verdict()).isNull();
        assertThat(rated.rated()).isEqualTo(Money.parse(cost));
        assertThat(rated.charge()).isEqualTo(Money.parse(charge));
    }

    @Test
    void keepsProvidersApart() {
        QuoteRequest request = QuoteRequest.of(
                "anthropic", "m/a", Instant.parse("2026-04-01T00:00:00Z"), RatedEvent.counts("input=1000"));
        RatedEvent rated = RatedEvent.of(BOOK, request);
        assertThat(rated.charge()).isEqualTo(Money.parse("0.015"));
        assertThat(rated.modelType()).isEqualTo("vision");
    }

    @Test
    void aCountOfZeroNeedsNoPrice() {
        RatedEvent rated = RatedEvent.of(
                BOOK, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=10 cache_read=0 images=0"));
        assertThat(rated.verdict()).isNull();
    }

    @Test
    void namesEveryComponentWithoutAPriceAtOnce() {
        RatedEvent rated = RatedEvent.of(
                BOOK, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "cache_read=5 images=1 web_search=2"));
        assertThat(rated.verdict().detail()).startsWith("no price for cache_read, images, web_search on the card");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # model, counts,            outcome,        type
            m/a,     request=0,         UPSTREAM_ERROR, llm
            m/b,     request=0,         REJECTED,
            m/a,     request=0,         OK,             llm
            m/a,     request=0,         LOST,           llm
            m/b,     request=0,         LOST,
            """)
    void anEventWithoutUsageCostsNothingAndNeedsNoPrice(String model, String counts, Outcome outcome, String type) {
        QuoteRequest request = RatedEvent.request(model, "2026-02-01T00:00:00Z", counts)
                .withOutcome(outcome, UsageSource.NONE)
                .withVendorCost(Money.parse("0.5"));
        assertThat(RatedEvent.of(BOOK, request))
                .isEqualTo(
                        new RatedEvent(null, Money.ZERO, Money.ZERO, Money.ZERO, Map.of(), Map.of(), null, null, type));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void usageCostsHoweverTheRequestEndedAndALostOneAloneIsNeverCharged(Outcome outcome) {
        QuoteRequest request = RatedEvent.request("m/a", "2026-02-01T00:00:00Z", "input=1000")
                .withOutcome(outcome, UsageSource.PROVIDER)
                .withVendorCost(Money.parse("0.5"));
        RatedEvent rated = RatedEvent.of(BOOK, request);
        assertThat(rated.rated()).isEqualTo(Money.parse("0.001"));
        assertThat(rated.provider()).isEqualTo(Money.parse("0.001"));
        assertThat(rated.charge()).isEqualTo(outcome == Outcome.LOST ? Money.ZERO : Money.parse("0.002"));
        assertThat(rated.card()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void theUsageOfALostRequestNeedsAPriceLikeAnyOther() {
        QuoteRequest request = RatedEvent.request("m/b", "2026-02-01T00:00:00Z", "input=1000")
                .withOutcome(Outcome.LOST, UsageSource.PROVIDER);
        assertThat(RatedEvent.of(BOOK, request).verdict().reason()).isEqualTo(SuspenseReason.NO_PRICE);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # count,   picos
            1,         0
            2,         1
            3,         2
            4,         2
            5,         2
            7,         4
            9,         4
            """)
    void roundsAComponentHalfToEvenOnce(long count, long picos) {
        // Half a pico each.
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=0.0000005
                """);
        RatedEvent rated = RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=" + count));
        assertThat(rated.rated()).isEqualTo(Money.ofPicos(picos));
    }

    @Test
    void roundsCostAndChargeEachAndNotOneFromTheOther() {
        // Cost 2.5 picos rounds to 2; charge is 2.5 × 1.5 = 3.75 picos and rounds to 4, not 2 × 1.5 = 3.
        PriceBook book = BookText.of(
                """
                book mark_up=1.5
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=0.0000005
                """);
        RatedEvent rated = RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=5"));
        assertThat(rated.rated()).isEqualTo(Money.ofPicos(2));
        assertThat(rated.charge()).isEqualTo(Money.ofPicos(4));
    }

    @Test
    void roundsComponentByComponentAndNotTheSum() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=0.0000005 output=0.0000005
                """);
        RatedEvent rated = RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=1 output=1"));
        assertThat(rated.rated()).isEqualTo(Money.ZERO);
    }

    @Test
    void keepsPricesFinerThanAPicoExact() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=0.00000000000000000001/1
                """);
        RatedEvent rated =
                RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=1000000000000"));
        assertThat(rated.rated()).isEqualTo(Money.of(new BigDecimal("0.00000001")));
    }
}
