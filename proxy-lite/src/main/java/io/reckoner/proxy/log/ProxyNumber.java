package io.reckoner.proxy.log;

import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.segment.SegmentName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last number a proxy has used and the last time it has promised, in a small file beside its segments: those are
 * carried away, the numbers must go on. It also keeps a second process of the same name out.
 */
final class ProxyNumber implements Closeable {
    private static final int LENGTH = 64;

    private final Path folder;
    private final String proxy;
    private final FileChannel channel;
    private long last;
    private Instant promised;

    private ProxyNumber(Path folder, String proxy, FileChannel channel) throws IOException {
        this.folder = folder;
        this.proxy = proxy;
        this.channel = channel;
        ByteBuffer content = ByteBuffer.allocate(LENGTH);
        channel.read(content, 0);
        String[] words = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).split("\\s+");
        boolean known = words.length == 2;
        last = Math.max(known ? Long.parseLong(words[0]) : 0, last());
        promised = known ? Instant.parse(words[1]) : Instant.EPOCH;
    }

    /** @throws IOException when another process holds the name, or the file cannot be read */
    static ProxyNumber open(Path folder, String proxy) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("usage-" + proxy + ".number");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new IOException("another process logs as proxy " + proxy + " into " + folder
                        + ": stop it, or give this one another name");
            }
            return new ProxyNumber(folder, proxy, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private long last() throws IOException {
        return segments().stream().mapToLong(SegmentName::sequence).max().orElse(0);
    }

    private List<SegmentName> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(ProxyNumber::named)
                    .flatMap(Optional::stream)
                    .map(SegmentName.File::segment)
                    .filter(name -> name.proxy().equals(proxy))
                    .toList();
        }
    }

    private static Optional<SegmentName.File> named(Path file) {
        return SegmentName.parse(String.valueOf(file.getFileName()));
    }

    /** The segments this proxy left growing, oldest first. */
    List<Path> growing() throws IOException {
        List<Path> growing = new ArrayList<>();
        for (SegmentName name : segments().stream()
                .sorted(Comparator.comparingLong(SegmentName::sequence))
                .toList()) {
            Path open = folder.resolve(name.openFile());
            if (Files.exists(open)) {
                growing.add(open);
            }
        }
        return growing;
    }

    /** Whether a growing segment has the last number used. */
    boolean isNewest(Path open) {
        return named(open).map(file -> file.segment().sequence() == last).orElse(false);
    }

    /** The time before which no event may be written any more. */
    Instant promised() {
        return promised;
    }

    /** Notes a promise; durable once {@link #save} or {@link #used} has returned. */
    void promise(Instant through) {
        promised = promised.isBefore(through) ? through : promised;
    }

    /** The next name. Until it is {@link #used} it is answered again. */
    SegmentName next() {
        return new SegmentName(proxy, last + 1);
    }

    /** Notes that the file of the next name exists: only then may the number be gone, or there would be a gap. */
    void used(SegmentName name) throws IOException {
        last = name.sequence();
        save();
    }

    void save() throws IOException {
        byte[] text = String.format(Locale.ROOT, "%d %s", last, Rfc3339.text(promised))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] padded = Arrays.copyOf(text, LENGTH);
        Arrays.fill(padded, text.length, LENGTH - 1, (byte) ' ');
        padded[LENGTH - 1] = '\n';
        ByteBuffer content = ByteBuffer.wrap(padded);
        while (content.hasRemaining()) {
            channel.write(content, content.position());
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
