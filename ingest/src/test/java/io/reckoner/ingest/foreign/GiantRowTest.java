package io.reckoner.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of a gigabyte, and one of an eighth of it, in a heap of 32 MB: each is named, and nothing behind it is a row. */
class GiantRowTest {
    private static final long GIGABYTE = 1L << 30;
    private static final String BEGIN = "when,in,note\n2026-03-01T10:00:00Z,1,a\n2026-03-01T10:00:00Z,2,";
    private static final String END = "\n2026-03-01T10:00:01Z,3,z\n";

    @TempDir
    Path folder;

    private static List<String> told(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GiantRowProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    /** The hole in the middle takes no room on the disk. */
    @Test
    void inOneLine() throws IOException, InterruptedException {
        Path file = folder.resolve("giant.csv");
        Files.writeString(file, BEGIN);
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.seek(BEGIN.length() + GIGABYTE);
            hole.write(END.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(told(file)).containsExactly("2: event", "3: unfit", "going on: 0");
    }

    @Test
    void overManyLines() throws IOException, InterruptedException {
        Path file = folder.resolve("giant.csv");
        byte[] line = ("x".repeat((1 << 16) - 1) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((BEGIN + "\"").getBytes(StandardCharsets.UTF_8));
            for (long written = 0; written < GIGABYTE / 8; written += line.length) {
                out.write(line);
            }
            out.write(END.substring(1).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(told(file)).containsExactly("2: event", "18: unfit", "going on: 15");
    }
}
