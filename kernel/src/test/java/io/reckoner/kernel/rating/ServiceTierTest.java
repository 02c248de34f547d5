package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTierTest {
    private static final PriceBook BOOK = BookText.of(
            """
            book mark_up=2
            card openai m/a 2026-01-01T00:00:00Z
              standard input=2 output=8:10 cache_read=1 images=0.5
              standard>1000 input=4 cache_read=2
              tier batch x0.5
              tier flex x0.5:0.8 output=6
              tier priority input=5 output=20:21
              tier priority>1000 input=7
              tier pair x0.5
              tier pair>1000 input=3
            """);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier,    counts,          cost,       charge
            ,          input=1000,      0.002,      0.004
            ,          output=1000,     0.008,      0.01
            default,   input=1000,      0.002,      0.004
            Batch,     input=1000,      0.002,      0.004
            batch,     input=1000,      0.001,      0.002
            batch,     output=1000,     0.004,      0.005
            batch,     images=1,        0.25,       0.5
            batch,     reasoning=1000,  0.004,      0.005
            flex,      input=1000,      0.001,      0.0032
            flex,      output=1000,     0.006,      0.012
            flex,      reasoning=1000,  0.006,      0.012
            priority,  input=1000,      0.005,      0.01
            priority,  output=1000,     0.02,       0.021
            priority,  cache_read=1000, 0.001,      0.002
            """)
    void ownPricesStandBeforeStandardOnesAndTheMultiplierActsOnTheRest(
            String tier, String counts, String cost, String charge) {
        assertPrice(tier, counts, cost, charge);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier,    counts,            cost,       charge,     why
            ,          input=1001,        0.004004,   0.008008,   standard context tier
            batch,     input=1000,        0.001,      0.002,      below the threshold
            batch,     input=1001,        0.002002,   0.004004,   context tier × multiplier
            batch,     cache_read=1001,   0.001001,   0.002002,   context tier × multiplier
            priority,  input=1000,        0.005,      0.01,       own flat price
            priority,  input=1001,        0.007007,   0.014014,   the pair
            priority,  cache_read=1001,   0.002002,   0.004004,   not named: the standard context tier
            pair,      input=1000,        0.001,      0.002,      no own price below: multiplier
            pair,      input=1001,        0.003003,   0.006006,   the pair; its multiplier does not act
            """)
    void combineWithContextTiersUnlessTheBookGivesThePair(
            String tier, String counts, String cost, String charge, String why) {
        assertPrice(tier, counts, cost, charge);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier,   input,  cost
            own,      2000,   0.01
            ,         2000,   0.006
            """)
    void anOwnFlatPriceStandsBeforeAStandardContextTier(String tier, long input, String cost) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=2
                  standard>1000 input=3
                  tier own input=5
                """);
        QuoteRequest request = RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=" + input)
                .withServiceTier(tier);
        assertThat(RatedEvent.of(book, request).rated()).isEqualTo(Money.parse(cost));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier,   input, cost
            ,         100,   0.0001
            ,         150,   0.0002
            batch,    150,   0.0001
            own,      150,   0.0004
            own,      250,   0.00085
            """)
    void graduatedContextTiersAreCutInsideTheServiceTierToo(String tier, long input, String cost) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z mode=graduated
                  standard input=1
                  standard>100 input=2
                  tier batch x0.5
                  tier own input=2
                  tier own>100 input=4
                  tier own>200 input=5
                """);
        QuoteRequest request = RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=" + input)
                .withServiceTier(tier);
        assertThat(RatedEvent.of(book, request).rated()).isEqualTo(Money.parse(cost));
    }

    private static void assertPrice(String tier, String counts, String cost, String charge) {
        RatedEvent rated = RatedEvent.of(
                BOOK, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", counts).withServiceTier(tier));
        assertThat(rated.verdict()).isNull();
        assertThat(rated.rated()).isEqualTo(Money.parse(cost));
        assertThat(rated.charge()).isEqualTo(Money.parse(charge));
    }
}
