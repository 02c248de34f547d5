package io.reckoner.ingest.sameness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A file written front to back under a temporary name. It gets its own name only when it is whole and on disk; closed
 * before that, it is gone.
 */
final class DurableFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[64 << 10];
    private int buffered;
    private long position;

    DurableFile(Path target) throws IOException {
        this.target = target;
        this.temporary = temporary(target);
        this.digest = sha256();
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** A name that no other writer has: one that was taken over may still be writing the same file. */
    static Path temporary(Path target) {
        return target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    /** Bytes written so far. */
    long position() {
        return position;
    }

    void write(byte[] bytes, int from, int count) throws IOException {
        position += count;
        int at = from;
        int left = count;
        while (left > 0) {
            if (buffered == buffer.length) {
                drain();
            }
            int some = Math.min(left, buffer.length - buffered);
            System.arraycopy(bytes, at, buffer, buffered, some);
            buffered += some;
            at += some;
            left -= some;
        }
    }

    void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /** Forces the bytes to disk, gives the file its name, forces the folder, and returns the SHA-256 in hexadecimal. */
    String commit() throws IOException {
        drain();
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(target.toAbsolutePath().resolveSibling("."));
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            Files.deleteIfExists(temporary);
        }
    }

    private void drain() throws IOException {
        digest.update(buffer, 0, buffered);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        buffered = 0;
    }

    /** A rename is on disk only once its folder is. Where folders cannot be opened, the system does without. */
    private static void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return;
        }
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
