package io.reckoner.kernel.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final Period MARCH = Period.month(YearMonth.of(2026, 3));

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            2026-02-28T23:59:59.999999Z, false
            2026-03-01T00:00:00Z,        true
            2026-03-31T23:59:59.999999Z, true
            2026-04-01T00:00:00Z,        false
            """)
    void itsBeginningBelongsToItAndItsEndDoesNot(Instant instant, boolean inside) {
        assertThat(MARCH.contains(instant)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z, false
            2026-02-01T00:00:00Z, 2026-03-01T00:00:01Z, true
            2026-03-31T00:00:00Z, 2026-05-01T00:00:00Z, true
            2026-04-01T00:00:00Z, 2026-05-01T00:00:00Z, false
            """)
    void neighboursDoNotOverlap(Instant from, Instant to, boolean overlap) {
        assertThat(MARCH.overlaps(new Period(from, to))).isEqualTo(overlap);
        assertThat(new Period(from, to).overlaps(MARCH)).isEqualTo(overlap);
    }

    @Test
    void aDayIsTheUtcDay() {
        assertThat(Period.day(LocalDate.of(2026, 3, 29)))
                .isEqualTo(new Period(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z")));
    }

    @Test
    void refusesToBeEmpty() {
        Instant instant = Instant.parse("2026-03-01T00:00:00Z");
        assertThatThrownBy(() -> new Period(instant, instant))
                .hasMessage("a period must end after it begins: [2026-03-01T00:00:00Z, 2026-03-01T00:00:00Z)");
    }
}
