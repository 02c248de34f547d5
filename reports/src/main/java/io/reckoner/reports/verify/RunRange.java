package io.reckoner.reports.verify;

/**
 * The runs to verify, both ends included.
 *
 * @param first 1 or more
 */
public record RunRange(long first, long last) {
    public static final RunRange ALL = new RunRange(1, Long.MAX_VALUE);

    public RunRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "runs are numbered from 1 and a range ascends: " + first + " to " + last);
        }
    }

    public boolean contains(long run) {
        return first <= run && run <= last;
    }
}
