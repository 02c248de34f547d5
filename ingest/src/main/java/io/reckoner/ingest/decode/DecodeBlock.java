package io.reckoner.ingest.decode;

import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.rows.RunWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes blocks of parts of segments into a {@link RunWriter}. For one thread; make one per thread and use it on, since
 * it holds the directory as a table of its own.
 */
public final class DecodeBlock {
    private final DecodeSpec spec;
    private final PriceJudge judge;
    private final LineDecoder decoder;
    private final DecodedEvent event = new DecodedEvent();

    public DecodeBlock(DecodeSpec spec, PriceJudge judge) {
        this.spec = spec;
        this.judge = judge;
        decoder = new LineDecoder(spec.directory(), spec.symbols(), spec.tags());
    }

    /**
     * Decodes the parts in order. Afterwards every line that counts has exactly one class; a row that cannot be priced
     * has been handed on with its verdict.
     *
     * @throws IOException when a segment cannot be read, or is no longer what was taken in
     */
    public BlockReport run(List<Part> parts, RunWriter writer) throws IOException {
        List<PartReport> reports = new ArrayList<>();
        List<SuspendedLines> suspended = new ArrayList<>();
        List<CarriedRange> carried = new ArrayList<>();
        for (Part part : parts) {
            PartDecoder reader = new PartDecoder(spec, decoder, judge, event, part, writer);
            reader.run();
            reports.add(reader.report());
            suspended.addAll(reader.suspended());
            CarriedRange out = reader.carriedOut();
            if (out != null) {
                carried.add(out);
            }
        }
        return new BlockReport(List.copyOf(reports), List.copyOf(suspended), List.copyOf(carried));
    }
}
