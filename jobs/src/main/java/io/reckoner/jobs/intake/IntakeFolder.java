package io.reckoner.jobs.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which files of the intake folder are to be looked at. */
final class IntakeFolder {
    private IntakeFolder() {}

    /**
     * The files, by name, that were never looked at or were written since.
     *
     * @param seen when the files looked at before were looked at, by their names
     * @throws UncheckedIOException when the folder cannot be read
     */
    static List<Path> unseen(Path folder, Map<String, Instant> seen) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isUnseen(file, seen.get(file.getFileName().toString())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the intake folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isUnseen(Path file, @Nullable Instant looked) {
        try {
            return looked == null || Files.getLastModifiedTime(file).toInstant().isAfter(looked);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
