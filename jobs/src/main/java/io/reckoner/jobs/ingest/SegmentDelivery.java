package io.reckoner.jobs.ingest;

import io.reckoner.ingest.segment.DurableFiles;
import io.reckoner.ingest.segment.Numbering;
import io.reckoner.ingest.segment.SealTimes;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.intake.SegmentTable;
import io.reckoner.kernel.period.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries sealed segments into the intake folder, under a temporary name first: a run never sees half a file. */
final class SegmentDelivery {
    /** Sound segments: those that are to be carried, and those that are there. */
    record Sorted(List<Path> fresh, List<Path> before) {}

    private final Path intake;
    private final SegmentTable taken;
    private final Instant now;

    /**
     * @param taken what was taken in before, wherever its files are now
     * @param now up to when promises can be kept
     */
    SegmentDelivery(Path intake, SegmentTable taken, Instant now) {
        this.intake = intake;
        this.taken = taken;
        this.now = now;
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
        Optional<String> fault = GivenFile.fault(file);
        if (fault.isPresent()) {
            return new Judged.Faulty(fault.get());
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
            case SegmentInspection.Sound sound -> promised(sound, name);
            case SegmentInspection.Refused refused -> new Judged.Faulty(refused.sentence());
            case SegmentInspection.Growing growing -> new Judged.Faulty(growing.file() + ": still being written.");
            case SegmentInspection.Unrelated unrelated -> new Judged.Faulty(unrelated.file() + ": no segment.");
        };
    }

    /** What a run takes on trust: a wrong promise moves the watermark, and what comes later is late. */
    private Judged promised(SegmentInspection.Sound sound, String name) throws IOException {
        List<String> faults = new ArrayList<>();
        SealTimes.misfit(sound).ifPresent(faults::add);
        Instant through = sound.seal().through();
        if (Watermark.isStillToCome(through, now)) {
            faults.add("its through, " + through + ", is still to come: nobody can promise that nothing comes before it"
                    + ". Set the proxy's clock");
        }
        return faults.isEmpty()
                ? next(sound, name)
                : new Judged.Faulty(sound.file() + ": " + String.join("; ", faults) + ".");
    }

    private Judged next(SegmentInspection.Sound sound, String name) throws IOException {
        if (Numbering.judge(sound, taken.taken(List.of(sound.name())).values())
                instanceof Numbering.Arrival.Rejected other) {
            return new Judged.Faulty(other.refused().sentence());
        }
        Path target = intake.resolve(name);
        if (!Files.exists(target)) {
            return new Judged.Fresh();
        }
        return new SegmentInspector().inspect(target) instanceof SegmentInspection.Sound there
                        && there.seal().equals(sound.seal())
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
