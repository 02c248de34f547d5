package io.reckoner.ingest.rows;

import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The rows of one run, by bucket: written by many {@link RunWriter}s, then read bucket by bucket.
 *
 * <p>Safe for many threads. What is read never depends on how rows were spread over writers, nor on what was spilled.
 * Reading begins when all writers are finished. Closing it deletes its spill file.
 */
public final class RowStore implements AutoCloseable {
    private final int buckets;
    private final long previousWatermark;
    private final RowSettings settings;
    private final SpillFile spill;
    private final int[] bucketOf;
    private final long[] seedHigh;
    private final long[] seedLow;
    private final List<SortedRun> runs = new ArrayList<>();
    private final Deque<WriterMemory> idle = new ArrayDeque<>();
    private boolean reading;

    /**
     * An empty store.
     *
     * @param previousWatermark in microseconds; {@code Long.MIN_VALUE} in the first run
     */
    public RowStore(Directory directory, Buckets buckets, long previousWatermark, RowSettings settings) {
        this.buckets = buckets.count();
        this.previousWatermark = previousWatermark;
        this.settings = settings;
        this.spill = new SpillFile(settings);
        List<String> accounts = directory.accounts();
        bucketOf = new int[accounts.size()];
        seedHigh = new long[accounts.size()];
        seedLow = new long[accounts.size()];
        EventHash hash = new EventHash();
        for (int account = 0; account < bucketOf.length; account++) {
            bucketOf[account] = buckets.of(accounts.get(account));
            hash.account(accounts.get(account));
            seedHigh[account] = hash.high;
            seedLow[account] = hash.low;
        }
    }

    /** A writer for one thread. Any number may be open at a time, each taking {@code settings.writerBytes()}. */
    public RunWriter writer() {
        return new RunWriter(this);
    }

    public int buckets() {
        return buckets;
    }

    /** How many rows a bucket holds. */
    public long rows(int bucket) {
        long rows = 0;
        for (SortedRun run : reading()) {
            rows += run.count(bucket);
        }
        return rows;
    }

    /** The claims of a bucket's rows to their (account, id), in hash order. May be opened again and again. */
    public BucketClaims claims(int bucket) throws IOException {
        return new BucketClaims(reading(), bucket, settings.mergeBytes());
    }

    /** Fates for the rows of a bucket: all accepted, until some are told otherwise. */
    public RowFates fates(int bucket) {
        int[] counts = reading().stream().mapToInt(run -> run.count(bucket)).toArray();
        return new RowFates(bucket, counts);
    }

    /** The rows of a bucket that met one fate, in settling order. May be opened again and again. */
    public BucketRows rows(RowFates fates, Fate wanted) throws IOException {
        return new BucketRows(reading(), fates, wanted, previousWatermark, settings.mergeBytes());
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }

    int accounts() {
        return bucketOf.length;
    }

    int bucketOf(int account) {
        return bucketOf[account];
    }

    void hash(DecodedEvent event, EventHash hash) {
        hash.of(seedHigh[event.account], seedLow[event.account], event.id.bytes, event.id.length);
    }

    RowSettings settings() {
        return settings;
    }

    Section keep(byte[] bytes, int length) throws IOException {
        return spill.keep(bytes, length);
    }

    synchronized void enter(List<SortedRun> more) {
        if (reading) {
            throw new IllegalStateException("the rows are being read: no more can be added");
        }
        runs.addAll(more);
    }

    synchronized WriterMemory borrow() {
        WriterMemory memory = idle.poll();
        return memory != null ? memory : new WriterMemory(buckets, previousWatermark);
    }

    synchronized void giveBack(WriterMemory memory) {
        if (!reading) {
            idle.push(memory);
        }
    }

    void forget(List<SortedRun> abandoned) {
        for (SortedRun run : abandoned) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                spill.forget(run.rows(bucket));
                spill.forget(run.claims(bucket));
            }
        }
    }

    private synchronized List<SortedRun> reading() {
        reading = true;
        idle.clear();
        return runs;
    }
}
