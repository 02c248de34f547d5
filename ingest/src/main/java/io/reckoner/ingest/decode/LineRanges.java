package io.reckoner.ingest.decode;

import java.util.ArrayList;
import java.util.List;

/** Lines of one segment, in ascending order, as ranges. Grows by {@link #add}; a few bytes for each range. */
public final class LineRanges {
    /** Lines {@code first} to {@code last} inclusive; {@code offset} is where the first begins, uncompressed. */
    public record Range(long first, long last, long offset) {
        public Range {
            if (first < 1 || last < first || offset < 0) {
                throw new IllegalArgumentException("no range: lines " + first + " to " + last + " from byte " + offset);
            }
        }

        long count() {
            return last - first + 1;
        }
    }

    private final List<Range> ranges = new ArrayList<>();
    private long count;

    /**
     * The lines of these ranges.
     *
     * @param ranges in ascending order, none overlapping another
     */
    public static LineRanges of(List<Range> ranges) {
        LineRanges lines = new LineRanges();
        for (Range range : ranges) {
            lines.requireBehind(range.first());
            lines.ranges.add(range);
            lines.count += range.count();
        }
        return lines;
    }

    /** Adds a line behind all others. */
    public void add(long line, long offset) {
        requireBehind(line);
        Range last = ranges.isEmpty() ? null : ranges.getLast();
        if (last != null && last.last() == line - 1) {
            ranges.set(ranges.size() - 1, new Range(last.first(), line, last.offset()));
        } else {
            ranges.add(new Range(line, line, offset));
        }
        count++;
    }

    private void requireBehind(long line) {
        if (!ranges.isEmpty() && line <= ranges.getLast().last()) {
            throw new IllegalArgumentException(
                    "line " + line + " is not behind line " + ranges.getLast().last());
        }
    }

    /** Number of lines. */
    public long count() {
        return count;
    }

    /** The ranges in order. */
    public List<Range> ranges() {
        return List.copyOf(ranges);
    }
}
