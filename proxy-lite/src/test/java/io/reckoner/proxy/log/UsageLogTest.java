package io.reckoner.proxy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.segment.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class UsageLogTest {
    @TempDir
    Path folder;

    private WrittenLog written;

    @BeforeEach
    void begin() {
        written = new WrittenLog(folder);
    }

    @Test
    void announcesItselfBeforeAnyRequest() throws Exception {
        UsageLog log = written.open();
        assertThat(written.seals()).singleElement().satisfies(seal -> {
            assertThat(seal.sequence()).isEqualTo(1);
            assertThat(seal.lines()).isZero();
            assertThat(seal.through()).isEqualTo(WrittenLog.NOON);
        });
        assertThat(folder.resolve("usage-eu-1-000000000002.jsonl.open")).exists();
        log.close();
    }

    @Test
    void anEventIsDurableWhenItIsSaidToBe() throws Exception {
        UsageLog log = written.open();
        log.start(WrittenLog.start("evt_1"));
        written.now.set(WrittenLog.NOON.plusSeconds(3));
        assertThat(WrittenLog.get(log.event(WrittenLog.event("evt_1")))).isEqualTo(WrittenLog.NOON.plusSeconds(3));
        assertThat(Files.readString(folder.resolve("usage-eu-1-000000000002.jsonl.open")))
                .contains("{\"start\":{\"id\":\"evt_1\"")
                .contains("\"ts\":\"2026-03-01T12:00:03.000000Z\"")
                .contains("\"vendor_cost_usd\":0.0123,\"tags\":{\"team\":\"core \\\\ ü\"}}\n");
        log.close();
        assertThat(written.logged())
                .extracting(WrittenLog.Logged::kind)
                .containsExactly(LineClass.START, LineClass.EVENT);
    }

    @Test
    void timesNeverGoBackWhateverTheClockDoes() throws Exception {
        UsageLog log = written.open();
        WrittenLog.get(log.event(WrittenLog.event("evt_1")));
        written.now.set(WrittenLog.NOON.minusSeconds(3600));
        assertThat(WrittenLog.get(log.event(WrittenLog.event("evt_2")))).isEqualTo(WrittenLog.NOON);
        log.close();
        UsageLog next = written.open();
        assertThat(WrittenLog.get(next.event(WrittenLog.event("evt_3")))).isEqualTo(WrittenLog.NOON);
        next.close();
        assertThat(written.seals()).extracting(Seal::through).containsOnly(WrittenLog.NOON);
        assertThat(written.seals()).extracting(Seal::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void sealsAlsoWhenIdle() throws Exception {
        UsageLog log = written.open(Duration.ofMillis(20));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (written.seals().size() < 4 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        log.close();
        assertThat(written.seals().size()).isGreaterThanOrEqualTo(4);
        assertThatThrownBy(() -> written.open(Duration.ofSeconds(61))).hasMessageContaining("60 s or sooner");
    }

    @Test
    void numbersGoOnAfterSegmentsWereCarriedAway() throws Exception {
        written.open().close();
        for (Path file : List.of(
                folder.resolve("usage-eu-1-000000000001.jsonl"), folder.resolve("usage-eu-1-000000000002.jsonl"))) {
            Files.delete(file);
        }
        written.open().close();
        assertThat(written.seals()).extracting(Seal::sequence).containsExactly(3L, 4L);
    }

    @Test
    void aSecondProcessOfTheSameNameIsKeptOut() throws Exception {
        UsageLog log = written.open();
        assertThatThrownBy(written::open).hasMessageContaining("another process logs as proxy eu-1");
        log.close();
        written.open().close();
    }

    @Test
    void aNewSegmentBeginsWithTheStartsThatAreOpen() throws Exception {
        UsageLog log = written.open(Duration.ofMillis(20));
        log.start(WrittenLog.start("evt_1"));
        log.start(WrittenLog.start("evt_2"));
        WrittenLog.get(log.event(WrittenLog.event("evt_1")));
        int sealed = written.seals().size();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (written.seals().size() < sealed + 2 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        WrittenLog.get(log.event(WrittenLog.event("evt_2")));
        log.close();
        List<WrittenLog.Logged> lines = written.logged();
        assertThat(lines)
                .filteredOn(l -> l.kind() == LineClass.START && l.id().equals("evt_2"))
                .hasSizeGreaterThan(1);
        assertThat(lines)
                .filteredOn(l -> l.kind() == LineClass.EVENT)
                .extracting(WrittenLog.Logged::id)
                .containsExactly("evt_1", "evt_2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 200, 700})
    void recoversWhatADeadProcessLeft(int cutOff) throws Exception {
        UsageLog log = written.open();
        log.start(WrittenLog.start("evt_1"));
        WrittenLog.get(log.event(WrittenLog.event("evt_0")));
        WrittenLog.get(log.event(WrittenLog.event("evt_1")));
        Path open = folder.resolve("usage-eu-1-000000000002.jsonl.open");
        byte[] left = Files.readAllBytes(open);
        byte[] number = Files.readAllBytes(folder.resolve("usage-eu-1.number"));
        log.close();
        Files.delete(folder.resolve("usage-eu-1-000000000002.jsonl"));
        Files.write(open, Arrays.copyOf(left, left.length - cutOff));
        Files.write(folder.resolve("usage-eu-1.number"), number);

        written.now.set(WrittenLog.NOON.plusSeconds(100));
        written.open().close();
        assertThat(written.seals()).extracting(Seal::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(written.seals().get(1).origin()).isEqualTo(Seal.Origin.RECOVERY);
        assertThat(written.seals().get(1).through()).isEqualTo(WrittenLog.NOON.plusSeconds(100));
        assertThat(written.logged())
                .extracting(WrittenLog.Logged::id)
                .satisfies(ids -> assertThat(ids.contains("evt_0")).isEqualTo(cutOff < 500));
        assertThat(Files.exists(folder.resolve("usage-eu-1-000000000002.jsonl.torn")))
                .isEqualTo(cutOff > 0);
    }
}
