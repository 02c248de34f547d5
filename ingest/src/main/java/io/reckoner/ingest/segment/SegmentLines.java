package io.reckoner.ingest.segment;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a segment, one after the other, in a buffer that is used again. A line longer than the limit is passed
 * over without being kept, however long it is.
 *
 * <pre>{@code
 * try (SegmentLines lines = SegmentLines.open(file, 1 << 20)) {
 *     while (lines.next()) {
 *         use(lines.buffer(), lines.start(), lines.length());
 *     }
 * }
 * }</pre>
 */
public final class SegmentLines implements Closeable {
    private static final int CHUNK = 1 << 18;

    private final InputStream in;
    private final int maxLineBytes;
    private byte[] buf = new byte[CHUNK];
    private int limit;
    private int next;
    private boolean ended;

    private int start;
    private int length;
    private long number;
    private long offset;
    private long nextOffset;
    private boolean tooLong;
    private boolean torn;

    private SegmentLines(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Opens a segment; how it is compressed its name tells.
     *
     * @param maxLineBytes longest line that is kept, without its newline
     */
    public static SegmentLines open(Path file, int maxLineBytes) throws IOException {
        return over(SegmentStream.open(file, SegmentStream.compressionOf(file)), maxLineBytes);
    }

    /**
     * The first bytes from an offset of the uncompressed segment on: of a line that is too long to be kept.
     *
     * @param most bytes; fewer where the segment ends before
     */
    public static byte[] beginning(Path file, long offset, int most) throws IOException {
        try (InputStream in = SegmentStream.open(file, SegmentStream.compressionOf(file))) {
            in.skipNBytes(offset);
            return in.readNBytes(most);
        }
    }

    /** The lines of an uncompressed stream, which closing closes. */
    public static SegmentLines over(InputStream in, int maxLineBytes) {
        return new SegmentLines(in, maxLineBytes);
    }

    /** Passes over everything before a line, before any other has been asked for. */
    public void startAt(long lineNumber, long lineOffset) throws IOException {
        in.skipNBytes(lineOffset);
        number = lineNumber - 1;
        nextOffset = lineOffset;
    }

    /** Goes to the next line; false when there is none. */
    public boolean next() throws IOException {
        int from = next;
        int newline = Newlines.first(buf, from, limit);
        long passed = 0;
        tooLong = false;
        while (newline < 0 && !ended) {
            if (limit - next > maxLineBytes) {
                passed += limit - next;
                next = 0;
                limit = 0;
            }
            int had = limit - next;
            fill();
            newline = Newlines.first(buf, next + had, limit);
        }
        int end = newline < 0 ? limit : newline;
        long size = passed + (end - next);
        torn = newline < 0;
        if (torn && size == 0) {
            return false;
        }
        start = next;
        tooLong = size > maxLineBytes;
        length = tooLong ? 0 : end - next;
        next = torn ? end : end + 1;
        offset = nextOffset;
        nextOffset += size + (torn ? 0 : 1);
        number++;
        return true;
    }

    /** Makes room behind what is not used up, and reads into it. */
    private void fill() throws IOException {
        int kept = limit - next;
        if (next > 0) {
            System.arraycopy(buf, next, buf, 0, kept);
            next = 0;
            limit = kept;
        }
        if (buf.length - limit < CHUNK / 2) {
            buf = Arrays.copyOf(buf, buf.length * 2);
        }
        int read = in.read(buf, limit, buf.length - limit);
        if (read < 0) {
            ended = true;
        } else {
            limit += read;
        }
    }

    /** The bytes that hold the line. */
    public byte[] buffer() {
        return buf;
    }

    public int start() {
        return start;
    }

    /** Length of the line without its newline; zero when it is too long. */
    public int length() {
        return length;
    }

    /** The line's number, counted from 1. */
    public long number() {
        return number;
    }

    /** Where the line begins in the uncompressed segment. */
    public long offset() {
        return offset;
    }

    /** Where the next line begins: bytes read so far. */
    public long nextOffset() {
        return nextOffset;
    }

    /** The line is longer than the limit and was not kept. */
    public boolean tooLong() {
        return tooLong;
    }

    /** The line has no newline: the segment is cut off. */
    public boolean torn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
