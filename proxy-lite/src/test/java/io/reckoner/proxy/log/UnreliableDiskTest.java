package io.reckoner.proxy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.segment.Seal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the usage log does while its disk fails, and what is there afterwards. */
@Timeout(120)
class UnreliableDiskTest {
    @TempDir
    Path folder;

    private WrittenLog written;

    @BeforeEach
    void begin() {
        written = new WrittenLog(folder);
    }

    @Test
    void refusesStartsButNoEventsWhileTheDiskFails() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        UsageLog log = written.open(Duration.ofSeconds(60), new FailingDisk(failing::get));
        log.start(WrittenLog.start("evt_1"));
        failing.set(true);
        CompletableFuture<Instant> waiting = log.event(WrittenLog.event("evt_1"));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (written.troubles.size() < 3 && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertThatThrownBy(() -> log.start(WrittenLog.start("evt_2"))).isInstanceOf(LogRefusedException.class);
        assertThat(waiting).isNotDone();
        failing.set(false);
        WrittenLog.get(waiting);
        while (!starts(log, "evt_3") && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        WrittenLog.get(log.event(WrittenLog.event("evt_3")));
        log.close();
        assertThat(written.troubles.getFirst()).startsWith("proxy eu-1: the usage log cannot be written");
        assertThat(written.logged())
                .filteredOn(l -> l.kind() == LineClass.EVENT)
                .extracting(WrittenLog.Logged::id)
                .containsExactly("evt_1", "evt_3");
    }

    private static boolean starts(UsageLog log, String id) {
        try {
            log.start(WrittenLog.start(id));
            return true;
        } catch (LogRefusedException refused) {
            return false;
        }
    }

    @Test
    void closingOnAFailingDiskSaysWhatIsLost() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        UsageLog log = written.open(Duration.ofSeconds(60), new FailingDisk(failing::get));
        failing.set(true);
        CompletableFuture<Instant> waiting = log.event(WrittenLog.event("evt_1"));
        log.close();
        assertThatThrownBy(() -> WrittenLog.get(waiting)).hasMessageContaining("closed while the disk failed");
        failing.set(false);
        written.open().close();
        assertThat(written.seals())
                .extracting(Seal::sequence)
                .containsExactlyElementsOf(upTo(written.seals().size()));
    }

    /** Whatever fails and when: every event that was said to be durable is there, and every promise holds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsLostOnAnUnreliableDisk(long seed) throws Exception {
        Random random = new Random(seed);
        AtomicBoolean begun = new AtomicBoolean();
        FailingDisk disk = new FailingDisk(() -> {
            synchronized (random) {
                return begun.get() && random.nextInt(12) == 0;
            }
        });
        UsageLog log = written.open(Duration.ofMillis(3), disk);
        begun.set(true);
        List<CompletableFuture<Instant>> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            written.now.updateAndGet(at -> at.plusMillis(10));
            starts(log, "evt_" + i); // Refused or not, the event comes: the harder case.
            events.add(log.event(WrittenLog.event("evt_" + i)));
            if (i % 10 == 0) {
                WrittenLog.get(events.getLast());
            }
        }
        for (CompletableFuture<Instant> durable : events) {
            WrittenLog.get(durable);
        }
        begun.set(false);
        log.close();
        written.open().close();

        assertThat(disk.wroteAfterFailure).isFalse();
        assertThat(written.troubles).isNotEmpty();
        List<Seal> seals = written.seals();
        assertThat(seals).extracting(Seal::sequence).containsExactlyElementsOf(upTo(seals.size()));
        List<WrittenLog.Logged> lines = written.logged();
        assertThat(lines)
                .filteredOn(l -> l.kind() == LineClass.EVENT)
                .extracting(WrittenLog.Logged::id)
                .containsAll(IntStream.range(0, 300).mapToObj(i -> "evt_" + i).toList());
        for (Seal seal : seals) {
            List<String> before = lines.stream()
                    .filter(l -> l.sequence() <= seal.sequence())
                    .map(WrittenLog.Logged::id)
                    .toList();
            assertThat(lines)
                    .filteredOn(l -> l.kind() == LineClass.EVENT && l.ts().isBefore(seal.through()))
                    .extracting(WrittenLog.Logged::id)
                    .isSubsetOf(before);
        }
    }

    private static List<Long> upTo(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }
}
