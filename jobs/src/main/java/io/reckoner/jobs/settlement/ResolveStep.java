package io.reckoner.jobs.settlement;

import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.ingest.rows.BucketRows;
import io.reckoner.ingest.rows.Fate;
import io.reckoner.ingest.rows.RowTotals;
import io.reckoner.ingest.sameness.EarlierEvents;
import io.reckoner.ingest.sameness.EventPosition;
import io.reckoner.ingest.sameness.Resolution;
import io.reckoner.ingest.sameness.ResolutionCounts;
import io.reckoner.ingest.sameness.RunSources;
import io.reckoner.ingest.sameness.SuspendedRow;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.sameness.IndexFileTable;
import io.reckoner.jobs.suspense.SuspenseTable;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.ExactSum;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.TokenCount;
import io.reckoner.kernel.rating.Rater;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds duplicates and conflicts of one bucket, among the run's rows and against all that earlier runs accepted. */
public final class ResolveStep {
    private final RunWork work;
    private final List<List<IndexFileTable.Row>> earlierByBucket;
    private final DataFolder folder;
    private final Set<String> forgotten;

    /**
     * Looks up the index's files: while it is merged no run is under way.
     *
     * @param forgotten names of runs behind the horizon
     */
    public ResolveStep(RunWork work, IndexFileTable indexFiles, DataFolder folder, Set<String> forgotten) {
        this.work = work;
        this.earlierByBucket = IntStream.range(0, work.pinned().run().buckets())
                .mapToObj(indexFiles::of)
                .toList();
        this.folder = folder;
        this.forgotten = forgotten;
    }

    public void resolve(int bucket) throws IOException {
        List<Path> earlier = earlierByBucket.get(bucket).stream()
                .map(file -> folder.root().resolve(file.path()))
                .toList();
        Path indexFile = folder.root().resolve(indexPath(work.pinned().run().id(), bucket));
        Files.createDirectories(folder.index().resolve(String.format(Locale.ROOT, "bucket-%02d", bucket)));
        Resolution resolution = Resolution.of(
                work.store(),
                bucket,
                new EarlierEvents(earlier, forgotten),
                new RunSources(runName(work.pinned().run().id()), work.input().fileNames()),
                indexFile);
        ResolutionCounts counts = resolution.counts();
        ControlTotals.Sheet sheet = ControlTotals.sheet()
                .add(LineCount.EVENTS.total(), counts.accepted())
                .add(LineCount.DUPLICATES.total(), counts.duplicates())
                .add(LineCount.STARTS.total(), counts.starts())
                .add(LineCount.SUSPENDED.total(), counts.conflicts() + counts.unpriced());
        List<SuspenseTable.Group> setAside = new ArrayList<>();
        addTokens(sheet, readSuspended(resolution, setAside));
        work.resolved(bucket, resolution, sheet.totals(), setAside);
    }

    /** How index files call a run. */
    public static String runName(int run) {
        return String.format(Locale.ROOT, "run-%06d", run);
    }

    static String indexPath(int run, int bucket) {
        return String.format(Locale.ROOT, "index/bucket-%02d/%s.same", bucket, runName(run));
    }

    private static void addTokens(ControlTotals.Sheet sheet, RowTotals totals) {
        for (Component component : Component.values()) {
            sheet.add(TokenCount.ACCEPTED.total(component), new BigDecimal(totals.count(Fate.ACCEPTED, component)));
            sheet.add(TokenCount.DUPLICATE.total(component), new BigDecimal(totals.count(Fate.DUPLICATE, component)));
            sheet.add(TokenCount.SUSPENDED.total(component), new BigDecimal(totals.count(Fate.SUSPENDED, component)));
        }
    }

    private record Position(int source, long line) {}

    private record GroupKey(int segment, SuspenseReason reason, String detail) {}

    private record LineAt(long line, long offset) {}

    /** Lines of one group of suspense, and the tokens in them. */
    private static final class Gathered {
        final List<LineAt> lines = new ArrayList<>();
        final ExactSum tokens = new ExactSum();
    }

    /** Reads the rows set aside, says of each what is wrong, and groups them. */
    private RowTotals readSuspended(Resolution resolution, List<SuspenseTable.Group> setAside) throws IOException {
        Map<Position, SuspendedRow> reasons = new HashMap<>();
        for (int place = 0; place < resolution.suspended().size(); place++) {
            SuspendedRow row = resolution.suspended().get(place);
            reasons.put(new Position(row.source(), row.line()), row);
        }
        Rater rater = new Rater(work.pinned().book(), work.symbols());
        Map<GroupKey, Gathered> groups = new HashMap<>();
        BucketRows rows = work.store().rows(resolution.fates(), Fate.SUSPENDED);
        EventBlock block = new EventBlock();
        while (rows.fill(block)) {
            for (int row = 0; row < block.size; row++) {
                SuspendedRow why = reasons.get(new Position(block.source[row], block.line[row]));
                if (why == null) {
                    throw new IllegalStateException("line " + block.line[row] + " of source " + block.source[row]
                            + " is set aside for no reason");
                }
                int segment = work.input().segments().get(block.source[row]).number();
                GroupKey key = new GroupKey(segment, why.reason(), detail(rater, block, row, why));
                Gathered group = groups.computeIfAbsent(key, newKey -> new Gathered());
                group.lines.add(new LineAt(block.line[row], block.offset[row]));
                addTokens(group.tokens, block, row);
            }
        }
        groups.forEach((key, group) -> {
            group.lines.sort(Comparator.comparingLong(LineAt::line));
            LineRanges ranges = new LineRanges();
            group.lines.forEach(at -> ranges.add(at.line(), at.offset()));
            setAside.add(
                    new SuspenseTable.Group(key.segment(), key.reason(), key.detail(), ranges, group.tokens.value()));
        });
        return rows.totals();
    }

    private static void addTokens(ExactSum sum, EventBlock block, int row) {
        for (Component component : Component.values()) {
            if (component.unit() == Component.Unit.TOKEN) {
                sum.add(block.counts[component.ordinal()][row]);
            }
        }
    }

    private String detail(Rater rater, EventBlock block, int row, SuspendedRow why) {
        if (why.first().isPresent()) {
            EventPosition first = why.first().get();
            return "differs from the event accepted at " + first.source() + ":" + first.line();
        }
        Verdict verdict = rater.judge(block, row, work.pinned().terms().get(block.account[row]));
        // What the price book can price is set aside for the provider's own figure alone.
        return verdict == null ? "vendor_cost_usd reaches 1000000 USD" : verdict.detail();
    }
}
