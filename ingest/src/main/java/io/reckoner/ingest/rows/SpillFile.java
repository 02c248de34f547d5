package io.reckoner.ingest.rows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sections: on the heap while the run stays within its memory, beyond that in one file that is deleted when
 * closed. Safe for many threads: each section gets a range of its own.
 */
final class SpillFile implements AutoCloseable {
    /** Bytes written at once: what the channel copies on the way stays in the processor's cache. */
    private static final int CHUNK = 128 << 10;

    private final RowSettings settings;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong end = new AtomicLong();
    private @Nullable FileChannel channel;

    SpillFile(RowSettings settings) {
        this.settings = settings;
    }

    /** Keeps a copy of {@code bytes[0 .. length-1]}. */
    Section keep(byte[] bytes, int length) throws IOException {
        if (kept.addAndGet(length) <= settings.keepBytes()) {
            return new Section.Kept(Arrays.copyOf(bytes, length));
        }
        kept.addAndGet(-length);
        FileChannel file = open();
        long offset = end.getAndAdd(length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.position() < length) {
            buffer.limit(Math.min(length, buffer.position() + CHUNK));
            file.write(buffer, offset + buffer.position());
        }
        return new Section.Spilled(file, offset, length);
    }

    /** Gives back the memory of a section nobody will read. */
    void forget(Section section) {
        if (section instanceof Section.Kept heap) {
            kept.addAndGet(-heap.length());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private synchronized FileChannel open() throws IOException {
        FileChannel file = channel;
        if (file == null) {
            Files.createDirectories(settings.spillFolder());
            Path path = Files.createTempFile(settings.spillFolder(), "rows-", ".spill");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            channel = file;
        }
        return file;
    }
}
