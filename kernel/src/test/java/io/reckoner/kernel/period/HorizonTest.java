package io.reckoner.kernel.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HorizonTest {
    private static final Instant WATERMARK = Instant.parse("2026-04-13T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # watermark          | look-back | last horizon                | horizon
            2026-04-13T00:00:00Z | P35D      |                             | 2026-03-09T00:00:00Z
            2026-04-13T00:00:00Z | P35D      | 2026-03-08T00:00:00Z        | 2026-03-09T00:00:00Z
            2026-04-13T00:00:00Z | P35D      | 2026-03-09T00:00:00Z        | 2026-03-09T00:00:00Z
            2026-04-13T00:00:00Z | P35D      | 2026-03-09T00:00:00.000001Z | 2026-03-09T00:00:00.000001Z
            # raised: it holds until the watermark is far enough
            2026-04-13T00:00:00Z | P60D      | 2026-03-08T00:00:00Z        | 2026-03-08T00:00:00Z
            2026-05-07T00:00:00Z | P60D      | 2026-03-08T00:00:00Z        | 2026-03-08T00:00:00Z
            2026-05-08T00:00:00Z | P60D      | 2026-03-08T00:00:00Z        | 2026-03-09T00:00:00Z
            # lowered, and raised again: it has moved for good
            2026-04-13T00:00:00Z | P1D       | 2026-03-08T00:00:00Z        | 2026-04-12T00:00:00Z
            2026-04-13T00:00:00Z | P35D      | 2026-04-12T00:00:00Z        | 2026-04-12T00:00:00Z
            2026-04-13T00:00:00Z | PT0S      | 2026-03-08T00:00:00Z        | 2026-04-13T00:00:00Z
            # as good as for ever
            2026-04-13T00:00:00Z | P999999999999D |                        | 1970-01-01T00:00:00Z
            2026-04-13T00:00:00Z | P999999999999D | 2026-03-08T00:00:00Z   | 2026-03-08T00:00:00Z
            """)
    void isTheWatermarkLessTheLookBackAndNeverGoesBack(
            Instant watermark, Duration lookBack, @Nullable Instant last, Instant horizon) {
        assertThat(Horizon.of(watermark, lookBack, Optional.ofNullable(last).map(Horizon::new)))
                .isEqualTo(new Horizon(horizon));
    }

    @Test
    void hidesWhatIsBeforeIt() {
        Horizon horizon = new Horizon(WATERMARK);
        assertThat(horizon.hides(WATERMARK.minusNanos(1_000))).isTrue();
        assertThat(horizon.hides(WATERMARK)).isFalse();
    }

    @Test
    void refusesANegativeLookBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Horizon.of(WATERMARK, Duration.ofDays(-1), Optional.empty()))
                .withMessage("look-back must not be negative, as PT-24H is");
    }
}
