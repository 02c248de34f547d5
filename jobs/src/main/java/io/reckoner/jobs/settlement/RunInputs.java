package io.reckoner.jobs.settlement;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.ingest.decode.Part;
import io.reckoner.ingest.decode.SegmentSource;
import io.reckoner.jobs.intake.ForeignFileTable;
import io.reckoner.jobs.intake.RunInputTable;
import io.reckoner.jobs.intake.RunInputTable.Carried;
import io.reckoner.jobs.intake.RunInputTable.TakenSegment;
import io.reckoner.jobs.suspense.SuspenseTable;
import io.reckoner.kernel.account.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what a run reads from what was pinned when it was opened. */
public final class RunInputs {
    private static final Comparator<TakenSegment> BY_SOURCE = Comparator.comparing(
                    (TakenSegment segment) -> segment.seal().proxy(), Directory.ID_ORDER)
            .thenComparingLong(segment -> segment.seal().sequence());

    private final RunInputTable inputs;
    private final ForeignFileTable foreign;
    private final SuspenseTable suspense;

    public RunInputs(RunInputTable inputs, ForeignFileTable foreign, SuspenseTable suspense) {
        this.inputs = inputs;
        this.foreign = foreign;
        this.suspense = suspense;
    }

    public RunInput of(int run) {
        List<TakenSegment> whole = inputs.whole(run);
        List<Carried> carried = inputs.carriedInto(run);
        Map<Integer, LineRanges> retried = retried(run);
        Map<Integer, TakenSegment> byNumber = new TreeMap<>();
        whole.forEach(segment -> byNumber.put(segment.number(), segment));
        carried.forEach(range -> byNumber.computeIfAbsent(range.segment(), inputs::segment));
        retried.keySet().forEach(number -> byNumber.computeIfAbsent(number, inputs::segment));

        List<TakenSegment> segments =
                byNumber.values().stream().sorted(BY_SOURCE).toList();
        Map<Integer, SegmentSource> sources = new HashMap<>();
        Map<String, Instant> promises = new HashMap<>();
        for (int ordinal = 0; ordinal < segments.size(); ordinal++) {
            TakenSegment segment = segments.get(ordinal);
            String proxy = segment.seal().proxy();
            Instant promised = later(segment.promised(), promises.getOrDefault(proxy, Instant.MIN));
            promises.put(proxy, later(promised, segment.seal().through()));
            sources.put(
                    segment.number(),
                    new SegmentSource(
                            ordinal,
                            segment.seal().name().toString(),
                            segment.file(),
                            segment.seal(),
                            promised,
                            rows(segment)));
        }
        List<Part> parts = new ArrayList<>();
        whole.forEach(segment -> parts.add(new Part.Whole(source(sources, segment.number()))));
        carried.forEach(range -> parts.add(new Part.Carried(source(sources, range.segment()), range.range())));
        retried.forEach((number, lines) -> parts.add(new Part.Retried(source(sources, number), lines)));
        parts.sort(Comparator.comparingInt(part -> part.source().ordinal()));
        return new RunInput(segments, List.copyOf(parts));
    }

    /** A promise that goes back takes nothing back. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private @Nullable ForeignRows rows(TakenSegment segment) {
        return segment.isForeign()
                ? foreign.find(segment.seal().name()).orElseThrow().rows()
                : null;
    }

    private static SegmentSource source(Map<Integer, SegmentSource> sources, int segment) {
        SegmentSource source = sources.get(segment);
        if (source == null) {
            throw new IllegalStateException("segment " + segment + " is pinned but not loaded");
        }
        return source;
    }

    /** Lines to try again, by segment; the items of a segment are merged in order of line. */
    private Map<Integer, LineRanges> retried(int run) {
        Map<Integer, List<LineRanges.Range>> ranges = new TreeMap<>();
        for (long id : inputs.retries(run)) {
            int segment = suspense.find(id).orElseThrow().segment();
            ranges.computeIfAbsent(segment, number -> new ArrayList<>()).addAll(suspense.ranges(id));
        }
        Map<Integer, LineRanges> merged = new TreeMap<>();
        ranges.forEach((segment, list) -> {
            list.sort(Comparator.comparingLong(LineRanges.Range::first));
            merged.put(segment, LineRanges.of(list));
        });
        return merged;
    }
}
