package io.reckoner.jobs.suspense;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.SegmentLines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one item, read once more from the file they stand in, in one pass. */
final class EvidenceLines implements Closeable {
    private static final int LONGEST = 1 << 20;

    private final Path file;
    private final SegmentLines lines;
    private final ForeignRows.@Nullable Reader foreign;
    private final Iterator<LineRanges.Range> ranges;
    private LineRanges.@Nullable Range range;
    private ForeignRows.@Nullable Row row;

    /** @param rows how a foreign file is read; null for log format 1 */
    EvidenceLines(Path file, @Nullable ForeignRows rows, List<LineRanges.Range> all) throws IOException {
        this.file = file;
        foreign = rows == null ? null : rows.reader();
        ranges = all.iterator();
        range = ranges.hasNext() ? ranges.next() : null;
        lines = SegmentLines.open(file, LONGEST);
        if (range != null && foreign == null) {
            lines.startAt(range.first(), range.offset());
        }
    }

    /** Goes to the next line; false when there is none, or the file is shorter than it was. */
    boolean next() throws IOException {
        while (range != null) {
            while (lines.number() < range.last()) {
                if (!lines.next()) {
                    return false;
                }
                row = foreign == null || lines.tooLong()
                        ? null
                        : foreign.next(lines.buffer(), lines.start(), lines.length());
                if (lines.number() >= range.first()) {
                    return true;
                }
            }
            range = ranges.hasNext() ? ranges.next() : null;
        }
        return false;
    }

    long number() {
        return lines.number();
    }

    long offset() {
        return lines.offset();
    }

    /** The line as a terminal may see it, at most so many bytes of it. */
    String shown(int most) throws IOException {
        ByteBuffer known = lines.tooLong()
                ? ByteBuffer.wrap(SegmentLines.beginning(file, lines.offset(), most))
                : ByteBuffer.wrap(lines.buffer(), lines.start(), lines.length());
        long length = lines.tooLong() ? lines.nextOffset() - lines.offset() - 1 : lines.length();
        return SafeText.of(known, length, most);
    }

    /** Reads the line into the holder as far as that can be done. */
    LineClass read(LineDecoder decoder, DecodedEvent out) {
        if (lines.tooLong()) {
            return LineClass.SUSPENDED;
        }
        if (row == null) {
            return decoder.read(lines.buffer(), lines.start(), lines.length(), out);
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
