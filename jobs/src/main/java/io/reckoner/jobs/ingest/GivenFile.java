package io.reckoner.jobs.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file as it was named on the command line. */
final class GivenFile {
    private GivenFile() {}

    /** Why it cannot be read as a file; nothing where it can. */
    static Optional<String> fault(Path file) {
        if (Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            return Optional.of(file + ": this is a folder. Name the files in it.");
        }
        return Optional.of(file + (Files.exists(file) ? ": this is no ordinary file." : ": there is no such file."));
    }
}
