package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
    private static final PriceBook BOOK = BookText.of(
            """
            book mark_up=2
            card openai m/a 2026-01-01T00:00:00Z
              standard input=4 output=8
              standard>1000 input=6
              tier batch x0.5
              tier own input=3
              window 16:30-00:30 x0.5:1 output=1
              window 06:00-07:00 x0
            """);

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # at,                         cost,   charge
            2026-01-05T16:29:59.999999Z,  0.004,  0.008
            2026-01-05T16:30:00Z,         0.002,  0.008
            2026-01-05T23:59:59.999999Z,  0.002,  0.008
            2026-01-06T00:00:00Z,         0.002,  0.008
            2026-01-06T00:29:59.999999Z,  0.002,  0.008
            2026-01-06T00:30:00Z,         0.004,  0.008
            2026-01-06T05:59:59.999999Z,  0.004,  0.008
            2026-01-06T06:00:00Z,         0,      0
            2026-01-06T06:59:59.999999Z,  0,      0
            2026-01-06T07:00:00Z,         0.004,  0.008
            """)
    void aWindowIsHalfOpenAndMayRunOverMidnight(String at, String cost, String charge) {
        assertPrice(null, at, "input=1000", cost, charge);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier, at,                    counts,       cost,      charge,    why
            ,       2026-01-05T12:00:00Z,  output=1000,  0.008,     0.016,     outside
            ,       2026-01-05T17:00:00Z,  output=1000,  0.001,     0.002,     own price; the window's multiplier does not act
            ,       2026-01-05T17:00:00Z,  input=1001,   0.003003,  0.012012,  context tier × window
            batch,  2026-01-05T17:00:00Z,  input=1000,   0.001,     0.004,     service tier × window
            batch,  2026-01-05T17:00:00Z,  output=1000,  0.0005,    0.001,     the window's own price × service tier
            own,    2026-01-05T17:00:00Z,  input=1000,   0.0015,    0.006,     the service tier's own price × window
            own,    2026-01-05T17:00:00Z,  output=1000,  0.001,     0.002,     no own price of the tier: the window's
            own,    2026-01-05T12:00:00Z,  input=1000,   0.003,     0.006,     outside
            """)
    void combinesWithServiceAndContextTiers(
            String tier, String at, String counts, String cost, String charge, String why) {
        assertPrice(tier, at, counts, cost, charge);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # tier, input, cost
            own,    1000,  0.003
            ,       1000,  0.001
            """)
    void theServiceTiersOwnPriceStandsBeforeTheWindows(String tier, long input, String cost) {
        PriceBook book = BookText.of(
                """
                card openai m/a 2026-01-01T00:00:00Z
                  standard input=4
                  tier own input=3
                  window 00:00-12:00 x0.5 input=1
                """);
        QuoteRequest request = RatedEvent.request("m/a", "2026-01-01T00:00:00Z", "input=" + input)
                .withServiceTier(tier);
        assertThat(RatedEvent.of(book, request).rated()).isEqualTo(Money.parse(cost));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # from, to,    at,                           inside
            0,      86400, 2026-01-01T00:00:00Z,         true
            0,      86400, 2026-01-01T23:59:59.999999Z,  true
            3600,   7200,  1969-12-31T01:00:00Z,         true
            3600,   7200,  1969-12-31T00:59:59.999999Z,  false
            3600,   7200,  1969-12-31T01:59:59.999999Z,  true
            3600,   7200,  1969-12-31T02:00:00Z,         false
            """)
    void holdsInstantsOfAnyDay(int from, int to, Instant at, boolean inside) {
        TimeWindow window = new TimeWindow(from, to, Multiplier.ONE, PriceList.EMPTY);
        assertThat(window.contains(Micros.of(at))).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # from, to
            0,      0
            60,     60
            -1,     60
            86400,  60
            0,      86401
            """)
    void refusesEmptyOnesAndTimesNoDayHas(int from, int to) {
        assertThatThrownBy(() -> new TimeWindow(from, to, Multiplier.ONE, PriceList.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # a from, a to, b from, b to, overlap, name of a
            0,        60,   60,     120,  false,   00:00-00:01
            0,        61,   60,     120,  true,    00:00-00:01:01
            82800,    3600, 3600,   7200, false,   23:00-01:00
            82800,    3600, 3599,   7200, true,    23:00-01:00
            82800,    3600, 0,      1,    true,    23:00-01:00
            82800,    3600, 80000,  1,    true,    23:00-01:00
            7200,     3600, 3600,   7200, false,   02:00-01:00
            10,       20,   5,      86400, true,   00:00:10-00:00:20
            """)
    void knowsWhichOverlap(int aFrom, int aTo, int bFrom, int bTo, boolean overlap, String name) {
        TimeWindow a = new TimeWindow(aFrom, aTo, Multiplier.ONE, PriceList.EMPTY);
        TimeWindow b = new TimeWindow(bFrom, bTo, Multiplier.ONE, PriceList.EMPTY);
        assertThat(a.overlaps(b)).isEqualTo(overlap);
        assertThat(b.overlaps(a)).isEqualTo(overlap);
        assertThat(a.name()).isEqualTo(name);
    }

    private static void assertPrice(String tier, String at, String counts, String cost, String charge) {
        RatedEvent rated =
                RatedEvent.of(BOOK, RatedEvent.request("m/a", at, counts).withServiceTier(tier));
        assertThat(rated.rated()).isEqualTo(Money.parse(cost));
        assertThat(rated.charge()).isEqualTo(Money.parse(charge));
    }
}
