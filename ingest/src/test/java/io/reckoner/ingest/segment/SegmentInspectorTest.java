package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.segment.SegmentInspection.Refusal;
import io.reckoner.ingest.segment.SegmentInspection.Refused;
import io.reckoner.ingest.segment.SegmentInspection.Sound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentInspectorTest {
    private static final SegmentName NAME = new SegmentName("eu-1", 7);

    @TempDir
    Path folder;

    private Path file;
    private byte[] content;
    private int sealStart;

    @BeforeEach
    void write() throws IOException {
        file = SegmentFiles.sealed(folder, NAME, SegmentFiles.NOON.plusSeconds(60), SegmentFiles.threeLines());
        content = Files.readAllBytes(file);
        sealStart = new String(content, StandardCharsets.UTF_8).indexOf("{\"seal\"");
    }

    private SegmentInspection inspect(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return new SegmentInspector().inspect(file);
    }

    private Refusal refusal(SegmentInspection inspected) {
        assertThat(inspected).isInstanceOf(Refused.class);
        return ((Refused) inspected).why();
    }

    private SegmentInspection withSeal(String part, String other) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        assertThat(text.substring(sealStart)).contains(part);
        return inspect((text.substring(0, sealStart) + text.substring(sealStart).replace(part, other))
                .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void findsASealedSegmentSoundHoweverItIsStored(Compression compression) throws IOException {
        Path stored = SegmentCompression.compress(file, compression);
        assertThat(new SegmentInspector().inspect(stored)).isInstanceOfSatisfying(Sound.class, sound -> {
            assertThat(sound.name()).isEqualTo(NAME);
            assertThat(sound.compression()).isEqualTo(compression);
            assertThat(sound.seal().lines()).isEqualTo(3);
            assertThat(sound.seal().bytes()).isEqualTo(sealStart);
            assertThat(sound.seal().firstTs()).isEqualTo(SegmentFiles.NOON);
            assertThat(sound.seal().lastTs()).isEqualTo(SegmentFiles.NOON);
            assertThat(sound.seal().through()).isEqualTo(SegmentFiles.NOON.plusSeconds(60));
            assertThat(sound.seal().origin()).isEqualTo(Seal.Origin.PROXY);
        });
    }

    @Test
    void anEmptySegmentAnnouncesItsProxy() throws IOException {
        Path empty = SegmentFiles.sealed(folder, new SegmentName("us-2", 1), SegmentFiles.NOON, List.of());
        assertThat(new SegmentInspector().inspect(empty)).isInstanceOfSatisfying(Sound.class, sound -> {
            assertThat(sound.seal().lines()).isZero();
            assertThat(sound.seal().firstTs()).isNull();
            assertThat(sound.seal().sha256())
                    .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        });
    }

    @Test
    void refusesEveryBeginningOfASegment() throws IOException {
        for (int length = 0; length < content.length; length++) {
            SegmentInspection inspected = inspect(Arrays.copyOf(content, length));
            boolean endsWithLine = length > 0 && content[length - 1] == '\n';
            assertThat(refusal(inspected)).isEqualTo(endsWithLine ? Refusal.NO_SEAL : Refusal.TORN_TAIL);
        }
    }

    @Test
    void refusesEveryChangedByteBeforeTheSeal() throws IOException {
        for (int i = 0; i < sealStart - 1; i++) {
            byte[] changed = content.clone();
            changed[i] ^= 1;
            assertThat(refusal(inspect(changed))).isEqualTo(Refusal.CONTENT_MISMATCH);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "lines":3           | "lines":4            | CONTENT_MISMATCH
            "sha256":"          | "sha256":"0          | BAD_SEAL
            "sha256":           | "sha":               | BAD_SEAL
            "bytes":            | "bytes":1            | CONTENT_MISMATCH
            "bytes":            | "bytes":-            | BAD_SEAL
            "lines":3           | "lines":"3"          | BAD_SEAL
            "seq":7             | "seq":8              | NAME_MISMATCH
            "proxy":"eu-1"      | "proxy":"eu-2"       | NAME_MISMATCH
            "proxy":"eu-1"      | "proxy":"../eu"      | BAD_SEAL
            "v":1               | "v":2                | BAD_SEAL
            "through":"2026     | "through":"x2026     | BAD_SEAL
            "through":          | "thru":              | BAD_SEAL
            "last_ts":"2026-03  | "last_ts":"2026-13   | BAD_SEAL
            "v":1,              | "v":1,"v":1,         | BAD_SEAL
            "v":1,              | "v":1,"more":[null], | none
            "v":1,              | "recovered":false,"v":1, | none
            }}                  | }}}                  | BAD_SEAL
            {"seal":            | {"seal ":            | NO_SEAL
            """)
    void refusesASealThatIsNotOne(String part, String other, String expected) throws IOException {
        SegmentInspection inspected = withSeal(part, other);
        assertThat(inspected instanceof Refused refused ? refused.why().name() : "none")
                .isEqualTo(expected);
    }

    @Test
    void saysWhereWhatAndHowToMend() throws IOException {
        assertThat(inspect(Arrays.copyOf(content, content.length - 1)))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.sentence())
                        .isEqualTo("usage-eu-1-000000000007.jsonl: the last line has no newline: the file is cut off;"
                                + " carry the segment again, or let its proxy recover it at its next start."));
        assertThat(withSeal("\"seq\":7", "\"seq\":8"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.sentence())
                        .isEqualTo("usage-eu-1-000000000007.jsonl: its seal is that of usage-eu-1-000000000008;"
                                + " give it the name usage-eu-1-000000000008.jsonl."));
    }

    @Test
    void refusesWhateverFollowsASeal() throws IOException {
        byte[] twice = Arrays.copyOf(content, content.length * 2);
        System.arraycopy(content, 0, twice, content.length, content.length);
        assertThat(refusal(inspect(twice))).isEqualTo(Refusal.CONTENT_MISMATCH);
        byte[] more = Arrays.copyOf(content, content.length + 3);
        more[content.length] = '{';
        more[content.length + 1] = '}';
        more[content.length + 2] = '\n';
        assertThat(inspect(more)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.DATA_AFTER_SEAL);
            assertThat(refused.sentence()).contains("the seal in line 4 is not the last line");
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD"})
    void refusesDamagedCompression(Compression compression) throws IOException {
        Path stored = SegmentCompression.compress(file, compression);
        byte[] bytes = Files.readAllBytes(stored);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(stored, Arrays.copyOf(bytes, length));
            assertThat(refusal(new SegmentInspector().inspect(stored)))
                    .isIn(Refusal.CORRUPT_COMPRESSION, Refusal.TORN_TAIL, Refusal.NO_SEAL);
        }
        int unnoticed = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x55;
            Files.write(stored, changed);
            unnoticed += new SegmentInspector().inspect(stored) instanceof Refused ? 0 : 1;
        }
        assertThat(unnoticed).isLessThan(12);
    }

    @Test
    void leavesAloneWhatGrowsAndWhatIsNoSegment() throws IOException {
        Path growing = Files.move(file, folder.resolve(NAME.openFile()));
        assertThat(new SegmentInspector().inspect(growing)).isEqualTo(new SegmentInspection.Growing(growing, NAME));
        for (String other :
                List.of("README.md", ".usage-eu-1-000000000007.jsonl", "usage-eu-1-000000000007.jsonl.tmp")) {
            Path path = Files.copy(growing, folder.resolve(other));
            assertThat(new SegmentInspector().inspect(path)).isEqualTo(new SegmentInspection.Unrelated(path));
        }
    }

    @Test
    void knowsASegmentUnderAnotherName() throws IOException {
        Path other = Files.move(file, folder.resolve("copy of yesterday.jsonl"));
        assertThat(new SegmentInspector().inspect(other)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.NAME_MISMATCH);
            assertThat(refused.name()).isNull();
            assertThat(refused.seal().name()).isEqualTo(NAME);
        });
    }

    /** A quarter of a gigabyte without a newline. */
    @Test
    void aLineWithoutEndFillsNoMemory() throws IOException {
        SegmentScan scan = new SegmentScan();
        scan.read(new EndlessLine(256L << 20));
        assertThat(scan.lines()).isZero();
        assertThat(scan.lastLine()).isEmpty();
        SegmentLines lines = SegmentLines.over(new EndlessLine(256L << 20), 1 << 20);
        assertThat(lines.next()).isTrue();
        assertThat(lines.tooLong()).isTrue();
        assertThat(lines.torn()).isTrue();
        assertThat(lines.nextOffset()).isEqualTo(256L << 20);
        assertThat(lines.buffer().length).isLessThanOrEqualTo(4 << 20);
    }

    private static final class EndlessLine extends InputStream {
        private long left;

        EndlessLine(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, length);
            Arrays.fill(to, offset, offset + read, (byte) 'x');
            left -= read;
            return read;
        }
    }
}
