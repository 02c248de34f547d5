package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.ingest.line.EventText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentRecoveryTest {
    private static final SegmentName NAME = new SegmentName("eu-1", 7);
    private static final Instant THROUGH = Instant.parse("2026-03-01T13:00:00Z");

    @TempDir
    Path folder;

    private static byte[] lines() {
        String text = EventText.event().at("2026-03-01T11:59:00Z").start() + "\n"
                + EventText.event().at("2026-03-01T12:00:01.5Z") + "\n"
                + "{\"no\":\"time\"}\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path open(byte[] content) throws IOException {
        return Files.write(folder.resolve(NAME.openFile()), content);
    }

    private Path sealed() {
        return folder.resolve(NAME.sealedFile(Compression.NONE));
    }

    private Seal inspect(Path file) throws IOException {
        SegmentInspection inspected = new SegmentInspector().inspect(file);
        assertThat(inspected).isInstanceOf(SegmentInspection.Sound.class);
        return ((SegmentInspection.Sound) inspected).seal();
    }

    private void onlyThese(Path... files) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(files);
        }
    }

    @Test
    void keepsWholeLinesAndSavesWhatIsTorn() throws IOException {
        byte[] lines = lines();
        for (int cut = 0; cut <= lines.length; cut++) {
            byte[] left = Arrays.copyOf(lines, cut);
            int whole = cut;
            while (whole > 0 && left[whole - 1] != '\n') {
                whole--;
            }
            SegmentRecovery.Recovered recovered = SegmentRecovery.recover(open(left), THROUGH);
            byte[] content = Files.readAllBytes(sealed());
            assertThat(Arrays.copyOf(content, whole)).isEqualTo(Arrays.copyOf(lines, whole));
            assertThat(inspect(sealed())).isEqualTo(recovered.seal());
            assertThat(recovered.seal().bytes()).isEqualTo(whole);
            assertThat(recovered.seal().origin()).isEqualTo(Seal.Origin.RECOVERY);
            assertThat(recovered.tornBytes()).isEqualTo(cut - whole);
            if (whole < cut) {
                assertThat(Files.readAllBytes(recovered.torn())).isEqualTo(Arrays.copyOfRange(lines, whole, cut));
                onlyThese(sealed(), recovered.torn());
                Files.delete(recovered.torn());
            } else {
                onlyThese(sealed());
            }
            Files.delete(sealed());
        }
    }

    @Test
    void findsTheTimesOfEventsAndStarts() throws IOException {
        Seal seal = SegmentRecovery.recover(open(lines()), THROUGH).seal();
        assertThat(seal.lines()).isEqualTo(3);
        assertThat(seal.firstTs()).isEqualTo("2026-03-01T11:59:00Z");
        assertThat(seal.lastTs()).isEqualTo("2026-03-01T12:00:01.500Z");
        assertThat(seal.through()).isEqualTo(THROUGH);
    }

    @Test
    void neverPromisesLessThanItsLastTime() throws IOException {
        Seal seal = SegmentRecovery.recover(open(lines()), Instant.parse("2026-03-01T12:00:00Z"))
                .seal();
        assertThat(seal.through()).isEqualTo("2026-03-01T12:00:01.500Z");
    }

    @Test
    void aTornBlockOfZerosIsSavedLikeAnyOtherRest() throws IOException {
        byte[] lines = lines();
        byte[] torn = Arrays.copyOf(lines, lines.length + 4096);
        SegmentRecovery.Recovered recovered = SegmentRecovery.recover(open(torn), THROUGH);
        assertThat(recovered.seal().lines()).isEqualTo(3);
        assertThat(Files.readAllBytes(recovered.torn())).isEqualTo(new byte[4096]);
    }

    @Test
    void aSegmentThatHadItsSealOnlyGetsItsName() throws IOException {
        Path whole = SegmentFiles.sealed(folder, NAME, THROUGH, SegmentFiles.threeLines());
        byte[] content = Files.readAllBytes(whole);
        Files.move(whole, folder.resolve(NAME.openFile()));
        SegmentRecovery.Recovered recovered = SegmentRecovery.recover(folder.resolve(NAME.openFile()), THROUGH);
        assertThat(recovered.seal().origin()).isEqualTo(Seal.Origin.PROXY);
        assertThat(Files.readAllBytes(sealed())).isEqualTo(content);
        onlyThese(sealed());
    }

    @Test
    void anInterruptedRecoveryIsDoneAgain() throws IOException {
        Path open = open(lines());
        Files.writeString(folder.resolve(NAME.sealedFile(Compression.NONE) + ".recovering"), "half of i");
        SegmentRecovery.recover(open, THROUGH);
        byte[] content = Files.readAllBytes(sealed());
        onlyThese(sealed());

        open(lines());
        SegmentRecovery.recover(open, THROUGH.plusSeconds(60));
        assertThat(Files.readAllBytes(sealed())).isEqualTo(content);
        onlyThese(sealed());
    }

    @Test
    void aDamagedFileUnderTheFinalNameIsNotTouched() throws IOException {
        Path open = open(lines());
        Files.writeString(sealed(), "something else");
        assertThatThrownBy(() -> SegmentRecovery.recover(open, THROUGH)).hasMessageContaining("its seal does not hold");
        onlyThese(open, sealed());
    }

    @Test
    void whatWasDurableBeforeAFailureIsSealedAsOrdinary() throws IOException {
        byte[] lines = lines();
        int firstLine = new String(lines, StandardCharsets.UTF_8).indexOf('\n') + 1;
        SegmentRecovery.Recovered recovered = SegmentRecovery.sealDurable(open(lines), firstLine, THROUGH);
        assertThat(recovered.seal().lines()).isEqualTo(1);
        assertThat(inspect(sealed()).origin()).isEqualTo(Seal.Origin.PROXY);
        onlyThese(sealed());
    }

    @Test
    void aNumberIsWrittenOnce() throws IOException {
        SegmentFiles.sealed(folder, NAME, THROUGH, SegmentFiles.threeLines());
        assertThatThrownBy(() -> SegmentWriter.open(folder, NAME)).isInstanceOf(FileAlreadyExistsException.class);
        SegmentCompression.compress(sealed(), Compression.ZSTD);
        assertThatThrownBy(() -> SegmentWriter.open(folder, NAME)).isInstanceOf(FileAlreadyExistsException.class);
        SegmentName next = new SegmentName("eu-1", 8);
        SegmentWriter.open(folder, next).close();
        assertThatThrownBy(() -> SegmentWriter.open(folder, next)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aClosedWriterTakesNothingMore() throws IOException {
        SegmentWriter writer = SegmentWriter.open(folder, NAME);
        byte[] line = "{}".getBytes(StandardCharsets.UTF_8);
        writer.append(line, 0, line.length, null);
        writer.sync();
        assertThat(writer.durableBytes()).isEqualTo(3);
        writer.close();
        writer.append(line, 0, line.length, null);
        assertThatThrownBy(writer::sync).isInstanceOf(IOException.class);
        assertThatThrownBy(writer::sync).hasMessageContaining("an earlier write failed");
        assertThat(writer.durableBytes()).isEqualTo(3);
    }
}
