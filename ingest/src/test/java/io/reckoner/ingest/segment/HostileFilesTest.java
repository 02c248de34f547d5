package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.segment.SegmentInspection.Refused;
import io.reckoner.ingest.segment.SegmentInspection.Sound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are made, or were damaged, to be taken for segments: refused with a sentence, in bounded time and memory. */
class HostileFilesTest {
    private static final SegmentName NAME = new SegmentName("eu-1", 7);

    @TempDir
    Path folder;

    private byte[] plain;
    private byte[] gzip;
    private byte[] zstd;

    @BeforeEach
    void storeASegmentInEveryWay() throws IOException {
        Path file = SegmentFiles.sealed(folder, NAME, SegmentFiles.NOON, SegmentFiles.threeLines());
        plain = Files.readAllBytes(file);
        gzip = taken(SegmentCompression.compress(file, Compression.GZIP));
        Files.write(file, plain);
        zstd = taken(SegmentCompression.compress(file, Compression.ZSTD));
        Files.deleteIfExists(file);
    }

    private static byte[] taken(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    @ParameterizedTest(name = "[{index}] {0} under {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            nothing         | .jsonl     | the file is empty
            nothing         | .jsonl.gz  | the compressed stream is damaged
            nothing         | .jsonl.zst | the file is empty
            plain           | .jsonl     | sound
            gzip            | .jsonl.gz  | sound
            zstd            | .jsonl.zst | sound
            plain           | .jsonl.gz  | the compressed stream is damaged (Not in GZIP format)
            plain           | .jsonl.zst | the compressed stream is damaged
            gzip            | .jsonl     | its content is stored as gzip, which its name does not say; carry the segment again, under a name that ends in .jsonl.gz
            gzip            | .jsonl.zst | its content is stored as gzip
            zstd            | .jsonl     | its content is stored as zstd, which its name does not say; carry the segment again, under a name that ends in .jsonl.zst
            zstd            | .jsonl.gz  | its content is stored as zstd
            gzip+garbage    | .jsonl.gz  | the compressed stream is damaged (something stands behind its end)
            gzip+zeros      | .jsonl.gz  | the compressed stream is damaged (something stands behind its end)
            gzip+gzip       | .jsonl.gz  | the seal says 3 lines
            zstd+garbage    | .jsonl.zst | the compressed stream is damaged
            zstd+zstd       | .jsonl.zst | the seal says 3 lines
            gzip cut        | .jsonl.gz  | the compressed stream is damaged
            zstd cut        | .jsonl.zst | the compressed stream is damaged
            plain in UTF-16 | .jsonl     | the last line
            BOM+plain       | .jsonl     | the seal says 3 lines
            plain in CRLF   | .jsonl     | the seal says 3 lines
            NULs            | .jsonl     | the last line has no newline
            """)
    void isSoundOrRefusedWithASentence(String content, String suffix, String expected) throws IOException {
        Path file = folder.resolve(NAME + suffix);
        Files.write(file, content(content));
        SegmentInspection inspected = new SegmentInspector().inspect(file);
        if (expected.equals("sound")) {
            assertThat(inspected).isInstanceOf(Sound.class);
        } else {
            assertThat(inspected).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.sentence())
                    .startsWith(NAME + suffix + ": ")
                    .contains(expected));
        }
    }

    private byte[] content(String words) {
        String text = new String(plain, StandardCharsets.UTF_8);
        return switch (words) {
            case "nothing" -> new byte[0];
            case "plain" -> plain;
            case "gzip" -> gzip;
            case "zstd" -> zstd;
            case "gzip+garbage" -> joined(gzip, "more".getBytes(StandardCharsets.UTF_8));
            case "gzip+zeros" -> joined(gzip, new byte[512]);
            case "gzip+gzip" -> joined(gzip, gzip);
            case "zstd+garbage" -> joined(zstd, "more".getBytes(StandardCharsets.UTF_8));
            case "zstd+zstd" -> joined(zstd, zstd);
            case "gzip cut" -> java.util.Arrays.copyOf(gzip, gzip.length - 9);
            case "zstd cut" -> java.util.Arrays.copyOf(zstd, zstd.length - 9);
            case "plain in UTF-16" -> text.getBytes(StandardCharsets.UTF_16);
            case "BOM+plain" -> joined(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, plain);
            case "plain in CRLF" -> text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            case "NULs" -> new byte[1 << 20];
            default -> throw new IllegalArgumentException(words);
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** A few hundred kilobytes that would unpack to half a gigabyte. */
    @ParameterizedTest
    @CsvSource({".jsonl.gz", ".jsonl.zst"})
    void aFileThatUnpacksOutOfProportionIsLeftInTheMiddle(String suffix) throws IOException {
        Path file = folder.resolve(NAME + suffix);
        try (OutputStream stored = Files.newOutputStream(file);
                OutputStream packed = suffix.endsWith("gz")
                        ? new GZIPOutputStream(stored)
                        : new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(stored)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 512; i++) {
                packed.write(zeros);
            }
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
        assertThat(new SegmentInspector().inspect(file)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(SegmentInspection.Refusal.OUT_OF_PROPORTION);
            assertThat(refused.sentence())
                    .isEqualTo(NAME + suffix + ": it unpacks to more than 500 times its size, which no usage log"
                            + " does, and was left in the middle; find out who put it there. If it is a true"
                            + " segment, carry it uncompressed.");
        });
    }

    @Test
    void proportionIsOfNoConcernUpToAQuarterOfAGigabyte() throws IOException {
        byte[] line = new byte[(int) (BoundedStream.ALWAYS / 256)];
        try (InputStream within = new BoundedStream(new Repeated(line, 256), 1)) {
            assertThat(within.transferTo(OutputStream.nullOutputStream())).isEqualTo(BoundedStream.ALWAYS);
        }
    }

    @Test
    void theBeginningOfALineThatWasNotKeptCanStillBeRead() throws IOException {
        Path file = folder.resolve("usage-eu-1-000000000009.jsonl");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write("short\n".getBytes(StandardCharsets.UTF_8));
        text.write("x".repeat(3 << 20).getBytes(StandardCharsets.UTF_8));
        Files.write(file, text.toByteArray());
        assertThat(SegmentLines.beginning(file, 6, 4)).asString().isEqualTo("xxxx");
        assertThat(SegmentLines.beginning(file, (3 << 20) + 4, 4)).asString().isEqualTo("xx");
    }

    /** The same bytes again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] bytes;
        private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);
        private int left;

        Repeated(byte[] bytes, int times) {
            this.bytes = bytes;
            this.left = times;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (current.available() == 0 && left-- > 0) {
                current = new ByteArrayInputStream(bytes);
            }
            return current.read(to, offset, length);
        }
    }
}
