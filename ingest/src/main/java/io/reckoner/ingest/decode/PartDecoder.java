package io.reckoner.ingest.decode;

import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.rows.RunWriter;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one part of one segment. What differs between the kinds of parts is which lines count: of a whole segment all,
 * of retried lines those asked for, of a carried range only what the run before left over.
 */
final class PartDecoder {
    private static final Verdict IN_FUTURE = new Verdict(
            SuspenseReason.TIME_IN_FUTURE, "ts is later than the segment's through and the tolerance allow");
    private static final Verdict TOO_OLD = new Verdict(
            SuspenseReason.TOO_OLD, "ts lies before the look-back, so it cannot be shown that the event is new");

    private final LineDecoder decoder;
    private final PriceJudge judge;
    private final RunWriter writer;
    private final DecodedEvent event;
    private final Part part;
    private final PartTotals totals = new PartTotals();
    private final OpenStarts openStarts = new OpenStarts();

    private final long watermark;
    private final long previousWatermark;
    private final long oldest;
    private final long promised;
    private final long futureFrom;
    private final int maxLineBytes;
    private final boolean recovered;
    private final boolean again;
    private final ForeignRows.@Nullable Reader foreign;

    PartDecoder(
            DecodeSpec spec, LineDecoder decoder, PriceJudge judge, DecodedEvent event, Part part, RunWriter writer) {
        this.decoder = decoder;
        this.judge = judge;
        this.writer = writer;
        this.event = event;
        this.part = part;
        Seal seal = part.source().seal();
        watermark = DecodeSpec.micros(spec.watermark());
        previousWatermark = DecodeSpec.micros(spec.previousWatermark());
        oldest = spec.oldestMicros();
        promised = DecodeSpec.micros(part.source().promised());
        recovered = seal.origin() == Seal.Origin.RECOVERY;
        CarriedRange range = part instanceof Part.Carried carried ? carried.range() : null;
        again = range != null;
        ForeignRows rows = part.source().foreign();
        foreign = rows == null ? null : rows.reader();
        futureFrom = range != null
                ? range.futureFromMicros()
                : DecodeSpec.micros(seal.through().plus(spec.futureTolerance()));
        maxLineBytes = range != null ? range.maxLineBytes() : spec.maxLineBytes();
    }

    PartReport report() {
        return totals.report(part);
    }

    List<SuspendedLines> suspended() {
        return totals.suspended(part.source().ordinal());
    }

    @Nullable
    CarriedRange carriedOut() {
        return totals.carried(part.source().name(), futureFrom, maxLineBytes);
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
        unanswered();
        long sealLines = foreign == null ? 1 : 0;
        long end = foreign == null ? lines.offset() : lines.nextOffset();
        if (totals.lines() != seal.lines() + sealLines || end != seal.bytes()) {
            throw changed("it has " + (totals.lines() - sealLines) + " lines and " + end
                    + " bytes; it was taken in with " + seal.lines() + " lines and " + seal.bytes() + " bytes");
        }
    }

