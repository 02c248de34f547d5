package io.reckoner.ingest.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Names that survive a power cut: a rename is durable only once its folder is. */
public final class DurableFiles {
    private DurableFiles() {}

    /** Gives a file its final name, which must be free, and makes that durable. */
    public static void rename(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(to);
    }

    /** Gives a synced file its final name, replacing one of the same name; the folder is made where it is missing. */
    public static void replace(Path from, Path to) throws IOException {
        Path folder = to.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(to + " has no folder");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            syncFolder(folder);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(to);
    }

    static void delete(Path file) throws IOException {
        Files.delete(file);
        syncFolder(file);
    }

    /** Makes the names in a file's folder durable, where the platform lets a folder be opened. */
    static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return; // Windows opens no folders; its renames are journaled.
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** Makes a whole file durable. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
