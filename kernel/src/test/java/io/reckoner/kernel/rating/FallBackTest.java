package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallBackTest {
    private static RatedEvent rate(String options, String prices, String counts) {
        PriceBook book = BookText.of(
                """
                book %s
                card openai m/a 2026-01-01T00:00:00Z
                  standard %s
                """
                        .formatted(options, prices));
        return RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", counts));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # prices,                                      counts,                cost
            input=1 output=8,                              reasoning=1000,        0.008
            input=1 output=8 reasoning=6,                  reasoning=1000,        0.006
            input=1 output=8 reasoning=0,                  reasoning=1000,        0
            input=1,                                       cache_write_5m=1000,   0.001
            input=1,                                       cache_write_1h=1000,   0.001
            input=1 cache_write_5m=2,                      cache_write_1h=1000,   0.002
            input=1 cache_write_5m=2 cache_write_1h=3,     cache_write_1h=1000,   0.003
            input=1 cache_write_1h=3,                      cache_write_5m=1000,   0.001
            input=1,                                       input_audio=1000,      0.001
            input=1 input_audio=9,                         input_audio=1000,      0.009
            input=1,                                       input_image=1000,      0.001
            input=1 output=8,                              output_audio=1000,     0.008
            input=1 cache_read=0.1,                        cache_read_audio=1000, 0.0001
            input=1 output=8 cache_read=0.1,               input=1000 output=1000 cache_read=1000, 0.0091
            """)
    void theDefaultsLendAPriceToComponentsThatHaveNone(String prices, String counts, String cost) {
        RatedEvent rated = rate("", prices, counts);
        assertThat(rated.verdict()).isNull();
        assertThat(rated.rated()).isEqualTo(Money.parse(cost));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # prices,         counts,               missing
            input=1 output=8, cache_read=1,         cache_read
            input=1 output=8, cache_read_audio=1,   cache_read_audio
            input=1 output=8, output_image=1,       output_image
            input=1 output=8, images=1,             images
            input=1 output=8, seconds=0.000001,     seconds
            input=1 output=8, characters=1,         characters
            input=1 output=8, web_search=1,         web_search
            input=1 output=8, tool_call=1,          tool_call
            output=8,         input=1,              input
            input=1,          output=1,             output
            input=1,          reasoning=1,          reasoning
            output=8,         cache_write_1h=1,     cache_write_1h
            """)
    void whatHasNeitherPriceNorFallBackIsSetAside(String prices, String counts, String missing) {
        assertThat(rate("", prices, counts).verdict().detail())
                .isEqualTo("no price for " + missing + " on the card for m/a at openai from 2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # options,                                   counts,             cost
            falls=cache_read:input,                      cache_read=1000,    0.001
            falls=output_image:output,                   output_image=1000,  0.008
            falls=cache_write_5m:output,                 cache_write_1h=1000, 0.008
            falls=reasoning:input,                       reasoning=1000,     0.001
            falls=reasoning:none,                        reasoning=1000,
            falls=cache_write_5m:none,                   cache_write_1h=1000,
            unpriced=web_search:ignore,                  web_search=1000,    0
            unpriced=tool_call:ignore,                   tool_call=1000,     0
            unpriced=request:suspend,                    request=1,
            """)
    void theBookMaySayOtherwise(String options, String counts, String cost) {
        RatedEvent rated = rate(options, "input=1 output=8", counts);
        if (cost == null) {
            assertThat(rated.verdict().detail()).startsWith("no price for");
        } else {
            assertThat(rated.rated()).isEqualTo(Money.parse(cost));
            assertThat(rated.charge()).isEqualTo(Money.parse(cost));
        }
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # card,                          counts,             cost
            falls=reasoning:none,            reasoning=1000,
            falls=reasoning:output,          reasoning=1000,     0.008
            unpriced=web_search:suspend,     web_search=1,
            unpriced=web_search:ignore,      web_search=1,       0
            """)
    void theCardSpeaksBeforeTheBook(String card, String counts, String cost) {
        PriceBook book = BookText.of(
                """
                book falls=reasoning:input unpriced=web_search:ignore
                card openai m/a 2026-01-01T00:00:00Z %s
                  standard input=1 output=8
                """
                        .formatted(card));
        RatedEvent rated = RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", counts));
        assertThat(rated.rated()).isEqualTo(cost == null ? null : Money.parse(cost));
    }

    @Test
    void anIgnoredComponentWithAPriceIsCharged() {
        assertThat(rate("", "input=1 request=0.01", "input=1").charge()).isEqualTo(Money.parse("0.010001"));
        assertThat(rate("unpriced=web_search:ignore", "input=1 web_search=0.01", "web_search=2")
                        .charge())
                .isEqualTo(Money.parse("0.02"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier,  window,               cost
            ,        2026-01-01T12:00:00Z, 0.008
            batch,   2026-01-01T12:00:00Z, 0.003
            half,    2026-01-01T12:00:00Z, 0.004
            batch,   2026-01-01T01:00:00Z, 0.003
            ,        2026-01-01T01:00:00Z, 0.005
            """)
    void aFallBackAsksServiceTierAndWindowAllOverAgain(String tier, String at, String cost) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1 output=8
                  tier batch output=3
                  tier half x0.5
                  window 00:00-06:00 output=5
                """);
        QuoteRequest request = RatedEvent.request("m/a", at, "reasoning=1000").withServiceTier(tier);
        assertThat(RatedEvent.of(book, request).rated()).isEqualTo(Money.parse(cost));
    }

    @Test
    void aContextTierThatNamesTheComponentStandsBeforeTheFallBack() {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1 output=8
                  standard>100 reasoning=5
                """);
        assertThat(RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=100 reasoning=1000"))
                        .rated())
                .isEqualTo(Money.parse("0.0081"));
        assertThat(RatedEvent.of(book, RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=101 reasoning=1000"))
                        .rated())
                .isEqualTo(Money.parse("0.005101"));
    }

    @Test
    void refusesAFallBackToAnotherUnit() {
        assertThatThrownBy(() -> new FallBacks(Map.of(Component.IMAGES, Optional.of(Component.OUTPUT))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("images cannot fall back to output");
    }
}