    private void carried(SegmentLines lines, CarriedRange range) throws IOException {
        startAt(lines, range.firstLine(), range.firstOffset());
        while (lines.next() && (recovered || lines.number() <= range.lastLine())) {
            if (lines.number() < range.firstLine()) {
                pass(lines);
            } else if (lines.number() <= range.lastLine()) {
                line(lines);
            } else {
                answer(lines);
            }
        }
        unanswered();
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
            lines.startAt(line, offset);
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
                setAside(ForeignRows.TOO_LONG.verdict(), lines.number(), lines.offset(), 0);
            } else {
                classify(lines, decoder.read(lines.buffer(), lines.start(), lines.length(), event));
            }
            return;
        }
        switch (foreign.next(lines)) {
            case ForeignRows.Row.Line row -> classify(lines, decoder.read(row.text(), 0, row.text().length, event));
            case ForeignRows.Row.Heading heading -> countUnlessAgain(totals::blank);
            case ForeignRows.Row.Continued continued -> countUnlessAgain(totals::blank);
            case ForeignRows.Row.Unfit unfit ->
                throw changed(unfit.misfits().getFirst().sentence());
            case ForeignRows.Row.Bad bad -> setAside(bad.verdict(), lines.number(), lines.offset(), 0);
        }
    }

    private void classify(SegmentLines lines, LineClass found) throws IOException {
        switch (found) {
            case EVENT -> event(lines);
            case START -> start(lines);
            case SEAL -> countUnlessAgain(totals::seal);
            case BLANK -> countUnlessAgain(totals::blank);
            case SUSPENDED -> setAside(decoder.verdict(), lines.number(), lines.offset(), 0);
        }
    }

    private void countUnlessAgain(Runnable count) {
        if (!again) {
            count.run();
        }
    }

    /** Sets a line aside; one of a carried range was set aside by the run that carried the range. */
    private void setAside(Verdict verdict, long line, long offset, long tokens) {
        if (!again) {
            totals.suspended(verdict, line, offset, tokens);
        }
    }

    private void event(SegmentLines lines) throws IOException {
        if (recovered && openStarts.answer(decoder.ownerAndId(event)) && !again) {
            totals.start();
        }
        if (event.ts >= futureFrom) {
            setAside(IN_FUTURE, lines.number(), lines.offset(), again ? 0 : decoder.readableTokens(event));
            return;
        }
        if (again) {
            if (event.ts < previousWatermark) {
                return;
            }
            totals.line();
        }
        if (event.ts >= watermark) {
            totals.carried(lines.number(), lines.offset());
        } else if (event.ts < oldest) {
            totals.suspended(TOO_OLD, lines.number(), lines.offset(), decoder.readableTokens(event));
        } else if (decoder.judge(event)) {
            add(lines.number(), lines.offset());
        } else {
            long tokens = decoder.readableTokens(event);
            totals.suspended(decoder.verdict(), lines.number(), lines.offset(), tokens);
        }
    }

    private void add(long line, long offset) throws IOException {
        event.source = part.source().ordinal();
        event.line = line;
        event.offset = offset;
        event.brokeThrough = event.ts < promised;
        if (!event.lostStart) {
            Verdict price = judge.judge(event);
            event.verdict =
                    price == null ? event.verdict : (byte) price.reason().ordinal();
        }
        writer.add(event);
        totals.row(event);
    }

    private void start(SegmentLines lines) throws IOException {
        if (!recovered) {
            countUnlessAgain(totals::start);
            return;
        }
        if (part instanceof Part.Retried) {
            lost(lines.number(), lines.offset());
            return;
        }
        byte[] text = Arrays.copyOfRange(lines.buffer(), lines.start(), lines.start() + lines.length());
        OpenStarts.Start start = new OpenStarts.Start(text, lines.number(), lines.offset());
        if (openStarts.open(decoder.ownerAndId(event), start) && !again) {
            totals.start();
        }
    }

    /** Behind a carried range of a recovered segment only answers to its starts matter. */
    private void answer(SegmentLines lines) {
        if (!lines.tooLong() && decoder.read(lines.buffer(), lines.start(), lines.length(), event) == LineClass.EVENT) {
            openStarts.answer(decoder.ownerAndId(event));
        }
    }

    /**
     * What is left of a recovered segment's starts. Each is carried over until the watermark has passed the segment's
     * last time: until then its event may still come from elsewhere.
     */
    private void unanswered() throws IOException {
        Instant lastTs = part.source().seal().lastTs();
        long last = lastTs == null ? Long.MIN_VALUE : DecodeSpec.micros(lastTs);
        for (OpenStarts.Start start : openStarts.unanswered()) {
            decoder.read(start.text(), 0, start.text().length, event);
            if (event.ts >= futureFrom) {
                setAside(IN_FUTURE, start.line(), start.offset(), 0);
                continue;
            }
            if (again) {
                if (last < previousWatermark) {
                    continue;
                }
                totals.line();
            }
            if (last >= watermark) {
                totals.carried(start.line(), start.offset());
            } else {
                lost(start.line(), start.offset());
            }
        }
    }

    /** Hands on the start read last as an event that was lost. */
    private void lost(long line, long offset) throws IOException {
        if (event.ts < oldest) {
            totals.suspended(TOO_OLD, line, offset, 0);
        } else if (decoder.judgeLost(event)) {
            add(line, offset);
        } else {
            totals.suspended(decoder.verdict(), line, offset, 0);
        }
    }
}
