package io.reckoner.ingest.decode;

import io.reckoner.ingest.rows.RunWriter;
import java.io.IOException;
import java.util.List;

/** Decodes blocks of parts of segments into a {@link RunWriter}. For one thread; make one per thread and use it on. */
public final class DecodeBlock {
    public DecodeBlock(DecodeSpec spec, PriceJudge judge) {}

    /**
     * Decodes the parts in order.
     *
     * @throws IOException when a segment cannot be read, or is no longer what was taken in
     */
    public BlockReport run(List<Part> parts, RunWriter writer) throws IOException {
        throw new UnsupportedOperationException("follows");
    }
}
