package io.reckoner.jobs.nightly;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Files of traces, and what {@code reckon ingest} is told about them: usage of the one customer of {@link Settling}. */
final class ForeignFiles {
    static final String HEADING = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n";
    static final String ROWS =
            """
            2026-03-02 10:00:00.0000000,1000,10
            2026-03-02 10:00:00.0000000,1000,10
            2026-03-02 11:00:00.1234567,2000,20
            2026-03-03 00:00:00,5,5
            """;
    private static final String WHOSE =
            " --account acc_00001 --key key_0000101 --provider openai --model openai/gpt-4o --through 2026-03-03";
    static final String AZURE = " --as azure --source azure" + WHOSE;
    static final String MOONCAKE = " --as mooncake --source kimi --start 2026-03-02T12:00:00Z" + WHOSE;

    private final Path folder;

    ForeignFiles(Path folder) {
        this.folder = folder;
    }

    /** Packed where the name says so. */
    Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(bytes);
        }
        return file;
    }
}
