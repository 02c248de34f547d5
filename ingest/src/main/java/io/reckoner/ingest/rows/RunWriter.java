package io.reckoner.ingest.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the decoded events of one block or more, sorts them and hands them to its {@link RowStore}. For one thread.
 *
 * <pre>{@code
 * try (RunWriter writer = store.writer()) {
 *     for each line: writer.add(event);
 *     writer.finish();
 * }
 * }</pre>
 *
 * <p>Without {@link #finish} nothing that was added counts: a block that fails half-way leaves no row.
 */
public final class RunWriter implements AutoCloseable {
    private static final long MOST_LINES = 0xffffffffL;

    private final RowStore store;
    private final @Nullable RowBuffer[] buffers;
    private final List<SortedRun> runs = new ArrayList<>();
    private final EventHash hash = new EventHash();
    private final SortedOrder order = new SortedOrder();
    private byte[] staging = new byte[0];
    private int[] places = new int[0];
    private long collected;
    private long rows;
    private boolean finished;

    RunWriter(RowStore store) {
        this.store = store;
        this.buffers = new RowBuffer[store.buckets()];
    }

    /**
     * Adds an event; everything is copied out of the holder.
     *
     * @throws IllegalArgumentException when an ordinal is outside the run, or the line is not 1 to 4,294,967,295
     * @throws IOException when the spill file cannot be written
     */
    public void add(DecodedEvent event) throws IOException {
        if (finished) {
            throw new IllegalStateException("the writer is finished");
        }
        if (event.account < 0 || event.account >= store.accounts()) {
            throw new IllegalArgumentException("account ordinal " + event.account + " is not in the directory");
        }
        if (event.source < 0 || event.line < 1 || event.line > MOST_LINES) {
            throw new IllegalArgumentException("no place in the run: source " + event.source + ", line " + event.line);
        }
        store.hash(event, hash);
        int bucket = store.bucketOf(event.account);
        RowBuffer buffer = buffers[bucket];
        if (buffer == null) {
            buffer = new RowBuffer(store.previousWatermark());
            buffers[bucket] = buffer;
        }
        collected += buffer.add(event, hash) + RowBuffer.COLUMN_BYTES;
        rows++;
        if (collected >= store.settings().writerBytes()) {
            handOver();
        }
    }

    /** Hands everything added to the store and returns how many rows that is. The writer takes no more. */
    public long finish() throws IOException {
        handOver();
        finished = true;
        store.enter(runs);
        return rows;
    }

    @Override
    public void close() {
        if (!finished) {
            finished = true;
            store.forget(runs);
        }
    }

    private void handOver() throws IOException {
        if (collected == 0) {
            return;
        }
        SortedRun run = new SortedRun(buffers.length);
        for (int bucket = 0; bucket < buffers.length; bucket++) {
            RowBuffer buffer = buffers[bucket];
            if (buffer != null && buffer.rows() > 0) {
                sort(buffer, bucket, run);
                buffer.clear();
            }
        }
        runs.add(run);
        collected = 0;
    }

    private void sort(RowBuffer buffer, int bucket, SortedRun run) throws IOException {
        int count = buffer.rows();
        int claimBytes = Math.multiplyExact(count, RowLayout.CLAIM_BYTES);
        int room = Math.max(claimBytes, buffer.rowBytes());
        if (staging.length < room) {
            staging = new byte[Math.max(room, (int) Math.min(staging.length * 2L, Integer.MAX_VALUE - 8))];
        }
        if (places.length < count) {
            places = new int[Math.max(count, places.length * 2)];
        }
        buffer.sortRows(order);
        buffer.copyRows(order, staging);
        buffer.places(order, places);
        Section sortedRows = store.keep(staging, buffer.rowBytes());
        buffer.sortClaims(order);
        buffer.copyClaims(order, places, staging);
        run.put(bucket, count, sortedRows, store.keep(staging, claimBytes));
    }
}
