package io.reckoner.jobs.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes fact files that nobody reads any more: leftovers of crashes that no manifest row names, files replaced by a
 * merged one, files of failed runs.
 *
 * <p>Each only when it is older than a given instant, so that a run that has written files and not committed yet keeps
 * them, and a report that began before a compaction can finish. Choose an age longer than the longest run and report.
 */
public final class FactSweep {
    private final FactFiles files;
    private final ManifestTable manifest;

    public FactSweep(FactFiles files, ManifestTable manifest) {
        this.files = files;
        this.manifest = manifest;
    }

    /**
     * Removes what was written, replaced or given up before this instant; the paths of what was removed.
     *
     * @throws IllegalStateException when there are files but the manifest is empty: then this is hardly their database
     */
    public List<String> sweep(Instant before) throws IOException {
        List<Path> found = found();
        if (!found.isEmpty() && manifest.isEmpty()) {
            throw new IllegalStateException(files.dataFolder() + " holds " + found.size()
                    + " fact files, but the manifest has never had one. Nothing was removed;"
                    + " check that data folder and database belong together.");
        }
        Set<String> kept = manifest.keptSince(before);
        List<String> removed = new ArrayList<>();
        for (Path file : found) {
            String path = path(file);
            if (!kept.contains(path) && isOlder(file, before)) {
                Files.deleteIfExists(file);
                removed.add(path);
            }
        }
        return List.copyOf(removed);
    }

    private List<Path> found() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(files.temporaryFolder(), files.usageFolder())) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> paths = Files.walk(folder)) {
                    paths.filter(path -> path.toString().endsWith(".parquet"))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private String path(Path file) {
        return files.dataFolder().relativize(file).toString().replace('\\', '/');
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            // A writer renamed it meanwhile.
            return false;
        }
    }
}
