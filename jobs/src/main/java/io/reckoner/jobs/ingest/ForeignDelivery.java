package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ColumnMapping;
import io.reckoner.ingest.foreign.ForeignInspection;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.MappedField;
import io.reckoner.ingest.segment.DurableFiles;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.intake.ForeignFile;
import io.reckoner.jobs.intake.ForeignFileTable;
import io.reckoner.kernel.account.Directory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps foreign files for the next run: the file as it was handed over, and what was stated about it. All files of a call or
 * none.
 */
final class ForeignDelivery {
    private final Session session;
    private final Statement statement;
    private final ForeignDoor door;

    ForeignDelivery(Session session, Directory directory, Statement statement) {
        this.session = session;
        this.statement = statement;
        this.door = ForeignDoor.of(session, directory, statement);
    }

    /**
     * What a run would make of the files; nothing is kept.
     *
     * @param faults what would be refused is added here
     */
    InspectionReport look(List<Path> files, List<String> faults) throws IOException {
        InspectionReport table = new InspectionReport("Would be handed over");
        ForeignFileTable foreign = new ForeignFileTable(session.database().jdbc(), session.data());
        for (Path file : files) {
            switch (door.judge(file, file, InspectionReport.SHOWN)) {
                case ForeignDoor.Judged.Fit fit -> {
                    table.look(file, fit.inspection(), statement.through());
                    table.row(
                            file,
                            fit.inspection(),
                            foreign.same(fit.inspection().seal())
                                    .map(ForeignDelivery::before)
                                    .orElse("would be kept"));
                }
                case ForeignDoor.Judged.Unfit unfit -> {
                    unfit.inspection().ifPresent(found -> table.look(file, found, statement.through()));
                    faults.addAll(unfit.faults());
                }
            }
        }
        return table;
    }

    /**
     * Keeps the files.
     *
     * @throws Refusal with everything that is wrong with any of them; then nothing is kept
     */
    void keep(List<Path> files, Act act) throws IOException {
        List<Part> parts = new ArrayList<>();
        try {
            List<String> faults = new ArrayList<>();
            for (Path file : files) {
                take(file, parts, faults);
            }
            refuse(faults);
            InspectionReport table = new InspectionReport("Handed over");
            int kept = session.database().inTransaction(jdbc -> store(jdbc, parts, act, table));
            session.output().table(table.part(InspectionReport.Part.FILES));
            session.output()
                    .say(
                            kept == 0
                                    ? "Nothing is new: what was handed over before counts once."
                                    : "The next run settles what is new: reckon nightly.");
        } finally {
            for (Part part : parts) {
                Files.deleteIfExists(part.copy);
            }
        }
    }

    /** A file as it was copied; what is inspected is what will be kept. */
    private record Part(Path given, Path copy, ForeignInspection inspection) {}

    private void take(Path file, List<Part> parts, List<String> faults) throws IOException {
        Optional<String> fault = GivenFile.fault(file);
        if (fault.isPresent()) {
            faults.add(fault.get());
            return;
        }
        Path folder = Files.createDirectories(session.data().foreign());
        Path copy = folder.resolve(String.format(
                Locale.ROOT, ".%d-%d.part%s", ProcessHandle.current().pid(), parts.size(), compression(file)));
        try {
            try (var in = Files.newInputStream(file);
                    var out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            switch (door.judge(file, copy, 0)) {
                case ForeignDoor.Judged.Fit fit -> {
                    DurableFiles.sync(copy);
                    parts.add(new Part(file, copy, fit.inspection()));
                }
                case ForeignDoor.Judged.Unfit unfit -> faults.addAll(unfit.faults());
            }
        } finally {
            if (parts.isEmpty() || !parts.getLast().copy.equals(copy)) {
                Files.deleteIfExists(copy);
            }
        }
    }

    static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\nNothing was taken.");
        }
    }

    private int store(JdbcClient jdbc, List<Part> parts, Act act, InspectionReport table) {
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        ForeignFileTable foreign = new ForeignFileTable(jdbc, session.data());
        if (foreign.isProxy(statement.mapping().source())) {
            throw new Refusal("a proxy bears the name " + statement.mapping().source()
                    + ". Give the source another one with --source.");
        }
        int fresh = 0;
        for (Part part : parts) {
            Optional<ForeignFile> before = foreign.same(part.inspection.seal());
            if (before.isPresent()) {
                table.row(part.given, part.inspection, again(part, before.get()));
                continue;
            }
            ForeignFile kept =
                    kept(part, foreign.nextSequence(statement.mapping().source()));
            foreign.add(kept, turn.now(), act);
            new ActTable(jdbc)
                    .add(
                            act,
                            turn.now(),
                            "ingest",
                            kept.fileName(),
                            "from " + kept.givenName() + ", through " + statement.through());
            move(part.copy, kept.path());
            table.row(part.given, part.inspection, "as " + kept.fileName());
            fresh++;
        }
        return fresh;
    }

    /** A file met before counts once, whatever it is called now; stated otherwise, it is refused. */
    private String again(Part part, ForeignFile before) {
        if (!before.mapping().equals(statement.mapping()) || before.format() != statement.format()) {
            throw new Refusal(
                    part.given + ": was handed over before, as " + before.fileName()
                            + ", and something else was stated about it: " + words(before.mapping())
                            + ". That stays, unless it is taken back before it is settled: reckon ingest withdraw "
                            + before.fileName()
                            + " --reason ... If the usage happened twice, give its second time another --source.\nNothing was taken.");
        }
        return before(before);
    }

    private static String before(ForeignFile file) {
        return "before, as " + file.fileName();
    }

    private String words(ForeignMapping mapping) {
        List<String> words = new ArrayList<>();
        mapping.constants().forEach((field, value) -> {
            if (field != MappedField.KEY_KIND) {
                words.add("--" + field.code() + " " + value);
            }
        });
        if (!mapping.columns().equals(ColumnMapping.NONE)) {
            words.add(
                    mapping.columns().equals(statement.mapping().columns())
                            ? "the same --mapping"
                            : "another --mapping");
        }
        words.add("--start " + mapping.start());
        words.add("--cache " + mapping.cache().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return String.join(" ", words);
    }

    private ForeignFile kept(Part part, long sequence) {
        Seal seal = part.inspection.seal();
        SegmentName name = new SegmentName(statement.mapping().source(), sequence);
        String fileName = String.format(
                Locale.ROOT,
                "foreign-%s-%012d%s",
                name.proxy(),
                name.sequence(),
                statement.suffix(part.given).orElseThrow());
        return new ForeignFile(
                new Seal(
                        name.proxy(),
                        name.sequence(),
                        seal.lines(),
                        seal.bytes(),
                        seal.sha256(),
                        seal.firstTs(),
                        seal.lastTs(),
                        seal.through(),
                        seal.origin()),
                statement.format(),
                statement.mapping(),
                statement.mappingText(),
                fileName,
                part.given.getFileName().toString(),
                session.data().foreign().resolve(fileName).toAbsolutePath());
    }

    /** A file of that name is one that no row of the table names: its command died before it was stored. */
    private static void move(Path copy, Path target) {
        try {
            Files.deleteIfExists(target);
            DurableFiles.rename(copy, target);
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The end of a compressed file's name, by which it is read. */
    private static String compression(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".gz") ? ".gz" : name.endsWith(".zst") ? ".zst" : "";
    }
}
