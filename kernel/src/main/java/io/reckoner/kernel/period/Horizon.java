package io.reckoner.kernel.period;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The instant before which sameness cannot be shown: an older event is too old to be told from a repeat, and the sameness
 * index may forget the runs that settled nothing after it.
 *
 * <p>A run's horizon is the later of its watermark less the look-back and the horizon of the last committed run. So it
 * never goes back: what the index may have forgotten is not taken for new because the look-back was raised. It is never
 * before 1970.
 *
 * <p>Example: last horizon 03-08, watermark 04-13. Look-back 35 days: 03-09. Look-back 60 days: 03-08, until the watermark
 * is 05-07.
 */
public record Horizon(Instant instant) {
    /**
     * The horizon of a run.
     *
     * @param watermark that of the run
     * @param lookBack how far behind the watermark repeats are to be recognised
     * @param last the horizon of the last committed run; empty for the first
     * @throws IllegalArgumentException for a negative look-back
     */
    public static Horizon of(Instant watermark, Duration lookBack, Optional<Horizon> last) {
        if (lookBack.isNegative()) {
            throw new IllegalArgumentException("look-back must not be negative, as " + lookBack + " is");
        }
        boolean reachesBeyond = lookBack.compareTo(Duration.between(Instant.EPOCH, watermark)) > 0;
        Horizon wanted = new Horizon(reachesBeyond ? Instant.EPOCH : watermark.minus(lookBack));
        return last.filter(reached -> reached.hides(wanted.instant)).orElse(wanted);
    }

    /** Whether an event of this instant is too old. */
    public boolean hides(Instant ts) {
        return ts.isBefore(instant);
    }
}
