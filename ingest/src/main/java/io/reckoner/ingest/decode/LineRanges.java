package io.reckoner.ingest.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of one segment, in ascending order, as ranges. A few bytes for each range, so that even a segment of which every
 * other line is bad can be told exactly.
 */
public final class LineRanges {
    /** Lines {@code first} to {@code last} inclusive; {@code offset} is where the first begins, uncompressed. */
    public record Range(long first, long last, long offset) {
        public Range {
            if (first < 1 || last < first || offset < 0) {
                throw new IllegalArgumentException("no range: lines " + first + " to " + last + " from byte " + offset);
            }
        }
    }

    /** For each range but the last: lines skipped, lines less one, bytes skipped; as numbers of seven bits a byte. */
    private byte[] coded = new byte[16];

    private int size;
    private long codedLine;
    private long codedOffset;

    private long first = -1;
    private long last = -1;
    private long offset;
    private long count;

    /**
     * The lines of these ranges.
     *
     * @param ranges in ascending order, none overlapping another
     */
    public static LineRanges of(List<Range> ranges) {
        LineRanges lines = new LineRanges();
        for (Range range : ranges) {
            lines.add(range.first(), range.offset());
            lines.count += range.last() - range.first();
            lines.last = range.last();
        }
        return lines;
    }

    /** Adds a line behind all others. */
    public void add(long line, long lineOffset) {
        if (line <= last) {
            throw new IllegalArgumentException("line " + line + " is not behind line " + last);
        }
        count++;
        if (last >= 0 && line == last + 1) {
            last = line;
            return;
        }
        if (last >= 0) {
            code();
        }
        first = line;
        last = line;
        offset = lineOffset;
    }

    private void code() {
        put(first - codedLine);
        put(last - first);
        put(offset - codedOffset);
        codedLine = last;
        codedOffset = offset;
    }

    private void put(long number) {
        if (size + 10 > coded.length) {
            coded = Arrays.copyOf(coded, coded.length * 2);
        }
        long rest = number;
        while (rest >= 0x80) {
            coded[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        coded[size++] = (byte) rest;
    }

    /** Number of lines. */
    public long count() {
        return count;
    }

    /** The ranges in order. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        long line = 0;
        long at = 0;
        long[] number = new long[1];
        for (int i = 0; i < size; ) {
            i = get(i, number);
            long from = line + number[0];
            i = get(i, number);
            line = from + number[0];
            i = get(i, number);
            at += number[0];
            ranges.add(new Range(from, line, at));
        }
        if (last >= 0) {
            ranges.add(new Range(first, last, offset));
        }
        return ranges;
    }

    /** Number of lines that are among these and among others of the same segment. */
    public long inCommonWith(LineRanges others) {
        List<Range> left = ranges();
        List<Range> right = others.ranges();
        long common = 0;
        for (int l = 0, r = 0; l < left.size() && r < right.size(); ) {
            Range one = left.get(l);
            Range other = right.get(r);
            common += Math.max(0, Math.min(one.last(), other.last()) - Math.max(one.first(), other.first()) + 1);
            if (one.last() < other.last()) {
                l++;
            } else {
                r++;
            }
        }
        return common;
    }

    private int get(int start, long[] number) {
        long value = 0;
        int shift = 0;
        int at = start;
        while (coded[at] < 0) {
            value |= (coded[at++] & 0x7FL) << shift;
            shift += 7;
        }
        number[0] = value | (long) coded[at] << shift;
        return at + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LineRanges lines && ranges().equals(lines.ranges());
    }

    @Override
    public int hashCode() {
        return ranges().hashCode();
    }

    @Override
    public String toString() {
        return ranges().toString();
    }
}
