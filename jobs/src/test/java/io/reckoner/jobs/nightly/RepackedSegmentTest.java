package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.segment.Compression;
import io.reckoner.ingest.segment.SegmentCompression;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.kernel.control.LineCount;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A segment that was taken in and is compressed afterwards is still the evidence, and is still itself. */
class RepackedSegmentTest {
    @TempDir
    Path root;

    private Settling settling;
    private Town town;
    private HandLog log;
    private Path segment;

    @BeforeEach
    void oneNight() throws Exception {
        settling = new Settling(root);
        town = settling.town;
        log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        segment = log.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .event("evt_2", "2026-03-02T11:00:00Z", 1000, "openai/next")
                .event("evt_3", "2026-03-02T23:00:00Z", 2000)
                .seal("2026-03-03T00:00:00Z");
        // The last event is left to the next run.
        settling.byHand("2026-03-02T22:00:00Z");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void isProvedShownReadOnAndNotTakenInAgain(Compression compression) throws Exception {
        Path packed = SegmentCompression.compress(segment, compression);
        CommandRunner.Ran verified = settling.reckon.run("verify");
        assertThat(verified.exit()).as(verified.out()).isZero();
        assertThat(settling.reckon.clean("suspense show 1").out()).contains("\"id\":\"evt_2\"");

        RunOutcome.Committed next = settling.settled();
        assertThat(town.noticed(next)).isEmpty();
        assertThat(next.totals().value(LineCount.CARRIED_IN.total())).isEqualByComparingTo("1");
        assertThat(next.totals().value(LineCount.READ.total())).isEqualByComparingTo("0");
        assertThat(town.facts("event_id, source_file, source_line"))
                .containsExactly("evt_1 " + segment.getFileName() + " 1", "evt_3 " + segment.getFileName() + " 3");
        // It is known by its new size now, and is not read again every night.
        assertThat(town.rows("SELECT file_bytes FROM segment WHERE seq = 2"))
                .containsExactly(Long.toString(Files.size(packed)));
        assertThat(settling.run()).isInstanceOf(RunOutcome.NothingToDo.class);
        assertThat(town.rows("SELECT count(*) FROM segment")).containsExactly("2");
        assertThat(settling.reckon.run("verify").exit()).isZero();
    }

    @Test
    void withOtherContentItIsNamedByVerifyAndByTheNextRun() throws Exception {
        settling.settled();
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path other = new HandLog(elsewhere, "p-1", "2026-03-02T00:00:00Z")
                .event("evt_9", "2026-03-02T10:00:00Z", 1000)
                .seal("2026-03-03T00:00:00Z");
        Path packed = segment.resolveSibling(segment.getFileName() + ".gz");
        Files.move(SegmentCompression.compress(other, Compression.GZIP), packed);
        Files.delete(segment);
        CommandRunner.Ran verified = settling.reckon.run("verify");
        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.out()).contains("raw files against their seals: " + packed + ": has SHA-256 ");
        log.seal("2026-03-04T00:00:00Z");
        RunOutcome.Committed next = settling.settled();
        assertThat(town.noticed(next))
                .singleElement()
                .asString()
                .startsWith(packed.getFileName() + ": is not what run 1 took in")
                .contains("put the one back that was taken in");
    }

    @Test
    void canBeWithdrawnUnderTheNameItHasNow() throws Exception {
        Path next = log.event("evt_4", "2026-03-03T10:00:00Z", 1000, "openai/nxet")
                .event("evt_5", "2026-03-03T11:00:00Z", 1000, "openai/nxet")
                .seal("2026-03-04T00:00:00Z");
        assertThat(settling.reckon.run("settle").exit()).isEqualTo(3);
        Path packed = SegmentCompression.compress(next, Compression.GZIP);
        settling.reckon.clean("ingest withdraw " + packed.getFileName() + " --reason 'taken in too early'");
        assertThat(town.rows("SELECT seq FROM segment WHERE withdrawn_at IS NOT NULL"))
                .hasSize(1);
    }
}
