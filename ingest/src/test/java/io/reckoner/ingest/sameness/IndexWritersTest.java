package io.reckoner.ingest.sameness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two that write the same index file: an elder that was taken over begins it anew while the other writes it. */
class IndexWritersTest {
    enum Elder {
        STILL_WRITES,
        GIVES_UP
    }

    private static final SourceTable SOURCES = new SourceTable(List.of(new RunSources("run-1", List.of("usage-p-1"))));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void neitherDisturbsTheOther(Elder elders) throws IOException, GeneralSecurityException {
        Path target = folder.resolve("index.same");
        try (IndexWriter writer = new IndexWriter(target, SOURCES)) {
            for (int entry = 0; entry < 20_000; entry++) {
                writer.add((long) entry << 40, entry, entry, 0, entry);
            }
            IndexWriter elder = new IndexWriter(target, SOURCES);
            elder.add(0, 0, 0, 0, 0);
            if (elders == Elder.GIVES_UP) {
                elder.close();
            }
            IndexFile written = writer.finish().orElseThrow();
            assertThat(sha256(target)).isEqualTo(written.sha256());
            elder.close();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
