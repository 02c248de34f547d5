package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextTierTest {
    private static final String AT = "2026-01-01T00:00:00Z";

    private static void assertCost(PriceBook book, String counts, String cost) {
        RatedEvent rated = RatedEvent.of(book, RatedEvent.request("m/a", AT, counts));
        assertThat(rated.verdict()).isNull();
        assertThat(rated.rated()).isEqualTo(Money.parse(cost));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # counts,                                                       cost
            input=200000,                                                   0.2
            input=200001,                                                   0.400002
            input=199999 cache_read=1,                                      0.1999991
            input=200000 cache_read=1,                                      0.4000002
            input=1 cache_read=100000 cache_write_5m=50000 input_image=50000, 0.220002
            input=1 cache_read=100000 cache_write_5m=49999 input_image=50000, 0.159999
            input=200000 output=1000,                                       0.203
            input=200001 output=1000,                                       0.405002
            input=200000 output=900000,                                     2.9
            input=500000,                                                   1
            input=500001,                                                   2.000004
            input=500001 cache_read=0,                                      2.000004
            input=500001 output=1000,                                       2.005004
            input=500000 cache_read=1,                                      2.0000002
            """)
    void aWholeRequestIsPricedByTheHighestTierMetThatNamesTheComponent(String counts, String cost) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=1 output=3 cache_read=0.1 cache_write_5m=2
                  standard>200000 input=2 output=5 cache_read=0.2
                  standard>500000 input=4
                """);
        assertCost(book, counts, cost);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # operator, input,   cost
            >,          199999,  0.199999
            >,          200000,  0.2
            >,          200001,  0.400002
            >=,         199999,  0.199999
            >=,         200000,  0.4
            >=,         200001,  0.400002
            """)
    void theOperatorSaysWhetherReachingTheThresholdMeetsIt(String operator, long input, String cost) {
        assertCost(
                BookText.of(
                        """
                card openai m/a 2026-01-01T00:00:00Z operator=%s
                  standard input=1
                  standard>200000 input=2
                """
                                .formatted(operator)),
                "input=" + input,
                cost);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # metric,       counts,                            cost
            input,          input=100 cache_read=900,          0.0001
            input,          input=101 cache_read=900,          0.000202
            output,         input=1000 output=100,             0.001
            output,         input=1000 output=101,             0.002
            input;output,   input=50 output=50,                0.00005
            input;output,   input=50 output=51,                0.0001
            """)
    void theMetricIsTheSumOfTheComponentsItNames(String metric, String counts, String cost) {
        assertCost(
                BookText.of(
                        """
                card openai m/a 2026-01-01T00:00:00Z metric=%s
                  standard input=1 output=0 cache_read=0
                  standard>100 input=2
                """
                                .formatted(metric.replace(';', ','))),
                counts,
                cost);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # counts,                          cost
            input=100,                         0.0001
            input=101,                         0.000102
            input=300,                         0.0005
            input=301,                         0.000503
            input=1000,                        0.0026
            output=100,                        0.001
            output=101,                        0.00102
            input=100 output=101,              0.00112
            input=101 cache_read=500,          0.000152
            reasoning=101,                     0.00102
            """)
    void graduatedEachComponentsOwnCountIsCutAtTheThresholds(String counts, String cost) {
        assertCost(
                BookText.of(
                        """
                card openai m/a 2026-01-01T00:00:00Z mode=graduated
                  standard input=1 output=10 cache_read=0.1
                  standard>100 input=2 output=20
                  standard>300 input=3
                """),
                counts,
                cost);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # seconds, cost
            60,        0.6
            60.5,      0.6025
            0.5,       0.005
            """)
    void graduatedSecondsAreCutAtWholeSeconds(String seconds, String cost) {
        assertCost(
                BookText.of(
                        """
                card openai m/a 2026-01-01T00:00:00Z mode=graduated
                  standard seconds=0.01
                  standard>60 seconds=0.005
                """),
                "seconds=" + seconds,
                cost);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # input, exact,  picos
            1,       1/3,    0
            2,       5/6,    1
            3,       4/3,    1
            4,       11/6,   2
            5,       7/3,    2
            """)
    void graduatedPartsAreSummedExactlyThenRoundedOnce(long input, String exact, long picos) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z mode=graduated
                  standard input=0.000000000001/3
                  standard>1 input=0.0000005
                """);
        QuoteRequest request = RatedEvent.request("m/a", AT, "input=" + input);
        assertThat(RatedEvent.of(book, request).rated()).isEqualTo(Money.ofPicos(picos));
        Working.Line line = ((PriceQuote.Priced) PriceQuote.of(book, request))
                .working()
                .lines()
                .getFirst();
        assertThat(line.numerator() + "/" + line.denominator()).isEqualTo(exact);
    }
}
