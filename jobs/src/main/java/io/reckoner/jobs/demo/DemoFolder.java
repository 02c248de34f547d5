package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the demonstration a place of its own: it never touches what is there. */
final class DemoFolder {
    private static final String USUAL = "demo-data";

    private DemoFolder() {}

    /**
     * The folder asked for, which must be empty; else {@code demo-data} beside the caller, else {@code demo-data-2} and so on.
     */
    static DataFolder choose(Optional<Path> wanted, Path beside) throws IOException {
        if (wanted.isPresent()) {
            if (isUsed(wanted.get())) {
                throw new Refusal(wanted.get() + " is not empty, and a demonstration overwrites nothing. Name an empty"
                        + " folder with --data, or none for one of its own.");
            }
            return new DataFolder(wanted.get());
        }
        Path next = beside.resolve(USUAL);
        for (int n = 2; isUsed(next); n++) {
            next = beside.resolve(USUAL + "-" + n);
        }
        return new DataFolder(next);
    }

    private static boolean isUsed(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isPresent();
        }
    }
}
