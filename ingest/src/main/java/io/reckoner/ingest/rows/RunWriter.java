package io.reckoner.ingest.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
    private final WriterMemory memory;
    private final List<SortedRun> runs = new ArrayList<>();
    private final EventHash hash = new EventHash();
    private long collected;
    private long rows;
    private boolean finished;

    RunWriter(RowStore store) {
        this.store = store;
        this.memory = store.borrow();
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
        RowBuffer buffer = memory.buffer(bucket);
        collected += buffer.add(event, hash) + RowBuffer.COLUMN_BYTES;
        rows++;
        if (collected >= store.settings().writerBytes()) {
            handOver();
        }
    }

    /** Hands everything added to the store and returns how many rows that is. The writer takes no more. */
    public long finish() throws IOException {
        if (finished) {
            throw new IllegalStateException("the writer is finished");
        }
        handOver();
        store.enter(runs);
        finished = true;
        store.giveBack(memory);
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
        if (collected > 0) {
            runs.add(memory.sorted(store));
            collected = 0;
        }
    }
}
