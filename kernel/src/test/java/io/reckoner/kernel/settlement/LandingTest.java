package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # effective, settled, running, lands
            5,           ,        ,        5
            5,           3,       ,        5
            5,           5,       ,        5
            5,           7,       ,        7
            5,           3,       9,       9
            5,           ,        9,       9
            12,          3,       9,       12
            """)
    void neverLandsBehindASettlement(String effective, String settled, String running, String lands) {
        Instant landing = Landing.of(
                Script.at(effective),
                Optional.ofNullable(settled).map(Script::at),
                Optional.ofNullable(running).map(Script::at));
        assertThat(landing).isEqualTo(Script.at(lands));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # effective,                   lands
            0202-03-01T00:00:00Z,          1970-01-01T00:00:00Z
            1969-12-31T23:59:59.999999Z,   1970-01-01T00:00:00Z
            1970-01-01T00:00:00Z,          1970-01-01T00:00:00Z
            1970-01-01T00:00:00.000001Z,   1970-01-01T00:00:00.000001Z
            """)
    void landsNoEarlierThanTheFirstRunBegins(Instant effective, Instant lands) {
        assertThat(Landing.of(effective, Optional.empty(), Optional.empty())).isEqualTo(lands);
    }
}
