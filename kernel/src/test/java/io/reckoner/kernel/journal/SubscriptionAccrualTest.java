package io.reckoner.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.journal.SubscriptionAccrual.Day;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionAccrualTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final SubscriptionAccrual THIRTY_DAYS =
            SubscriptionAccrual.of(Money.parse("10.00"), NOON, NOON.plus(Duration.ofDays(30)));

    /** The example of docs/journal.md. */
    @Test
    void daysSumToThePriceToTheLastPico() {
        List<Day> days = THIRTY_DAYS.days(Instant.EPOCH, Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(days).hasSize(31);
        assertThat(days.get(0).amount()).isEqualTo(Money.parse("0.166666666666"));
        assertThat(days.subList(1, 30))
                .extracting(day -> day.amount().toString())
                .containsOnly("0.333333333333", "0.333333333334");
        assertThat(days.get(30).amount()).isEqualTo(Money.parse("0.166666666667"));
        assertThat(sum(days)).isEqualTo(Money.parse("10.00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # price | from                | to                  | previous watermark  | watermark                | days booked
            30.00 | 2026-03-01T00:00:00Z | 2026-03-31T00:00:00Z | 2026-03-01T00:00:00Z | 2026-03-03T00:00:00Z   | 2026-03-01 1.00, 2026-03-02 1.00
            30.00 | 2026-03-01T00:00:00Z | 2026-03-31T00:00:00Z | 2026-03-01T00:00:00Z | 2026-03-01T23:59:59.999999Z | ''
            30.00 | 2026-03-01T00:00:00Z | 2026-03-31T00:00:00Z | 2026-03-01T23:59:59Z | 2026-03-02T00:00:00Z   | 2026-03-01 1.00
            30.00 | 2026-03-01T00:00:00Z | 2026-03-31T00:00:00Z | 2026-03-02T00:00:00Z | 2026-03-02T23:00:00Z   | ''
            30.00 | 2026-03-01T18:00:00Z | 2026-03-31T18:00:00Z | 2026-03-01T00:00:00Z | 2026-03-02T00:00:00Z   | 2026-03-01 0.25
            30.00 | 2026-03-01T18:00:00Z | 2026-03-31T18:00:00Z | 2026-03-31T12:00:00Z | 2026-03-31T18:00:00Z   | 2026-03-31 0.75
            30.00 | 2026-03-01T18:00:00Z | 2026-03-31T18:00:00Z | 2026-03-31T18:00:00Z | 2026-04-02T00:00:00Z   | ''
            30.00 | 2026-03-01T00:00:00Z | 2026-03-31T00:00:00Z | 2026-02-01T00:00:00Z | 2026-03-01T00:00:00Z   | ''
            0.00  | 2026-03-01T00:00:00Z | 2026-03-31T00:00:00Z | 2026-03-01T00:00:00Z | 2026-03-31T00:00:00Z   | ''
            0.000000000001 | 2026-03-01T00:00:00Z | 2026-03-03T00:00:00Z | 2026-03-01T00:00:00Z | 2026-03-09T00:00:00Z | 2026-03-02 0.000000000001
            1.00  | 2026-03-01T10:00:00Z | 2026-03-01T11:00:00Z | 2026-03-01T00:00:00Z | 2026-03-01T11:00:00Z   | 2026-03-01 1.00
            """)
    void aDayIsBookedOnceTheWatermarkHasPassedIt(
            String price, Instant from, Instant to, Instant previous, Instant watermark, String expected) {
        SubscriptionAccrual accrual = SubscriptionAccrual.of(Money.parse(price), from, to);
        assertThat(accrual.days(previous, watermark).stream()
                        .map(day -> day.day() + " " + day.amount())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyCadenceBooksTheSameDays(int seed) {
        Random random = new Random(seed);
        Instant from = NOON.plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
        SubscriptionAccrual accrual = SubscriptionAccrual.of(
                Money.ofPicos(random.nextLong(100_000_000_000_000L)), from, from.plus(Duration.ofDays(31)));
        Instant end = from.plus(Duration.ofDays(40));
        List<Day> booked = new ArrayList<>();
        Instant watermark = NOON.minus(Duration.ofDays(2));
        while (watermark.isBefore(end)) {
            Instant next = watermark.plus(1 + random.nextLong(3 * 86_400_000_000L), ChronoUnit.MICROS);
            booked.addAll(accrual.days(watermark, next));
            watermark = next;
        }
        assertThat(booked).isEqualTo(accrual.days(Instant.EPOCH, end));
        assertThat(sum(booked)).isEqualTo(accrual.price());
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            2026-03-01T12:00:00Z, 10.00
            2026-03-01T23:59:59.999999Z, 10.00
            2026-03-02T00:00:00Z, 9.833333333334
            2026-03-16T12:00:00Z, 5.166666666667
            2026-03-31T12:00:00Z, 0.166666666667
            """)
    void aCutLeavesTheRestOfThePriceItsOwnDayIncluded(Instant at, String unearned) {
        SubscriptionAccrual cut = THIRTY_DAYS.cut(at);
        assertThat(cut.unearned()).isEqualTo(Money.parse(unearned));
        List<Day> days = cut.days(Instant.EPOCH, Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(sum(days).plus(cut.unearned())).isEqualTo(Money.parse("10.00"));
        assertThat(THIRTY_DAYS.unearned()).isEqualTo(Money.ZERO);
    }

    @Test
    void refusesWhatCannotBeEarned() {
        assertThatThrownBy(() -> SubscriptionAccrual.of(Money.parse("-1.00"), NOON, NOON.plusSeconds(1)))
                .hasMessageContaining("a price of zero or more");
        assertThatThrownBy(() -> SubscriptionAccrual.of(Money.ZERO, NOON, NOON)).hasMessageContaining("ends after");
        assertThatThrownBy(() -> THIRTY_DAYS.cut(NOON.minusNanos(1_000))).hasMessageContaining("cut short");
    }

    private static Money sum(List<Day> days) {
        return days.stream().map(Day::amount).reduce(Money.ZERO, Money::plus);
    }
}
