package io.reckoner.ingest.trace;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.line.LineTime;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.segment.FileDigest;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.ingest.segment.SegmentName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Looks at a trace before it is taken in, and says of it what a seal says of a segment. */
public final class TraceInspector {
    private static final int MAX_LINE_BYTES = 1 << 20;

    private TraceInspector() {}

    /**
     * Reads the whole file. Lines, bytes and hash are those of all of it, uncompressed.
     *
     * @param name by which the operator calls the source, and which of its files this is
     * @param through stated by the operator: nothing before it comes in a later file
     */
    public static Seal inspect(Path file, SegmentName name, Instant through, ForeignRows rows) throws IOException {
        FileDigest digest = FileDigest.of(file);
        ForeignRows.Reader reader = rows.reader();
        LineTime times = new LineTime();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (SegmentLines lines = SegmentLines.open(file, MAX_LINE_BYTES)) {
            while (lines.next()) {
                if (lines.tooLong()
                        || !(reader.next(lines.buffer(), lines.start(), lines.length())
                                instanceof ForeignRows.Row.Line line)) {
                    continue;
                }
                long time = times.read(line.text(), 0, line.text().length);
                first = Math.min(first, time);
                last = Math.max(last, time);
            }
        }
        boolean any = last != Long.MIN_VALUE;
        return new Seal(
                name.proxy(),
                name.sequence(),
                digest.lines(),
                digest.bytes(),
                digest.sha256(),
                any ? Rfc3339.instant(first) : null,
                any ? Rfc3339.instant(last) : null,
                through,
                Seal.Origin.PROXY);
    }
}
