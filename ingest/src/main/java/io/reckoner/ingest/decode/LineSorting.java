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
import java.time.Instant;
import java.util.Arrays;

/**
 * What becomes of a line that counts: a row, set aside, carried over to the next run, or only counted. A carried range was read
 * before: what the run that carried it has counted or set aside is not counted again.
 */
final class LineSorting {
    private static final Verdict IN_FUTURE = new Verdict(
            SuspenseReason.TIME_IN_FUTURE, "ts is later than the segment's through and the tolerance allow");
    private static final Verdict TOO_OLD = new Verdict(
            SuspenseReason.TOO_OLD, "ts lies before the look-back, so it cannot be shown that the event is new");

    private final LineDecoder decoder;
    private final PriceJudge judge;
    private final RunWriter writer;
    private final DecodedEvent event;
    private final Part part;
    private final PartTotals totals;
    private final OpenStarts openStarts = new OpenStarts();

    private final long watermark;
    private final long previousWatermark;
    private final long oldest;
    private final long promised;
    private final long futureFrom;
    private final boolean recovered;
    private final boolean again;

    LineSorting(
            DecodeSpec spec,
            LineDecoder decoder,
            PriceJudge judge,
            DecodedEvent event,
            Part part,
            RunWriter writer,
            PartTotals totals) {
        this.decoder = decoder;
        this.judge = judge;
        this.writer = writer;
        this.event = event;
        this.part = part;
        this.totals = totals;
        Seal seal = part.source().seal();
        watermark = DecodeSpec.micros(spec.watermark());
        previousWatermark = DecodeSpec.micros(spec.previousWatermark());
        oldest = spec.oldestMicros();
        promised = DecodeSpec.micros(part.source().promised());
        recovered = seal.origin() == Seal.Origin.RECOVERY;
        CarriedRange range = part instanceof Part.Carried carried ? carried.range() : null;
        again = range != null;
        futureFrom = range != null
                ? range.futureFromMicros()
                : DecodeSpec.micros(seal.through().plus(spec.futureTolerance()));
    }

    /** In microseconds: an event from here on lies in the future. */
    long futureFrom() {
        return futureFrom;
    }

    /** Whether the proxy itself has recovered the segment, so that a start may have lost its event. */
    boolean isRecovered() {
        return recovered;
    }

    /** The line last read into the event. */
    void sort(SegmentLines lines, LineClass found) throws IOException {
        switch (found) {
            case EVENT -> event(lines);
            case START -> start(lines);
            case SEAL -> countUnlessAgain(totals::seal);
            case BLANK -> blank();
            case SUSPENDED -> setAside(decoder.verdict(), lines.number(), lines.offset(), 0);
        }
    }

    /** A line that says nothing, or a part of a row that is read as a whole. */
    void blank() {
        countUnlessAgain(totals::blank);
    }

    private void countUnlessAgain(Runnable count) {
        if (!again) {
            count.run();
        }
    }

    /** Sets a line aside; one of a carried range was set aside by the run that carried the range. */
    void setAside(Verdict verdict, long line, long offset, long tokens) {
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
    void answer(SegmentLines lines) {
        if (!lines.tooLong() && decoder.read(lines.buffer(), lines.start(), lines.length(), event) == LineClass.EVENT) {
            openStarts.answer(decoder.ownerAndId(event));
        }
    }

    /**
     * What is left of a recovered segment's starts. Each is carried over until the watermark has passed the segment's
     * last time: until then its event may still come from elsewhere.
     */
    void unanswered() throws IOException {
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
