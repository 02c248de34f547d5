package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.DurableFiles;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.ingest.segment.SegmentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays the file of a withdrawn segment aside, into the folder {@value #ASIDE} beside it: it is kept, it is not taken in again,
 * and its place is free for the good one.
 */
public final class WithdrawnFile {
    static final String ASIDE = "withdrawn";

    /** So many characters of its hash stand behind its name: two files of one number can be withdrawn one after the other. */
    private static final int HASH_SHOWN = 8;

    private WithdrawnFile() {}

    /** A file that was moved. */
    public record Moved(Path from, Path to) {}

    /**
     * Moves what holds the withdrawn content, in whichever compression, and what is no whole segment. A sound one with other
     * content stays: that is the good copy, delivered already.
     *
     * @param taken where the segment was taken in; it may be gone
     * @return what was moved
     */
    static List<Moved> layAside(SegmentName name, Path taken, String sha256) {
        Path folder = taken.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(taken + " lies in no folder");
        }
        List<Moved> moved = new ArrayList<>();
        try {
            for (Path file : called(folder, name)) {
                if (isToGo(file, sha256)) {
                    Path aside = Files.createDirectories(folder.resolve(ASIDE));
                    Path target = free(aside, file.getFileName() + "." + sha256.substring(0, HASH_SHOWN));
                    DurableFiles.rename(file, target);
                    moved.add(new Moved(file, target));
                }
            }
            return moved;
        } catch (IOException e) {
            putBack(moved);
            throw new UncheckedIOException(taken + " cannot be laid aside: " + e.getMessage(), e);
        }
    }

    /** Nothing that was laid aside before is replaced. */
    private static Path free(Path aside, String name) {
        Path target = aside.resolve(name);
        for (int number = 2; Files.exists(target); number++) {
            target = aside.resolve(name + "-" + number);
        }
        return target;
    }

    /** Undoes it. */
    public static void putBack(List<Moved> moved) {
        for (Moved one : moved) {
            try {
                DurableFiles.rename(one.to(), one.from());
            } catch (IOException e) {
                throw new UncheckedIOException(one.to() + " cannot be put back: " + e.getMessage(), e);
            }
        }
    }

    private static List<Path> called(Path folder, SegmentName name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> SegmentName.parse(file.getFileName().toString())
                            .filter(named -> !named.growing() && named.segment().equals(name))
                            .isPresent())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isToGo(Path file, String sha256) throws IOException {
        return switch (new SegmentInspector().inspect(file)) {
            case SegmentInspection.Sound sound -> sound.seal().sha256().equals(sha256);
            case SegmentInspection.Refused ignored -> true;
            case SegmentInspection.Growing ignored -> false;
            case SegmentInspection.Unrelated ignored -> false;
        };
    }
}
