package io.reckoner.ingest.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes one segment of format 1: under its {@code .open} name while it grows, then seal, fsync, rename, fsync of the
 * folder. For one thread, which must not be interrupted: an interrupt closes the channel.
 *
 * <p>Lines are durable once {@link #sync} has returned. After a failure nothing more can be written: what was not yet
 * durable belongs into another segment.
 */
public final class SegmentWriter implements Closeable {
    private static final byte[] NEWLINE = {'\n'};

    private final Path open;
    private final Path sealed;
    private final SegmentName name;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private final MessageDigest digest = Sha256.digest();

    private long lines;
    private long bytes;
    private @Nullable Instant firstTs;
    private @Nullable Instant lastTs;
    private long durableBytes;
    private boolean failed;

    private SegmentWriter(Path folder, SegmentName name) throws IOException {
        this.name = name;
        open = folder.resolve(name.openFile());
        sealed = folder.resolve(name.sealedFile(Compression.NONE));
        channel = FileChannel.open(open, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Begins a segment.
     *
     * @throws FileAlreadyExistsException when it exists already, growing or sealed, compressed or not
     */
    public static SegmentWriter open(Path folder, SegmentName name) throws IOException {
        for (Compression compression : Compression.values()) {
            Path other = folder.resolve(name.sealedFile(compression));
            if (Files.exists(other)) {
                throw new FileAlreadyExistsException(other.toString());
            }
        }
        SegmentWriter writer = new SegmentWriter(folder, name);
        DurableFiles.syncFolder(writer.open);
        return writer;
    }

    public SegmentName name() {
        return name;
    }

    /** Where the segment grows. */
    public Path file() {
        return open;
    }

    /** Lines appended so far. */
    public long lines() {
        return lines;
    }

    /** Bytes appended so far. */
    public long bytes() {
        return bytes;
    }

    /** Bytes made durable so far; they end with a whole line. */
    public long durableBytes() {
        return durableBytes;
    }

    /**
     * Appends one line, given without its newline.
     *
     * @param ts the time of the event or start in the line; null where it carries none
     */
    public void append(byte[] line, int offset, int length, @Nullable Instant ts) throws IOException {
        write(line, offset, length);
        write(NEWLINE, 0, 1);
        lines++;
        bytes += length + 1L;
        if (ts != null) {
            firstTs = firstTs == null || ts.isBefore(firstTs) ? ts : firstTs;
            lastTs = lastTs == null || ts.isAfter(lastTs) ? ts : lastTs;
        }
    }

    private void write(byte[] from, int offset, int length) throws IOException {
        digest.update(from, offset, length);
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int part = Math.min(buffer.remaining(), end - at);
            buffer.put(from, at, part);
            at += part;
        }
    }

    private void drain() throws IOException {
        if (failed) {
            throw new IOException(open + ": an earlier write failed; nothing more can be added to this segment");
        }
        failed = true;
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        failed = false;
    }

    /** Makes everything appended durable. */
    public void sync() throws IOException {
        drain();
        failed = true;
        channel.force(false);
        failed = false;
        durableBytes = bytes;
    }

    /** Seals the segment as its proxy and gives it its final name. */
    public Path seal(Instant through) throws IOException {
        return seal(through, Seal.Origin.PROXY);
    }

    Path seal(Instant through, Seal.Origin origin) throws IOException {
        Seal seal = new Seal(
                name.proxy(), name.sequence(), lines, bytes, Sha256.hex(digest), firstTs, lastTs, through, origin);
        byte[] line = SealLine.write(seal);
        write(line, 0, line.length);
        write(NEWLINE, 0, 1);
        sync();
        channel.close();
        DurableFiles.rename(open, sealed);
        return sealed;
    }

    /** Closes the file and, if the segment was not sealed, leaves it growing. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
