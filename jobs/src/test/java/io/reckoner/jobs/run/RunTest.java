package io.reckoner.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.period.Horizon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            2026-03-01T00:00:00Z, 5, 2026-03-01T00:00:00Z
                                , 5, 2026-03-05T00:00:00Z
            """)
    void aRunOfAnEarlierVersionHasTheHorizonOfItsWatermark(
            @Nullable Instant pinned, int lookBackDays, Instant horizon) {
        Run run = new Run(
                1,
                LocalDate.parse("2026-03-09"),
                0,
                Run.BEGINNING,
                Instant.parse("2026-03-10T00:00:00Z"),
                Optional.ofNullable(pinned).map(Horizon::new),
                1,
                Instant.parse("2026-03-10T00:00:00Z"),
                16,
                Run.State.COMMITTED,
                "");
        assertThat(run.horizonOr(Duration.ofDays(lookBackDays))).isEqualTo(new Horizon(horizon));
    }
}
