package io.reckoner.jobs.facts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Names that survive a power cut: a rename counts only once its folder has been synced. */
final class DurableFiles {
    private DurableFiles() {}

    /** Gives a synced file its final name, replacing one of the same name; the folder is made where it is missing. */
    static void rename(Path temporary, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " has no folder");
        }
        makeFolder(folder);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        Files.createDirectories(folder);
        if (parent != null) {
            syncFolder(parent);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Folders cannot be opened on every file system; those that refuse order their renames themselves.
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
