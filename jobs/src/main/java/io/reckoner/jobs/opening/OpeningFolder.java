package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.CsvFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/** A folder of files, each a {@link CsvFile}. */
final class OpeningFolder {
    /** More rows of one file go in several imports. */
    static final long MOST_ROWS = 250_000;

    private static final long MOST_BYTES = 256L << 20;

    private final Path folder;
    private final Map<OpeningFile, Path> files = new EnumMap<>(OpeningFile.class);

    /**
     * Looks into a folder.
     *
     * @throws Refusal when it is none, holds no file of an import, or anything else beside them
     */
    OpeningFolder(Path folder) {
        this.folder = folder;
        Set<String> unknown = new TreeSet<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(entry -> {
                String name = String.valueOf(entry.getFileName());
                OpeningFile.byFileName(name)
                        .filter(file -> Files.isRegularFile(entry))
                        .ifPresentOrElse(file -> files.put(file, entry), () -> unknown.add(name));
            });
        } catch (IOException e) {
            throw new Refusal(
                    folder + " is no folder that can be read. Make one with: reckon opening template " + folder);
        }
        if (!unknown.isEmpty()) {
            throw new Refusal(folder + " holds what no import knows: " + String.join(", ", unknown) + ". Known are: "
                    + OpeningFile.names() + ". Take the others away.");
        }
        if (files.isEmpty()) {
            throw new Refusal(folder + " is empty. An import reads any of: " + OpeningFile.names() + ".");
        }
    }

    /** Its name, by which the import goes unless it is given one. */
    String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /** The files there are, in order. */
    List<OpeningFile> found() {
        return List.copyOf(files.keySet());
    }

    /** SHA-256 over the cut-over, and each file's name and bytes: the same import has the same. */
    byte[] sha256(Optional<Instant> cutOver) {
        MessageDigest digest = digest();
        digest.update(cutOver.map(Instant::toString).orElse("").getBytes(StandardCharsets.UTF_8));
        files.forEach((file, path) -> {
            digest.update(("\n" + file.fileName() + " ").getBytes(StandardCharsets.UTF_8));
            MessageDigest content = digest();
            try (DigestInputStream bytes = new DigestInputStream(Files.newInputStream(path), content)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new Refusal(path + " cannot be read: " + e.getMessage());
            }
            digest.update(content.digest());
        });
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Hands on every row of a file, if it is there. A file that cannot be read as such is one fault. */
    void read(OpeningFile file, OpeningFaults faults, Consumer<OpeningRow> rows) {
        Path path = files.get(file);
        if (path == null) {
            return;
        }
        if (size(path) > MOST_BYTES) {
            faults.add(file.fileName() + ": it is larger than 256 MiB. Divide it among several folders.");
            return;
        }
        try (CsvFile csv = CsvFile.open(path)) {
            if (columnsFit(file, csv.header(), faults)) {
                rows(file, csv, faults, rows);
            }
        } catch (Refusal e) {
            faults.add(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Refusal(path + " cannot be read: " + e.getMessage());
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new Refusal(path + " cannot be read: " + e.getMessage());
        }
    }

    private static void rows(OpeningFile file, CsvFile csv, OpeningFaults faults, Consumer<OpeningRow> rows) {
        long read = 0;
        for (Optional<CsvFile.Row> next = csv.next(); next.isPresent(); next = csv.next()) {
            CSVRecord cells = next.get().cells();
            OpeningRow row = new OpeningRow(file, next.get().line(), cells, faults);
            if (++read > MOST_ROWS) {
                row.fault("", "the file has more than " + MOST_ROWS + " rows. Divide it among several folders.");
                return;
            }
            if (cells.isConsistent()) {
                rows.accept(row);
            } else {
                row.fault(
                        "",
                        "the row has " + cells.size() + " columns, the header "
                                + csv.header().size() + ".");
            }
        }
    }

    private static boolean columnsFit(OpeningFile file, List<String> header, OpeningFaults faults) {
        Set<String> missing = new TreeSet<>(file.required());
        header.forEach(missing::remove);
        Set<String> unknown = new TreeSet<>(header);
        file.columns().forEach(unknown::remove);
        if (missing.isEmpty() && unknown.isEmpty()) {
            return true;
        }
        faults.add(
                file,
                1,
                "",
                (missing.isEmpty() ? "" : "columns missing: " + String.join(", ", missing) + ". ")
                        + (unknown.isEmpty() ? "" : "columns not known: " + String.join(", ", unknown) + ". ")
                        + "Known are: " + String.join(", ", file.columns()) + ".");
        return false;
    }
}
