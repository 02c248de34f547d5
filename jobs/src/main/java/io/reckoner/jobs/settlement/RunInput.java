package io.reckoner.jobs.settlement;

import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.ingest.decode.Part;
import io.reckoner.ingest.decode.SegmentSource;
import io.reckoner.jobs.intake.RunInputTable.TakenSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines a run reads. Sources are numbered in the order (proxy, sequence), so that nothing depends on the order in which
 * files were found.
 *
 * @param segments by source ordinal
 * @param parts in the order of their sources
 */
public record RunInput(List<TakenSegment> segments, List<Part> parts) {
    /** File names by source ordinal, as facts and messages call them. */
    public List<String> fileNames() {
        return segments.stream().map(TakenSegment::fileName).toList();
    }

    /** Segment numbers by the name a {@link SegmentSource} goes by. */
    public Map<String, Integer> numbersByName() {
        Map<String, Integer> numbers = new HashMap<>();
        segments.forEach(segment -> numbers.put(segment.seal().name().toString(), segment.number()));
        return numbers;
    }

    /** Lines of suspense that are tried again, by number of their segment. */
    Map<Integer, LineRanges> retried() {
        Map<Integer, LineRanges> retried = new HashMap<>();
        for (Part part : parts) {
            if (part instanceof Part.Retried again) {
                retried.put(segments.get(again.source().ordinal()).number(), again.lines());
            }
        }
        return retried;
    }

    /**
     * The parts in blocks, in order.
     *
     * @param blockBytes most bytes of a block, unless a segment alone has more
     */
    public List<List<Part>> blocks(long blockBytes) {
        List<List<Part>> blocks = new ArrayList<>();
        List<Part> block = new ArrayList<>();
        long bytes = 0;
        for (Part part : parts) {
            long more = part.source().seal().bytes();
            if (!block.isEmpty() && bytes + more > blockBytes) {
                blocks.add(block);
                block = new ArrayList<>();
                bytes = 0;
            }
            block.add(part);
            bytes += more;
        }
        if (!block.isEmpty()) {
            blocks.add(block);
        }
        return blocks;
    }
}
