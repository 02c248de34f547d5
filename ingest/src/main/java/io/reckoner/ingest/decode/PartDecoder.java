package io.reckoner.ingest.decode;

import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.rows.RunWriter;
import io.reckoner.ingest.segment.FileDigest;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentLines;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one part of one segment. What differs between the kinds of parts is which lines count: of a whole segment all,
 * of retried lines those asked for, of a carried range only what the run before left over. {@link LineSorting} says what becomes
 * of each.
 */
final class PartDecoder {
    private final LineDecoder decoder;
    private final DecodedEvent event;
    private final Part part;
    private final PartTotals totals = new PartTotals();
    private final LineSorting sorting;
    private final int maxLineBytes;
    private final ForeignRows.@Nullable Reader foreign;

    PartDecoder(
            DecodeSpec spec, LineDecoder decoder, PriceJudge judge, DecodedEvent event, Part part, RunWriter writer) {
        this.decoder = decoder;
        this.event = event;
        this.part = part;
        sorting = new LineSorting(spec, decoder, judge, event, part, writer, totals);
        ForeignRows rows = part.source().foreign();
        foreign = rows == null ? null : rows.reader();
        maxLineBytes = part instanceof Part.Carried carried ? carried.range().maxLineBytes() : spec.maxLineBytes();
    }

    PartReport report() {
        return totals.report(part);
    }

    List<SuspendedLines> suspended() {
        return totals.suspended(part.source().ordinal());
    }

    @Nullable
    CarriedRange carriedOut() {
        return totals.carried(part.source().name(), sorting.futureFrom(), maxLineBytes);
    }

    /** Reads the part. */
    void run() throws IOException {
        try (SegmentLines lines = SegmentLines.open(part.source().file(), maxLineBytes)) {
            switch (part) {
                case Part.Whole whole -> whole(lines, whole.source());
                case Part.Carried carried -> carried(lines, carried.range());
                case Part.Retried retried -> retried(lines, retried.lines().ranges());
            }
        } catch (NoSuchFileException gone) {
            IOException fault = fault("is gone");
            fault.addSuppressed(gone);
            throw fault;
        }
    }

    private void whole(SegmentLines lines, SegmentSource source) throws IOException {
        Seal seal = source.seal();
        while (lines.next()) {
            totals.line();
            line(lines);
        }
        sorting.unanswered();
        long sealLines = foreign == null ? 1 : 0;
        long end = foreign == null ? lines.offset() : lines.nextOffset();
        if (totals.lines() != seal.lines() + sealLines || end != seal.bytes()) {
            throw changed("it has " + (totals.lines() - sealLines) + " lines and " + end
                    + " bytes; it was taken in with " + seal.lines() + " lines and " + seal.bytes() + " bytes");
        }
    }

    private void carried(SegmentLines lines, CarriedRange range) throws IOException {
        startAt(lines, range.firstLine(), range.firstOffset());
        while (lines.next() && (sorting.isRecovered() || lines.number() <= range.lastLine())) {
            if (lines.number() < range.firstLine()) {
                pass(lines);
            } else if (lines.number() <= range.lastLine()) {
                line(lines);
            } else {
                sorting.answer(lines);
            }
        }
        sorting.unanswered();
        if (totals.lines() != range.lines()) {
            throw changed("of lines " + range.firstLine() + " to " + range.lastLine() + " " + totals.lines()
                    + " count now; " + range.lines() + " had been carried over");
        }
    }

    private void retried(SegmentLines lines, List<LineRanges.Range> ranges) throws IOException {
        if (ranges.isEmpty()) {
            return;
        }
        startAt(lines, ranges.getFirst().first(), ranges.getFirst().offset());
        for (LineRanges.Range range : ranges) {
            while (lines.number() < range.last() && lines.next()) {
                if (lines.number() < range.first()) {
                    pass(lines);
                } else {
                    totals.line();
                    line(lines);
                }
            }
            if (lines.number() < range.last()) {
                throw changed("it ends before line " + range.last() + ", which is to be tried again");
            }
        }
    }

    /** A foreign file is read from its first line: what a row becomes may depend on those before it. */
    private void startAt(SegmentLines lines, long line, long offset) throws IOException {
        if (foreign == null) {
            try {
                lines.startAt(line, offset);
            } catch (EOFException shorter) {
                IOException fault = changed("it ends before line " + line + ", which is still to be read");
                fault.addSuppressed(shorter);
                throw fault;
            }
        }
    }

    private void pass(SegmentLines lines) {
        if (foreign != null) {
            foreign.next(lines);
        }
    }

    private IOException changed(String how) {
        return fault("is not what was taken in: " + how);
    }

    /** A row that makes its file unfit was no such row when the file was taken in: either the bytes are others, or the rule. */
    private IOException unfit(long line, String sentence) throws IOException {
        String where = "line " + line + ": " + sentence;
        boolean isUnchanged = FileDigest.of(part.source().file())
                .sha256()
                .equals(part.source().seal().sha256());
        if (!isUnchanged) {
            return changed(where.replaceFirst("\\.$", ""));
        }
        String stricter = part.source().file()
                + " is what was taken in, but with this version and these settings it cannot be read: " + where
                + (sentence.endsWith(".") ? "" : ".");
        return part instanceof Part.Whole
                ? new ChangedFileException(stricter
                        + " Settle it with those it was taken in with, or withdraw it with reckon ingest withdraw and hand it"
                        + " over mended; then run again.")
                : new IOException(stricter
                        + " A part of it is settled, so it cannot be withdrawn: settle the rest with the version and the"
                        + " settings it was taken in with.");
    }

    /** A file that is still to be settled as a whole can be given up; of another one the rest is in the books. */
    private IOException fault(String what) {
        String sentence = part.source().file() + " " + what + ". Put the file back that was taken in";
        return part instanceof Part.Whole
                ? new ChangedFileException(sentence + ", or withdraw it with reckon ingest withdraw; then run again.")
                : new IOException(sentence + ", then run again.");
    }

    private void line(SegmentLines lines) throws IOException {
        if (foreign == null) {
            if (lines.tooLong()) {
                sorting.setAside(ForeignRows.TOO_LONG.verdict(), lines.number(), lines.offset(), 0);
            } else {
                sorting.sort(lines, decoder.read(lines.buffer(), lines.start(), lines.length(), event));
            }
            return;
        }
        switch (foreign.next(lines)) {
            case ForeignRows.Row.Line row -> sorting.sort(lines, decoder.read(row.text(), 0, row.text().length, event));
            case ForeignRows.Row.Heading heading -> sorting.blank();
            case ForeignRows.Row.Continued continued -> sorting.blank();
            case ForeignRows.Row.Unfit unfit ->
                throw unfit(lines.number(), unfit.misfits().getFirst().sentence());
            case ForeignRows.Row.Bad bad -> sorting.setAside(bad.verdict(), lines.number(), lines.offset(), 0);
        }
    }
}
