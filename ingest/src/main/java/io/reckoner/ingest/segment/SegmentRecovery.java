package io.reckoner.ingest.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns a segment that was left growing into a sealed one. The left file is only read, and deleted last: whatever
 * interrupts a recovery, the next one begins anew and comes to the same end.
 */
public final class SegmentRecovery {
    /** What was recovered; {@code torn} is null where nothing was torn. */
    public record Recovered(Path sealed, Seal seal, @Nullable Path torn, long tornBytes) {}

    private static final int CHUNK = 1 << 18;

    private SegmentRecovery() {}

    /**
     * Recovers what a dead proxy left: whole lines kept, torn bytes saved beside it as {@code .torn}, sealed with {@code
     * "recovered":true}. A segment whose own seal had been written is only given its name.
     *
     * @param through what the proxy promises from now on; the greatest time in the segment if that is later
     * @throws IOException when files cannot be read or written; then nothing is lost and it can be tried again
     */
    public static Recovered recover(Path open, Instant through) throws IOException {
        SegmentName name = nameOf(open);
        Path sealed = open.resolveSibling(name.sealedFile(Compression.NONE));
        Seal own = sealOf(open, name);
        if (Files.exists(sealed)) {
            Seal done = sealOf(sealed, name);
            if (done == null) {
                throw new IOException(sealed + " exists beside " + open + " and its seal does not hold;"
                        + " move one of the two away by hand");
            }
            DurableFiles.delete(open);
            return new Recovered(sealed, done, null, 0);
        }
        if (own != null) {
            DurableFiles.rename(open, sealed);
            return new Recovered(sealed, own, null, 0);
        }
        long size = Files.size(open);
        long whole = wholeLines(open, size);
        Path torn = whole < size ? saveTorn(open, name, whole) : null;
        Seal seal = rewrite(open, whole, sealed, name, through, Seal.Origin.RECOVERY);
        return new Recovered(sealed, seal, torn, size - whole);
    }

    /**
     * Seals what a living proxy had made durable before a write failed: the first {@code durableBytes}, which end with a
     * whole line. What followed them the proxy writes again elsewhere, so nothing is saved beside the segment, and it is
     * one like any other.
     */
    public static Recovered sealDurable(Path open, long durableBytes, Instant through) throws IOException {
        SegmentName name = nameOf(open);
        Path sealed = open.resolveSibling(name.sealedFile(Compression.NONE));
        Seal seal = rewrite(open, durableBytes, sealed, name, through, Seal.Origin.PROXY);
        return new Recovered(sealed, seal, null, 0);
    }

    private static SegmentName nameOf(Path open) {
        return SegmentName.parse(String.valueOf(open.getFileName()))
                .filter(SegmentName.File::growing)
                .map(SegmentName.File::segment)
                .orElseThrow(() -> new IllegalArgumentException(open + " is not the name of a growing segment"));
    }

    /** The seal of a file that is whole under it; null where it is not. */
    private static @Nullable Seal sealOf(Path file, SegmentName name) throws IOException {
        SegmentScan scan = new SegmentScan();
        try (InputStream in = Files.newInputStream(file)) {
            scan.read(in);
        }
        byte[] line = scan.lastLine();
        if (!scan.lastComplete() || !(SealLine.read(line, 0, line.length) instanceof SealLine.Reading.Sealed sealed)) {
            return null;
        }
        Seal seal = sealed.seal();
        boolean holds = seal.name().equals(name)
                && seal.lines() == scan.lines()
                && seal.bytes() == scan.bytes()
                && seal.sha256().equals(scan.sha256());
        return holds ? seal : null;
    }

    /** Where the last whole line ends. */
    private static long wholeLines(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            long end = size;
            while (end > 0) {
                long start = Math.max(0, end - CHUNK);
                chunk.clear().limit((int) (end - start));
                readFully(channel, chunk, start);
                for (int i = chunk.position() - 1; i >= 0; i--) {
                    if (chunk.get(i) == '\n') {
                        return start + i + 1;
                    }
                }
                end = start;
            }
            return 0;
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw new IOException("the file shrank while it was read");
            }
            at += read;
        }
    }

    private static Path saveTorn(Path open, SegmentName name, long from) throws IOException {
        Path torn = open.resolveSibling(name.sealedFile(Compression.NONE) + ".torn");
        try (InputStream in = Files.newInputStream(open)) {
            in.skipNBytes(from);
            Files.copy(in, torn, StandardCopyOption.REPLACE_EXISTING);
        }
        DurableFiles.sync(torn);
        DurableFiles.syncFolder(torn);
        return torn;
    }

    /** Copies the first {@code length} bytes under a seal of their own, and deletes the left file last. */
    private static Seal rewrite(
            Path open, long length, Path sealed, SegmentName name, Instant through, Seal.Origin origin)
            throws IOException {
        SealTimes times = SealTimes.of(Files.newInputStream(open), length);
        Instant promise = times.last() == null || times.last().isBefore(through) ? through : times.last();
        Path work = open.resolveSibling(sealed.getFileName() + ".recovering");
        Seal seal;
        try (InputStream in = Files.newInputStream(open);
                OutputStream out = Files.newOutputStream(work)) {
            String sha256 = copy(in, out, length);
            seal = new Seal(
                    name.proxy(),
                    name.sequence(),
                    times.lines(),
                    length,
                    sha256,
                    times.first(),
                    times.last(),
                    promise,
                    origin);
            out.write(SealLine.write(seal));
            out.write('\n');
        }
        DurableFiles.sync(work);
        DurableFiles.rename(work, sealed);
        DurableFiles.delete(open);
        return seal;
    }

    /** Copies so many bytes and answers their hash. */
    private static String copy(InputStream in, OutputStream out, long length) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[CHUNK];
        for (long left = length; left > 0; ) {
            int read = in.readNBytes(chunk, 0, (int) Math.min(CHUNK, left));
            if (read == 0) {
                throw new IOException("a segment of " + length + " bytes ended " + left + " bytes too early");
            }
            digest.update(chunk, 0, read);
            out.write(chunk, 0, read);
            left -= read;
        }
        return Sha256.hex(digest);
    }
}
