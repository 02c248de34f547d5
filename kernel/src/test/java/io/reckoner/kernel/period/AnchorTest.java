package io.reckoner.kernel.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # anchor,                     n,  boundary
            2026-01-15T08:30:00Z,         0,  2026-01-15T08:30:00Z
            2026-01-15T08:30:00Z,         1,  2026-02-15T08:30:00Z
            # clamped to the month, and back to the anchor's day after it
            2026-01-31T10:00:00Z,         1,  2026-02-28T10:00:00Z
            2026-01-31T10:00:00Z,         2,  2026-03-31T10:00:00Z
            2026-01-31T10:00:00Z,         3,  2026-04-30T10:00:00Z
            2026-01-30T10:00:00Z,         1,  2026-02-28T10:00:00Z
            2026-01-29T10:00:00Z,         1,  2026-02-28T10:00:00Z
            # leap years: 2028 is one, 2100 is none
            2028-01-31T00:00:00Z,         1,  2028-02-29T00:00:00Z
            2028-01-29T00:00:00Z,         1,  2028-02-29T00:00:00Z
            2028-02-29T12:00:00Z,        12,  2029-02-28T12:00:00Z
            2028-02-29T12:00:00Z,        48,  2032-02-29T12:00:00Z
            2100-01-31T00:00:00Z,         1,  2100-02-28T00:00:00Z
            # across a year, to the microsecond, blind to daylight saving
            2026-12-31T23:59:59.999999Z,  2,  2027-02-28T23:59:59.999999Z
            2026-03-15T01:30:00Z,         8,  2026-11-15T01:30:00Z
            """)
    void boundariesCountFromTheAnchor(Instant anchor, int n, Instant boundary) {
        assertThat(new Anchor(anchor).boundary(n)).isEqualTo(boundary);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            2026-01-31T10:00:00Z, 0, 2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z
            2026-01-31T10:00:00Z, 1, 2026-02-28T10:00:00Z, 2026-03-31T10:00:00Z
            """)
    void cyclesFollowEachOtherWithoutAGap(Instant anchor, int n, Instant from, Instant to) {
        assertThat(new Anchor(anchor).cycle(n)).isEqualTo(new Period(from, to));
    }
}
