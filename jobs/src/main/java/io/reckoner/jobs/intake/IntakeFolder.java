package io.reckoner.jobs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which files of the intake folder are to be looked at. */
final class IntakeFolder {
    private IntakeFolder() {}

    /**
     * The files, by name, that were never looked at or have changed since, each as it is before it is read.
     *
     * @param seen files looked at before
     * @throws UncheckedIOException when the folder cannot be read
     */
    static SortedMap<Path, FileStamp> unseen(Path folder, SeenFiles seen) {
        SortedMap<Path, FileStamp> unseen = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                FileStamp now = stamp(file);
                SeenFile before = seen.find(file);
                if (before == null || !before.isStill(now)) {
                    unseen.put(file, now);
                }
            }
            return unseen;
        } catch (IOException e) {
            throw new UncheckedIOException("the intake folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
