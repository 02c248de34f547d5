package io.reckoner.kernel.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            1970-01-01T00:00:00Z,                       0, 1970-01-01
            1970-01-01T00:00:01.5Z,               1500000, 1970-01-01
            1970-01-01T23:59:59.999999Z,      86399999999, 1970-01-01
            1970-01-02T00:00:00Z,             86400000000, 1970-01-02
            1969-12-31T23:59:59.999999Z,               -1, 1969-12-31
            2026-03-01T00:00:00Z,        1772323200000000, 2026-03-01
            """)
    void holdsInstantsExactly(Instant instant, long micros, LocalDate day) {
        assertThat(Micros.of(instant)).isEqualTo(micros);
        assertThat(Micros.instant(micros)).isEqualTo(instant);
        assertThat(Micros.day(micros)).isEqualTo(day);
    }

    @Test
    void refusesWhatIsFiner() {
        assertThatThrownBy(() -> Micros.of(Instant.parse("2026-03-01T00:00:00.000000001Z")))
                .hasMessage("2026-03-01T00:00:00.000000001Z is finer than a microsecond; give at most six decimals");
    }
}
