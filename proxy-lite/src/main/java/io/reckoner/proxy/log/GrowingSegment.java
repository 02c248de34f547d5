package io.reckoner.proxy.log;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.SegmentWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** The segment being written: a port, so that a test can stand in for a failing disk. */
interface GrowingSegment {
    /** Begins segments. */
    interface Opener {
        GrowingSegment open(Path folder, SegmentName name) throws IOException;
    }

    /** On real files. */
    static GrowingSegment onDisk(Path folder, SegmentName name) throws IOException {
        SegmentWriter writer = SegmentWriter.open(folder, name);
        return new GrowingSegment() {
            @Override
            public void append(byte[] line, Instant ts) throws IOException {
                writer.append(line, 0, line.length, ts);
            }

            @Override
            public void sync() throws IOException {
                writer.sync();
            }

            @Override
            public Path seal(Instant through) throws IOException {
                return writer.seal(through);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }

            @Override
            public Path file() {
                return writer.file();
            }

            @Override
            public long bytes() {
                return writer.bytes();
            }

            @Override
            public long durableBytes() {
                return writer.durableBytes();
            }
        };
    }

    void append(byte[] line, Instant ts) throws IOException;

    void sync() throws IOException;

    Path seal(Instant through) throws IOException;

    void close() throws IOException;

    Path file();

    long bytes();

    long durableBytes();
}
