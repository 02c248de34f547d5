package io.reckoner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that are emptied, removed and copied with owners and modes, which PostgreSQL insists on. */
final class Copies {
    private Copies() {}

    /** The folder, empty. */
    static Path fresh(Path folder) throws IOException {
        remove(folder);
        return Files.createDirectories(folder);
    }

    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Copies a folder. */
    static void copy(Path from, Path to) throws IOException {
        cp("-a", from, to);
    }

    /** Copies a folder of files that are never changed: links instead of bytes. */
    static void link(Path from, Path to) throws IOException {
        cp("-al", from, to);
    }

    private static void cp(String how, Path from, Path to) throws IOException {
        List<String> command = new ArrayList<>(List.of("cp", how, from.toString(), to.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(from + " could not be copied to " + to);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + from + " was copied", e);
        }
    }
}
