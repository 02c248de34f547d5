package io.reckoner.jobs.suspense;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * Lines in open suspense by what they say of themselves.
 *
 * @param unplaced lines that name no readable time, or no account that is known: they may be anybody's
 */
record OpenLines(Map<String, long[]> microsByAccount, long unplaced) {
    /** Times ascending within each account. */
    OpenLines {
        microsByAccount.values().forEach(Arrays::sort);
    }

    /** How many lines of an account are of a time before the instant. */
    long before(String account, Instant instant) {
        long micros = io.reckoner.kernel.period.Micros.of(instant);
        long[] times = microsByAccount.getOrDefault(account, new long[0]);
        return Arrays.stream(times).takeWhile(time -> time < micros).count();
    }
}
