package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.foreign.ForeignInspection.Counts;
import io.reckoner.ingest.foreign.ForeignInspection.Event;
import io.reckoner.ingest.foreign.ForeignInspection.Fault;
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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a foreign file before it is taken in: what a seal says of a segment, and what a run would make of its rows, by
 * the decoder a run uses. Sameness and watermark are left to the run.
 */
public final class ForeignInspector {
    /** Whether the price book has a card. */
    @FunctionalInterface
    public interface Prices {
        boolean has(String provider, String model, Instant at);
    }

    /** Most different faults that are told apart. */
    private static final int MOST_FAULTS = 200;

    private final ForeignRows.Reader reader;
    private final Directory directory;
    private final Prices prices;
    private final Symbols symbols = new Symbols();
    private final LineDecoder decoder;
    private final DecodedEvent event = new DecodedEvent();
    private final int shown;
    private final Map<Verdict, Fault> faults = new LinkedHashMap<>();
    private final List<Understood> first = new ArrayList<>();
    private final List<ForeignRows.Misfit> misfits = new ArrayList<>();
    private final long[] sums = new long[Component.COUNT];
    private long rows;
    private long faulty;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    private ForeignInspector(ForeignRows rows, Directory directory, Prices prices, int shown) {
        reader = rows.reader();
        decoder = new LineDecoder(directory, symbols, List.of());
        this.directory = directory;
        this.prices = prices;
        this.shown = shown;
    }

    /**
     * Reads the file, up to a row that shows that it must be refused whole. Lines, bytes and hash are those of all of it,
     * uncompressed.
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
            Prices prices,
            int maxLineBytes,
            int shown)
            throws IOException {
        FileDigest digest = FileDigest.of(file);
        ForeignInspector inspector = new ForeignInspector(rows, directory, prices, shown);
        try (SegmentLines lines = SegmentLines.open(file, maxLineBytes)) {
            while (inspector.misfits.isEmpty() && lines.next()) {
                inspector.line(lines);
            }
        }
        inspector.misfits.addAll(inspector.reader.atEnd());
        return inspector.result(digest, name, through);
    }

    private void line(SegmentLines lines) {
        switch (reader.next(lines)) {
            case ForeignRows.Row.Heading heading -> {}
            case ForeignRows.Row.Continued continued -> {}
            case ForeignRows.Row.Unfit unfit -> unfit.misfits().forEach(misfit -> unfit(lines.number(), misfit));
            case ForeignRows.Row.Bad bad -> bad(lines.number(), bad.verdict(), null);
            case ForeignRows.Row.Line line -> row(lines.number(), line.text());
        }
    }

    private void unfit(long line, ForeignRows.Misfit misfit) {
        misfits.add(
                misfit.path().isEmpty()
                        ? new ForeignRows.Misfit("", "line " + line + ": " + misfit.sentence())
                        : misfit);
    }

    private void row(long line, byte[] text) {
        if (decoder.read(text, 0, text.length, event) != LineClass.EVENT || !decoder.judge(event)) {
            bad(line, decoder.verdict(), null);
            return;
        }
        firstTime = Math.min(firstTime, event.ts);
        lastTime = Math.max(lastTime, event.ts);
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            if (component != Component.REQUEST) {
                counts.put(component, event.count(component));
            }
        }
        Event found = new Event(
                event.id.toString(),
                Rfc3339.instant(event.ts),
                directory.account(event.account),
                symbols.name(event.provider),
                symbols.name(event.model),
                new Counts(counts));
        if (!prices.has(found.provider(), found.model(), found.ts())) {
            bad(
                    line,
                    new Verdict(
                            SuspenseReason.NO_PRICE,
                            "the price book has no card for model " + found.model() + " of provider "
                                    + found.provider()),
                    found);
            return;
        }
        rows++;
        counts.forEach((component, count) -> sums[component.ordinal()] += count);
        show(new Understood(line, found, null));
    }

    private void bad(long line, Verdict verdict, @Nullable Event found) {
        rows++;
        faulty++;
        if (faults.size() < MOST_FAULTS || faults.containsKey(verdict)) {
            faults.merge(
                    verdict,
                    new Fault(line, verdict, 1),
                    (known, one) -> new Fault(known.line(), verdict, known.rows() + 1));
        }
        show(new Understood(line, found, verdict));
    }

    private void show(Understood row) {
        if (first.size() < shown) {
            first.add(row);
        }
    }

    private ForeignInspection result(FileDigest digest, SegmentName name, Instant through) {
        boolean any = firstTime <= lastTime;
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
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        for (Component component : Component.values()) {
            counts.put(component, sums[component.ordinal()]);
        }
        return new ForeignInspection(
                seal, rows, new Counts(counts), faulty, List.copyOf(faults.values()), first, reader.isDaily(), misfits);
    }
}
