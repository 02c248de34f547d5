package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How soon what a gateway declined is asked for again: after {@code first}, then after twice as long each time, at most after a day.
 * Example: with 10 minutes the second attempt is made 10 minutes after the first, the third 20 minutes after the second.
 */
record BackOff(Duration first) {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Enough doublings to reach the longest wait from a second. */
    private static final int MOST_DOUBLINGS = 17;

    /** @param declined attempts so far, in order; all were declined */
    boolean allows(List<Standing> declined, Instant now) {
        if (declined.isEmpty()) {
            return true;
        }
        Duration wait = first.multipliedBy(1L << Math.min(declined.size() - 1, MOST_DOUBLINGS));
        Instant last = declined.getLast().intent().recordedAt();
        return !now.isBefore(last.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST));
    }
}
