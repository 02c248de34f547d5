package io.reckoner.jobs.settlement;

import io.reckoner.ingest.rows.Fate;
import io.reckoner.ingest.sameness.IndexFile;
import io.reckoner.ingest.sameness.Resolution;
import io.reckoner.jobs.facts.FactContext;
import io.reckoner.jobs.facts.FactFiles;
import io.reckoner.jobs.facts.FactWriter;
import io.reckoner.jobs.run.Lease;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.sameness.IndexFileTable;
import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.Dealings;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.TimelineItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Settles one bucket and stores all of it. Called inside the transaction that stores it; safe for many threads. */
public final class SettleStep {
    private final RunWork work;
    private final Tables tables;
    private final FactFiles files;
    private final ChartOfAccounts chart;
    private final Lease lease;
    private final Map<String, List<TimelineItem>> landing;
    private final Map<String, Dealings> dealings;
    private final List<List<Integer>> accountsByBucket;

    public SettleStep(RunWork work, Tables tables, FactFiles files, ChartOfAccounts chart, Lease lease) {
        this.work = work;
        this.tables = tables;
        this.files = files;
        this.chart = chart;
        this.lease = lease;
        Run run = work.pinned().run();
        this.landing = tables.landing().landing(run.previousWatermark(), run.watermark());
        this.dealings = tables.dealings()
                .between(run.previousWatermark(), run.watermark(), work.pinned().plans());
        this.accountsByBucket = spread(work.pinned().directory().accounts(), new Buckets(run.buckets()));
    }

    private static List<List<Integer>> spread(List<String> accounts, Buckets buckets) {
        List<List<Integer>> spread = new ArrayList<>();
        for (int bucket = 0; bucket < buckets.count(); bucket++) {
            spread.add(new ArrayList<>());
        }
        for (int ordinal = 0; ordinal < accounts.size(); ordinal++) {
            spread.get(buckets.of(accounts.get(ordinal))).add(ordinal);
        }
        return spread;
    }

    /**
     * Settles a bucket, unless it is stored already.
     *
     * @throws RunRefusedException when the bucket's equations fail: nothing of it is stored
     */
    public void settle(int bucket) throws IOException {
        int run = work.pinned().run().id();
        tables.runs().lockBucket(bucket);
        if (tables.runs().bucketStored(run, bucket)) {
            return;
        }
        Resolution resolution = work.resolution(bucket);
        BucketBooks books = workOut(bucket, resolution);
        ControlTotals totals = books.totals(chart);
        if (ControlProof.of(ControlEquation.ofSettling(), totals) instanceof ControlProof.Fails fails) {
            throw new RunRefusedException(work.pinned().run() + ", bucket " + bucket + ": " + fails.sentence());
        }
        store(bucket, books, totals, resolution);
        lease.requireHeld();
    }

    private BucketBooks workOut(int bucket, Resolution resolution) throws IOException {
        List<Integer> ordinals = accountsByBucket.get(bucket);
        List<String> accounts = ordinals.stream()
                .map(ordinal -> work.pinned().directory().account(ordinal))
                .toList();
        Map<String, AccountState> opening = tables.states().load(accounts);
        try (FactWriter facts = new FactWriter(files, context(bucket))) {
            BucketSettlement settlement = new BucketSettlement(
                    work.pinned(), work.symbols(), chart, ordinals, opening, landing, dealings, facts);
            return settlement.settle(work.store().rows(resolution.fates(), Fate.ACCEPTED));
        }
    }

    private void store(int bucket, BucketBooks books, ControlTotals totals, Resolution resolution) {
        int run = work.pinned().run().id();
        tables.lots().add(run, books.movements());
        tables.states().add(run, books.closing());
        tables.movements().add(run, books.movements());
        tables.journal().add(books.entries());
        tables.keys().add(run, books.keys());
        books.facts().forEach(tables.facts()::add);
        resolution.index().ifPresent(index -> tables.index().add(row(run, bucket, index)));
        tables.controls().addTotals(run, Tables.SETTLING, bucket, totals);
        tables.runs().markBucket(run, bucket, books.contentHash());
    }

    private static IndexFileTable.Row row(int run, int bucket, IndexFile file) {
        return new IndexFileTable.Row(
                ResolveStep.indexPath(run, bucket), run, bucket, file.events(), file.bytes(), file.sha256());
    }

    private FactContext context(int bucket) {
        Run run = work.pinned().run();
        return new FactContext(
                run.id(),
                bucket,
                inputHash(bucket),
                work.pinned().directory(),
                work.symbols(),
                work.input().fileNames(),
                work.pinned().book().modelTypes(),
                work.pinned().book().overlays().stream().map(Overlay::name).toList(),
                YearMonth::from);
    }

    /** What determines a bucket's facts: the run, its watermarks, its book and the content of all it reads. */
    private String inputHash(int bucket) {
        Run run = work.pinned().run();
        StringBuilder inputs = new StringBuilder()
                .append(run.id())
                .append(' ')
                .append(run.previousWatermark())
                .append(' ')
                .append(run.watermark())
                .append(' ')
                .append(run.priceBookVersion())
                .append(' ')
                .append(run.buckets())
                .append(' ')
                .append(bucket);
        work.input().segments().forEach(segment -> inputs.append('\n')
                .append(segment.seal().sha256()));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(inputs.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
