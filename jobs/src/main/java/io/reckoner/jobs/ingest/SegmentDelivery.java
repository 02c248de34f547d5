package io.reckoner.jobs.ingest;

import io.reckoner.ingest.segment.DurableFiles;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries sealed segments into the intake folder, under a temporary name first: a run never sees half a file. */
final class SegmentDelivery {
    /** Sound segments: those that are to be carried, and those that are there. */
    record Sorted(List<Path> fresh, List<Path> before) {}

    private final Path intake;

    SegmentDelivery(Path intake) {
        this.intake = intake;
    }

    /**
     * Looks at all files.
     *
     * @throws Refusal naming every file that is no sound, sealed segment
     */
    Sorted sorted(List<Path> files) throws IOException {
        List<String> faults = new ArrayList<>();
        List<Path> fresh = new ArrayList<>();
        List<Path> before = new ArrayList<>();
        for (Path file : files) {
            switch (judge(file)) {
                case Judged.Fresh ignored -> fresh.add(file);
                case Judged.Before ignored -> before.add(file);
                case Judged.Faulty faulty -> faults.add(faulty.sentence());
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\nNothing was copied.");
        }
        return new Sorted(fresh, before);
    }

    /** Copies files into the intake folder, each whole or not at all. */
    void carry(List<Path> files) throws IOException {
        for (Path file : files) {
            copy(file);
        }
    }

    /** What a file is, next to the intake folder. */
    sealed interface Judged {
        record Fresh() implements Judged {}

        record Before() implements Judged {}

        record Faulty(String sentence) implements Judged {}
    }

    private Judged judge(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new Judged.Faulty(file + ": there is no such file.");
        }
        String name = file.getFileName().toString();
        Optional<SegmentName.File> parsed = SegmentName.parse(name);
        if (parsed.isEmpty()) {
            return new Judged.Faulty(
                    file + ": not the name of a sealed segment, usage-<proxy>-<12 digits>.jsonl, .jsonl.gz"
                            + " or .jsonl.zst. For a file of another kind, say how its rows are read with --as.");
        }
        if (parsed.get().growing()) {
            return new Judged.Faulty(file + ": still being written. Hand it over once its proxy has sealed it.");
        }
        return switch (new SegmentInspector().inspect(file)) {
            case SegmentInspection.Sound sound -> next(sound.seal(), name);
            case SegmentInspection.Refused refused -> new Judged.Faulty(refused.sentence());
            case SegmentInspection.Growing growing -> new Judged.Faulty(growing.file() + ": still being written.");
            case SegmentInspection.Unrelated unrelated -> new Judged.Faulty(unrelated.file() + ": no segment.");
        };
    }

    private Judged next(Seal seal, String name) throws IOException {
        Path target = intake.resolve(name);
        if (!Files.exists(target)) {
            return new Judged.Fresh();
        }
        return new SegmentInspector().inspect(target) instanceof SegmentInspection.Sound there
                        && there.seal().equals(seal)
                ? new Judged.Before()
                : new Judged.Faulty(target + ": holds other content under the same name. Find out which of the two the"
                        + " proxy wrote.");
    }

    private void copy(Path file) throws IOException {
        Path target = intake.resolve(file.getFileName());
        Path part = intake.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.copy(file, part);
            DurableFiles.sync(part);
            DurableFiles.rename(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
