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
}
