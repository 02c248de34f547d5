package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.rating.PriceDoubt.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDoubtsTest {
    private static final String CASES =
            """
            # type,    prices,                                               doubts
            llm,       standard input=3 output=15 cache_read=0.3 cache_write_5m=3.75 cache_write_1h=6, ''
            llm,       standard input=99.9 output=199.9,                     ''
            llm,       standard input=100 output=150,                        TOO_DEAR standard input
            llm,       standard input=0.0001/1 output=150,                   TOO_DEAR standard input
            llm,       standard input=50 output=200,                         TOO_DEAR standard output
            audio,     standard seconds=2,                                   TOO_DEAR standard seconds
            image,     standard images=10,                                   TOO_DEAR standard images
            audio,     standard characters=0.001,                            TOO_DEAR standard characters
            llm,       standard input=0.002 output=0.002,                    ''
            embedding, standard input=0.0019,                                TOO_CHEAP standard input
            llm,       standard input=0 output=0,                            FREE standard input; FREE standard output
            llm,       standard input=1 output=0,                            FREE standard output
            embedding, standard input=1 output=0,                            ''
            llm,       standard input=5 output=1,                            OUTPUT_FAR_BELOW_INPUT standard output
            llm,       standard input=5 output=4.9,                          OUTPUT_BELOW_INPUT standard output
            llm,       standard input=1 output=50.1,                         OUTPUT_FAR_ABOVE_INPUT standard output
            llm,       standard input=1 output=2 cache_read=1.1,             CACHE_READ_ABOVE_INPUT standard cache_read
            llm,       standard input=1 output=2 cache_write_5m=0.8,         CACHE_WRITE_5M_OFF standard cache_write_5m
            llm,       standard input=1 output=2 cache_write_5m=2.1,         CACHE_WRITE_5M_OFF standard cache_write_5m
            llm,       standard input=0.25 output=1 cache_write_1h=6,        CACHE_WRITE_1H_OFF standard cache_write_1h
            llm,       standard input=1 output=2 cache_write_1h=3,           ''
            llm,       standard input=1 output=2 cache_write_5m=1.9 cache_write_1h=1.8, CACHE_WRITE_1H_BELOW_5M standard cache_write_1h
            llm,       standard input=1 output=2 | tier batch input=1.1,     SERVICE_TIER_ASKEW batch input
            llm,       standard input=1 output=2 | tier priority input=0.9,  SERVICE_TIER_ASKEW priority input
            llm,       standard input=1 output=2 | tier priority input=1.8,  ''
            llm,       standard input=1 output=2 | tier priority input=9.9,  ''
            llm,       standard input=1 output=2 | tier priority input=10,   TIER_FAR_OFF priority input
            llm,       standard input=1 output=2 | tier batch input=0.11,    ''
            llm,       standard input=1 output=2 | tier batch input=0.1,     TIER_FAR_OFF batch input
            llm,       standard input=1 output=2 | tier batch input=0,       FREE batch input
            llm,       standard input=0 output=2 | tier batch input=0,       FREE standard input
            llm,       standard input=1 output=2 | standard>200000 output=0, FREE standard > 200000 output
            llm,       standard input=1 output=2 cache_write_5m=0,           FREE standard cache_write_5m
            embedding, standard input=1 input_image=0,                       FREE standard input_image
            llm,       standard input=1 output=2 cache_read=0,               ''
            llm,       standard input=1 output=2 | tier priority input=10.1, TIER_FAR_OFF priority input
            llm,       standard input=1 output=2 | standard>200000 input=0.9, LONG_CONTEXT_CHEAPER standard > 200000 input
            llm,       standard input=2.9999900000000002 output=5,           TOO_MANY_DIGITS standard input
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void pricesAreDoubtedByWhatIsUsual(String type, String prices, String doubts) {
        RateCard card = BookText.of(
                        "card p m/a 2026-01-01T00:00:00Z type=" + type + "\n  " + prices.replace(" | ", "\n  "))
                .cards()
                .getFirst();
        assertThat(PriceDoubts.about(card))
                .extracting(doubt -> doubt.rule() + " " + doubt.place().code())
                .containsExactlyElementsOf(doubts.isEmpty() ? List.of() : List.of(doubts.split("; ")));
    }

    @Test
    void everyRuleIsMetByACase() {
        Set<Rule> unmet = EnumSet.allOf(Rule.class);
        unmet.removeIf(rule -> CASES.contains(rule + " "));
        assertThat(unmet).isEmpty();
    }

    @Test
    void whatStandsInForAPriceIsWhatTheCardWithoutItAsksFor() {
        int held = 0;
        for (long seed = 0; seed < 100; seed++) {
            for (RateCard card : new RandomBook(seed).book().cards()) {
                CardTerms terms = new CardTerms(BookTerms.DEFAULT, card);
                for (CostPlace place : CostFigures.of(card).keySet()) {
                    Map<CostPlace, Optional<ComponentPrice>> gone = Map.of(place, Optional.empty());
                    RateCard without = CostFigures.with(card, card.effectiveFrom(), card, gone);
                    AppliedPrice expected = Situation.at(new CardTerms(BookTerms.DEFAULT, without), place, Side.COST);
                    assertThat(Situation.costInsteadOf(terms, place))
                            .as("%s of %s", place, card)
                            .isEqualTo(expected);
                    held += expected == null ? 0 : 1;
                }
            }
        }
        assertThat(held).isGreaterThan(500);
    }

    @Test
    void aCardAsLargeAsCardsMayBeIsDoubtedPriceByPrice() {
        StringBuilder card = new StringBuilder("card p m/a 2026-01-01T00:00:00Z\n  standard input=1 output=2\n");
        for (int tier = 1; tier <= 62; tier++) {
            for (int threshold = 1; threshold <= 64; threshold++) {
                card.append("  tier t")
                        .append(tier)
                        .append('>')
                        .append(threshold)
                        .append(" input=0 output=0 reasoning=0\n");
            }
        }
        assertThat(PriceDoubts.about(BookText.of(card.toString()).cards().getFirst()))
                .as(
                        "the lowest of each tier, where otherwise stands a price; reasoning so far as output stands in for it")
                .hasSize(62 * 2);
    }

    @Test
    void theWordsSayWhatWasExpected() {
        RateCard card = BookText.of(
                        """
                card p m/a 2026-01-01T00:00:00Z
                  standard input=0.25 output=1.25 cache_write_1h=6
                """)
                .cards()
                .getFirst();
        assertThat(PriceDoubts.about(card)).extracting(PriceDoubt::why).containsExactly("24 × input; expected 2");
    }
}
