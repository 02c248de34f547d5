package io.reckoner.ingest.sameness;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads places of a file in ascending order. Places close to each other make it read ahead, up to 256 KiB; places far
 * from each other cost one page each.
 */
final class ReadAhead {
    private static final int LEAST = 4096;
    private static final int NEAR = 2 * LEAST;
    private static final int MOST = 256 << 10;

    private final FileChannel channel;
    private final long end;
    private long start;
    private int length;
    private long last = -NEAR;
    private byte[] bytes = new byte[LEAST];

    /** @param end nothing at or behind it is read */
    ReadAhead(FileChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Makes {@code count} bytes at {@code offset} of the file available, and returns where in {@link #bytes()}. */
    int at(long offset, int count) throws IOException {
        if (offset < start || offset + count > start + length) {
            load(offset, count);
        }
        last = offset;
        return (int) (offset - start);
    }

    private void load(long offset, int count) throws IOException {
        if (offset + count > end) {
            throw new EOFException("it ends at " + end + ", before " + (offset + count));
        }
        boolean near = offset - last < NEAR;
        int size = Math.max(count, near ? Math.min(Math.max(2 * length, LEAST), MOST) : LEAST);
        if (size > bytes.length) {
            bytes = new byte[size];
        }
        start = offset;
        length = (int) Math.min(size, end - offset);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("it was cut off while it was read");
            }
        }
    }
}
