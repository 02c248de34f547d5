package io.reckoner.jobs.notice;

import java.time.Duration;
import java.util.Optional;

/** How long to wait for the next attempt: 1, 2, 4, ... minutes, 8 hours at most. Fifteen attempts take two days. */
final class RetryWait {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(8);
    private static final int MOST_ATTEMPTS = 15;

    private RetryWait() {}

    /** After so many attempts; empty when that was the last. Example: 4 minutes after the third. */
    static Optional<Duration> after(int attempts) {
        if (attempts >= MOST_ATTEMPTS) {
            return Optional.empty();
        }
        Duration doubled = FIRST.multipliedBy(1L << (attempts - 1));
        return Optional.of(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }
}
