package io.reckoner.kernel.period;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The instant monthly cycles are counted from.
 *
 * <p>The n-th boundary is the anchor plus n months, clamped to the month's length, at the same UTC time. Each is reckoned
 * from the anchor and not from the boundary before it: 31 Jan → 28 Feb → 31 Mar.
 */
public record Anchor(Instant instant) {
    /** The n-th boundary; the 0-th is the anchor itself. */
    public Instant boundary(int n) {
        return instant.atOffset(ZoneOffset.UTC).plusMonths(n).toInstant();
    }

    /** The cycle that begins at the n-th boundary. */
    public Period cycle(int n) {
        return new Period(boundary(n), boundary(n + 1));
    }
}
