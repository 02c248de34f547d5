package io.reckoner.ingest.decode;

import java.util.ArrayList;
import java.util.List;

/** Lines of one segment, in ascending order, as ranges. Grows by {@link #add}; a few bytes for each range. */
public final class LineRanges {
    /** Lines {@code first} to {@code last} inclusive; {@code offset} is where the first begins, uncompressed. */
    public record Range(long first, long last, long offset) {}

    private final List<Range> ranges = new ArrayList<>();
    private long count;

    /** Adds a line behind all others. */
    public void add(long line, long offset) {
        throw new UnsupportedOperationException("follows");
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
