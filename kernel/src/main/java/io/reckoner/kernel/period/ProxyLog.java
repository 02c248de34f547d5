package io.reckoner.kernel.period;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What has arrived from one live proxy: its sealed segments by number.
 *
 * <p>A proxy's {@code through} counts only up to its first missing or refused number: with segments 1, 2 and 4 the promise
 * of 2 stands and number 3 holds the watermark.
 *
 * @param proxy name of the proxy
 * @param firstNumber number of its first segment
 * @param segments one entry per number, in any order
 */
public record ProxyLog(String proxy, long firstNumber, List<Segment> segments) {
    /** One sealed segment: taken in, or refused. */
    public record Segment(long number, Standing standing, Instant through) {}

    /** Whether a segment's content counts. */
    public enum Standing {
        ACCEPTED,
        REFUSED
    }

    public ProxyLog {
        List<Segment> sorted = new ArrayList<>(segments);
        sorted.sort(Comparator.comparingLong(Segment::number));
        for (int i = 0; i < sorted.size(); i++) {
            long number = sorted.get(i).number();
            if (number < firstNumber || (i > 0 && sorted.get(i - 1).number() == number)) {
                throw new IllegalArgumentException("segment " + number + " of proxy " + proxy + " occurs twice or lies"
                        + " before its first number " + firstNumber + "; give one entry per number");
            }
        }
        segments = List.copyOf(sorted);
    }
}
