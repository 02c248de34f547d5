package io.reckoner.ingest.decode;

import io.reckoner.ingest.rows.BucketRows;
import io.reckoner.ingest.rows.Fate;
import io.reckoner.ingest.rows.RowSettings;
import io.reckoner.ingest.rows.RowStore;
import io.reckoner.ingest.rows.RunWriter;
import io.reckoner.ingest.sameness.EarlierEvents;
import io.reckoner.ingest.sameness.Resolution;
import io.reckoner.ingest.sameness.RunSources;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Horizon;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs one after the other over segments, with sameness, remembering what is carried over. */
final class DecodedRuns {
    static final Directory DIRECTORY = Directory.of(
            List.of("acct_a", "acct_b"),
            List.of(
                    new Directory.Key("key_a1", "acct_a", KeyKind.PAYG),
                    new Directory.Key("key_b1", "acct_b", KeyKind.PAYG)));

    /** What a run did. {@code rows} are those accepted, as {@code line id outcome counts}. */
    record Run(BlockReport report, List<String> rows, long starts, long duplicates) {
        LineCounts counts() {
            return report.counts();
        }

        /** The groups set aside: {@code reason first-last}. */
        List<String> suspended() {
            return report.suspended().stream()
                    .map(s -> s.reason().code() + " "
                            + s.lines().ranges().stream()
                                    .map(r -> r.first() == r.last() ? "" + r.first() : r.first() + "-" + r.last())
                                    .reduce((a, b) -> a + "," + b)
                                    .orElseThrow())
                    .toList();
        }
    }

    private final Path folder;
    private final List<Path> indexes = new ArrayList<>();
    private Instant previousWatermark = Instant.MIN;
    private List<CarriedRange> carried = List.of();
    private int runs;

    PriceJudge judge = event -> null;
    int maxLineBytes = 4096;
    LineRanges retried = new LineRanges();

    /** Set for a foreign file: how it is read, and what it was when it was taken in. */
    @Nullable
    ForeignRows foreign;

    @Nullable
    Seal foreignSeal;

    DecodedRuns(Path folder) {
        this.folder = folder;
    }

    List<CarriedRange> carried() {
        return carried;
    }

    /** A run over one segment: all of it the first time, later what was carried over and what is to be tried again. */
    Run run(Path segment, String watermark) throws IOException {
        return run(segment, Instant.MIN, watermark);
    }

    Run run(Path segment, Instant promised, String watermark) throws IOException {
        Instant until = Instant.parse(watermark);
        Seal seal = foreignSeal != null
                ? foreignSeal
                : ((SegmentInspection.Sound) new SegmentInspector().inspect(segment)).seal();
        SegmentSource source = new SegmentSource(0, seal.name().toString(), segment, seal, promised, foreign);
        List<Part> parts = new ArrayList<>();
        if (runs == 0) {
            parts.add(new Part.Whole(source));
        }
        carried.forEach(range -> parts.add(new Part.Carried(source, range)));
        if (retried.count() > 0) {
            parts.add(new Part.Retried(source, retried));
        }
        Symbols symbols = new Symbols();
        DecodeSpec spec = new DecodeSpec(
                DIRECTORY,
                symbols,
                until,
                previousWatermark,
                Horizon.of(until, Duration.ofDays(35), Optional.empty()),
                DecodeSpec.DEFAULT_FUTURE_TOLERANCE,
                Set.of("team"),
                maxLineBytes);
        long previous =
                previousWatermark.equals(Instant.MIN) ? Long.MIN_VALUE : previousWatermark.toEpochMilli() * 1000;
        try (RowStore store =
                new RowStore(DIRECTORY, new Buckets(1), previous, RowSettings.defaults(folder.resolve("spill")))) {
            BlockReport report;
            try (RunWriter writer = store.writer()) {
                report = new DecodeBlock(spec, judge).run(parts, writer);
                writer.finish();
            }
            Path index = folder.resolve("run-" + runs + ".same");
            Resolution resolution = Resolution.of(
                    store,
                    0,
                    new EarlierEvents(indexes, Set.of()),
                    new RunSources("run-" + runs, List.of(source.name())),
                    index);
            resolution.index().ifPresent(file -> indexes.add(0, index));
            List<String> rows = rows(store.rows(resolution.fates(), Fate.ACCEPTED));
            runs++;
            previousWatermark = until;
            carried = report.carried();
            retried = new LineRanges();
            return new Run(
                    report,
                    rows,
                    resolution.counts().starts(),
                    resolution.counts().duplicates());
        }
    }

    private static List<String> rows(BucketRows rows) throws IOException {
        List<String> texts = new ArrayList<>();
        EventBlock block = new EventBlock();
        while (rows.fill(block)) {
            for (int row = 0; row < block.size; row++) {
                Map<String, Long> counts = new TreeMap<>();
                for (Component component : Component.values()) {
                    if (block.counts[component.ordinal()][row] != 0) {
                        counts.put(component.code(), block.counts[component.ordinal()][row]);
                    }
                }
                texts.add(String.format(
                        Locale.ROOT,
                        "%d %s %s %s",
                        block.line[row],
                        block.id(row),
                        Outcome.values()[block.outcome[row]].code(),
                        counts));
            }
        }
        return texts;
    }

    static Verdict verdict(SuspenseReason reason) {
        return new Verdict(reason, "said by the test");
    }
}
