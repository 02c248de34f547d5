package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.foreign.ForeignInspection.Fault;
import io.reckoner.ingest.foreign.ForeignInspection.Tokens;
import io.reckoner.ingest.foreign.ForeignInspection.Understood;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.FileDigest;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a trace before it is taken in: what a seal says of a segment, and what a run would make of its rows, by the
 * decoder a run uses. Sameness, price and watermark are left to the run.
 */
public final class ForeignInspector {
    private static final int MOST_FAULTS = 5;

    private final ForeignRows.Reader reader;
    private final LineDecoder decoder;
    private final DecodedEvent event = new DecodedEvent();
    private final int shown;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Understood> first = new ArrayList<>();
    private Tokens tokens = new Tokens(0, 0, 0);
    private long rows;
    private long faulty;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    private ForeignInspector(ForeignRows rows, Directory directory, int shown) {
        reader = rows.reader();
        decoder = new LineDecoder(directory, new Symbols(), List.of());
        this.shown = shown;
    }

    /**
     * Reads the whole file. Lines, bytes and hash are those of all of it, uncompressed.
     *
     * @param name by which the operator calls the source, and which of its files this is
     * @param through stated by the operator: nothing before it comes in a later file
     * @param maxLineBytes a longer row cannot be used
     * @param shown how many rows to give back as understood
     */
    public static ForeignInspection inspect(
            Path file,
            SegmentName name,
            Instant through,
            ForeignRows rows,
            Directory directory,
            int maxLineBytes,
            int shown)
            throws IOException {
        FileDigest digest = FileDigest.of(file);
        ForeignInspector inspector = new ForeignInspector(rows, directory, shown);
        try (SegmentLines lines = SegmentLines.open(file, maxLineBytes)) {
            while (lines.next()) {
                inspector.line(lines);
            }
        }
        return inspector.result(digest, name, through);
    }

    private void line(SegmentLines lines) {
        if (lines.tooLong()) {
            bad(lines.number(), new Verdict(SuspenseReason.LINE_TOO_LONG, "the row is longer than the limit"));
            return;
        }
        switch (reader.next(lines.buffer(), lines.start(), lines.length())) {
            case ForeignRows.Row.Heading heading -> {}
            case ForeignRows.Row.Bad bad -> bad(lines.number(), bad.verdict());
            case ForeignRows.Row.Line line -> row(lines.number(), line.text());
        }
    }

    private void row(long line, byte[] text) {
        if (decoder.read(text, 0, text.length, event) != LineClass.EVENT || !decoder.judge(event)) {
            bad(line, decoder.verdict());
            return;
        }
        rows++;
        firstTime = Math.min(firstTime, event.ts);
        lastTime = Math.max(lastTime, event.ts);
        Tokens counts = new Tokens(
                event.count(Component.INPUT), event.count(Component.CACHE_READ), event.count(Component.OUTPUT));
        tokens = tokens.plus(counts);
        show(line, event.id.toString(), Rfc3339.instant(event.ts), counts, null);
    }

    private void bad(long line, Verdict verdict) {
        rows++;
        faulty++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(line, verdict));
        }
        show(line, null, null, null, verdict);
    }

    private void show(
            long line, @Nullable String id, @Nullable Instant ts, @Nullable Tokens counts, @Nullable Verdict verdict) {
        if (first.size() < shown) {
            first.add(new Understood(line, id, ts, counts, verdict));
        }
    }

    private ForeignInspection result(FileDigest digest, SegmentName name, Instant through) {
        boolean any = rows > faulty;
        Seal seal = new Seal(
                name.proxy(),
                name.sequence(),
                digest.lines(),
                digest.bytes(),
                digest.sha256(),
                any ? Rfc3339.instant(firstTime) : null,
                any ? Rfc3339.instant(lastTime) : null,
                through,
                Seal.Origin.PROXY);
        return new ForeignInspection(seal, rows, tokens, faulty, faults, first);
    }
}
