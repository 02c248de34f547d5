package io.reckoner.ingest.rows;

import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import java.io.IOException;

/**
 * The rows of one run, by bucket: written by many {@link RunWriter}s, then read bucket by bucket.
 *
 * <p>Safe for many threads. What is read never depends on how rows were spread over writers. Closing it deletes its
 * spill file.
 */
public final class RowStore implements AutoCloseable {
    private final Directory directory;
    private final Buckets buckets;
    private final long previousWatermark;
    private final RowSettings settings;

    /**
     * An empty store.
     *
     * @param previousWatermark in microseconds; {@code Long.MIN_VALUE} in the first run
     */
    public RowStore(Directory directory, Buckets buckets, long previousWatermark, RowSettings settings) {
        this.directory = directory;
        this.buckets = buckets;
        this.previousWatermark = previousWatermark;
        this.settings = settings;
    }

    /** A writer for one thread. Any number may be open at a time, each taking {@code settings.writerBytes()}. */
    public RunWriter writer() {
        return new RunWriter(this);
    }

    @Override
    public void close() throws IOException {}

    Directory directory() {
        return directory;
    }

    Buckets buckets() {
        return buckets;
    }

    long previousWatermark() {
        return previousWatermark;
    }

    RowSettings settings() {
        return settings;
    }
}
