package io.reckoner.jobs.settlement;

import io.reckoner.ingest.decode.ChangedFileException;
import io.reckoner.ingest.decode.DecodeBlock;
import io.reckoner.ingest.decode.DecodeSpec;
import io.reckoner.ingest.decode.Part;
import io.reckoner.ingest.decode.PriceJudge;
import io.reckoner.ingest.rows.RunWriter;
import io.reckoner.kernel.rating.Rater;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Decodes blocks of lines into sorted rows. Safe for many threads: each takes a decoder that no other is using. */
public final class DecodeStep {
    private final RunWork work;
    private final DecodeSpec spec;
    private final ConcurrentLinkedQueue<DecodeBlock> decoders = new ConcurrentLinkedQueue<>();

    public DecodeStep(RunWork work, DecodeSpec spec) {
        this.work = work;
        this.spec = spec;
    }

    /** @throws RunRefusedException when a file that was taken in is gone or another: it may be withdrawn then */
    public void decode(List<Part> block) throws IOException {
        DecodeBlock free = decoders.poll();
        DecodeBlock decoder = free == null ? new DecodeBlock(spec, judge()) : free;
        try (RunWriter writer = work.store().writer()) {
            var report = decoder.run(block, writer);
            writer.finish();
            work.decoded(report);
        } catch (ChangedFileException changed) {
            throw new RunRefusedException(work.pinned().run() + ": " + changed.getMessage());
        }
        decoders.add(decoder);
    }

    private PriceJudge judge() {
        Rater rater = new Rater(work.pinned().book(), work.symbols());
        return event -> rater.judge(
                event.ts,
                event.provider,
                event.model,
                event.serviceTier,
                event.keyKind,
                event.counts,
                event.present,
                work.pinned().terms().get(event.account));
    }
}
