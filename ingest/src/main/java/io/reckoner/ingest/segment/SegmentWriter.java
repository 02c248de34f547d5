package io.reckoner.ingest.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes one segment of format 1: under its {@code .open} name while it grows, then seal, fsync, rename, fsync of the
 * folder. For one thread.
 */
public final class SegmentWriter implements Closeable {
    private SegmentWriter() {}

    /** Begins a segment. Fails when it exists already, growing or sealed. */
    public static SegmentWriter open(Path folder, SegmentName name) throws IOException {
        throw new UnsupportedOperationException("follows");
    }

    /** Appends one line, given without its newline, with the time it carries. */
    public void append(byte[] line, int offset, int length, Instant ts) throws IOException {
        throw new UnsupportedOperationException("follows");
    }

    /** Makes everything appended durable. */
    public void sync() throws IOException {
        throw new UnsupportedOperationException("follows");
    }

    /** Seals the segment and gives it its final name. */
    public Path seal(Instant through) throws IOException {
        throw new UnsupportedOperationException("follows");
    }

    /** Leaves the segment as it is, growing, if it was not sealed. */
    @Override
    public void close() throws IOException {}
}
