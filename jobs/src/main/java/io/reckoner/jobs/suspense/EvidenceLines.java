package io.reckoner.jobs.suspense;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.SegmentLines;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one item, read once more from the file they stand in, in one pass. A row of a foreign file that runs over
 * several lines is given whole, at its last line.
 */
final class EvidenceLines implements Closeable {
    private final Path file;
    private final SegmentLines lines;
    private final ForeignRows.@Nullable Reader foreign;
    private final Iterator<LineRanges.Range> ranges;
    private LineRanges.@Nullable Range range;
    private ForeignRows.@Nullable Row row;

    /** The lines of the row before this one, each with its end; bounded, since no row goes on for ever. */
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();

    private long firstNumber;
    private long firstOffset;

    /**
     * @param rows how a foreign file is read; null for log format 1
     * @param maxLineBytes a longer line is not kept
     */
    EvidenceLines(Path file, @Nullable ForeignRows rows, int maxLineBytes, List<LineRanges.Range> all)
            throws IOException {
        this.file = file;
        foreign = rows == null ? null : rows.reader();
        ranges = all.iterator();
        range = ranges.hasNext() ? ranges.next() : null;
        lines = SegmentLines.open(file, maxLineBytes);
        if (range != null && foreign == null) {
            lines.startAt(range.first(), range.offset());
        }
    }

    /** Goes to the next line; false when there is none, or the file is shorter than it was. */
    boolean next() throws IOException {
        while (range != null) {
            while (lines.number() < range.last()) {
                keepPart();
                if (!lines.next()) {
                    return false;
                }
                takeRow();
                if (lines.number() >= range.first()) {
                    return true;
                }
            }
            range = ranges.hasNext() ? ranges.next() : null;
        }
        return false;
    }

    /** Before the buffer is used again. */
    private void keepPart() {
        if (row instanceof ForeignRows.Row.Continued) {
            before.write(lines.buffer(), lines.start(), lines.length());
            before.write('\n');
        }
    }

    private void takeRow() {
        if (!(row instanceof ForeignRows.Row.Continued)) {
            before.reset();
            firstNumber = lines.number();
            firstOffset = lines.offset();
        }
        row = foreign == null ? null : foreign.next(lines);
    }

    /** Where it stands: its last line, where it runs over several. */
    long number() {
        return lines.number();
    }

    /** Its first line. */
    long firstNumber() {
        return firstNumber;
    }

    /** Where its first line begins. */
    long offset() {
        return firstOffset;
    }

    /** The line, or the row with all its lines, as a terminal may see it, at most so many bytes of it. */
    String shown(int most) throws IOException {
        ByteArrayOutputStream known = new ByteArrayOutputStream();
        before.writeTo(known);
        if (lines.tooLong()) {
            known.writeBytes(SegmentLines.beginning(file, lines.offset(), most));
        } else {
            known.write(lines.buffer(), lines.start(), lines.length());
        }
        long length = before.size() + (lines.tooLong() ? lines.nextOffset() - lines.offset() - 1 : lines.length());
        return SafeText.of(ByteBuffer.wrap(known.toByteArray()), length, most);
    }

    /** Reads the line into the holder as far as that can be done. */
    LineClass read(LineDecoder decoder, DecodedEvent out) {
        if (row == null) {
            return lines.tooLong()
                    ? LineClass.SUSPENDED
                    : decoder.read(lines.buffer(), lines.start(), lines.length(), out);
        }
        return switch (row) {
            case ForeignRows.Row.Line line -> decoder.read(line.text(), 0, line.text().length, out);
            case ForeignRows.Row.Heading heading -> LineClass.BLANK;
            case ForeignRows.Row.Continued continued -> LineClass.BLANK;
            case ForeignRows.Row.Unfit unfit -> LineClass.SUSPENDED;
            case ForeignRows.Row.Bad bad -> LineClass.SUSPENDED;
        };
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
