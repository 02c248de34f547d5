package io.reckoner.kernel.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When something recorded by an act lands in the time line: never behind a settlement.
 *
 * <p>Example: a gift effective on 1 March, recorded when everything up to 3 March is settled and a run to 4 March is under way,
 * acts on 4 March.
 */
public final class Landing {
    /** Where every time line begins, and with it the first run: nothing lands before. */
    public static final Instant BEGINNING = Instant.EPOCH;

    private Landing() {}

    /**
     * The latest of the instant asked for, the {@link #BEGINNING}, the watermark at recording, and the watermark of a run in
     * progress.
     *
     * @param settled watermark of the last run, empty before the first
     * @param running watermark of a run in progress
     */
    public static Instant of(Instant effectiveAt, Optional<Instant> settled, Optional<Instant> running) {
        Instant landing = effectiveAt.isBefore(BEGINNING) ? BEGINNING : effectiveAt;
        for (Optional<Instant> bound : List.of(settled, running)) {
            if (bound.isPresent() && bound.get().isAfter(landing)) {
                landing = bound.get();
            }
        }
        return landing;
    }
}
