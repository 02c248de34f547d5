package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was declined is asked for again later and later. */
class BackOffTest {
    private static final Instant LAST = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest(name = "[{index}] after {1} declined attempts")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # first | declined | not yet after | again after
                    PT10M   | 1        | PT9M59S       | PT10M
                    PT10M   | 2        | PT19M59S      | PT20M
                    PT10M   | 3        | PT39M59S      | PT40M
                    PT10M   | 9        | PT23H59M59S   | P1D
                    PT10M   | 5000     | PT23H59M59S   | P1D
                    PT1S    | 18       | PT23H59M59S   | P1D
                    """)
    void waitsTwiceAsLongEachTimeAndADayAtMost(Duration first, int declined, Duration notYet, Duration again) {
        BackOff backOff = new BackOff(first);
        List<Standing> tries =
                IntStream.range(0, declined).mapToObj(BackOffTest::declined).toList();
        assertThat(backOff.allows(tries, LAST.plus(notYet))).isFalse();
        assertThat(backOff.allows(tries, LAST.plus(again))).isTrue();
        assertThat(backOff.allows(List.of(), LAST)).isTrue();
    }

    private static Standing declined(int number) {
        Intent intent = new Intent(
                "pay_" + number,
                "acme",
                GatewayName.CREEM,
                Purpose.PLAN_CYCLE,
                Optional.empty(),
                Cents.NONE,
                new Means.CancelOf("sub_1"),
                "end:" + number,
                LAST);
        return new Standing(
                intent,
                List.of(new Standing.Learned(new Outcome.Declined("no"), Source.CALL, Optional.empty(), LAST)),
                false);
    }
}
