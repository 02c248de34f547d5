package io.reckoner.jobs.ingest;

import io.reckoner.jobs.command.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A file as it was named on the command line. */
final class GivenFile {
    private GivenFile() {}

    /** Why it cannot be read as a file; nothing where it can. */
    static Optional<String> fault(Path file) {
        if (Files.isRegularFile(file)) {
            return isUtf16(file) ? Optional.of(file + ": is UTF-16. Save it as UTF-8.") : Optional.empty();
        }
        if (Files.isDirectory(file)) {
            return Optional.of(file
                    + (isEmpty(file)
                            ? ": this folder is empty. Looked for were sealed segments, usage-<proxy>-<12 digits>.jsonl, .jsonl.gz"
                                    + " or .jsonl.zst; with --as files of that kind."
                            : ": this is a folder. Name the files in it."));
        }
        return Optional.of(file + (Files.exists(file) ? ": this is no ordinary file." : ": there is no such file."));
    }

    /** Going by its first bytes, plain or gzipped. What cannot be read at all is told by whoever reads it. */
    private static boolean isUtf16(Path file) {
        try (InputStream plain = Files.newInputStream(file);
                InputStream in = file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain) {
            return TextFile.isUtf16(in.readNBytes(2));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
