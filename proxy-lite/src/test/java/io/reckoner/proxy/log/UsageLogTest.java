package io.reckoner.proxy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class UsageLogTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Directory DIRECTORY =
            Directory.of(List.of("acct_a"), List.of(new Directory.Key("key_a", "acct_a", KeyKind.PAYG)));

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    private final LogWatch watch = new LogWatch() {
        @Override
        public void sealed(Path segment) {}

        @Override
        public void trouble(String sentence, IOException cause) {
            troubles.add(sentence + " (" + cause.getMessage() + ")");
        }
    };

    private LogSettings settings(Duration sealEvery) {
        return new LogSettings(folder, "eu-1", sealEvery, 1 << 20, 1000, Duration.ofMillis(1));
    }

    private UsageLog open() throws IOException {
        return UsageLog.open(settings(Duration.ofSeconds(60)), clock, watch);
    }

    private static StartLine start(String id) {
        return new StartLine(id, "acct_a", "key_a", "openai/gpt-5", 1);
    }

    private static EventLine event(String id) {
        return new EventLine(
                new EventLine.Call(
                        id,
                        "acct_a",
                        "key_a",
                        KeyKind.PAYG,
                        "openai",
                        "openai/gpt-5",
                        "gpt \"5\"\n\ud800",
                        "/v1/responses",
                        UsageFormat.OPENAI_RESPONSES,
                        EventLine.Mode.STREAM,
                        1),
                new EventLine.Reply(200, Outcome.OK, UsageSource.PROVIDER, "default", 850, -1, null, "0.0123"),
                "{\"input_tokens\":100,\"output_tokens\":20,\"total_tokens\":120}",
                new TreeMap<>(Map.of("team", "core \\ ü")));
    }

    private static Instant get(CompletableFuture<Instant> durable) throws Exception {
        return durable.get(60, TimeUnit.SECONDS);
    }

    /** One line of a sealed segment. */
    private record Logged(long sequence, LineClass kind, String id, Instant ts, Seal seal) {}

    /** All sealed segments in order; everything else in the folder must be the number file. */
    private List<Seal> seals() throws IOException {
        List<Seal> seals = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (new SegmentInspector().inspect(file) instanceof SegmentInspection.Sound sound) {
                    seals.add(sound.seal());
                } else {
                    assertThat(file.getFileName().toString()).doesNotEndWith(".jsonl");
                }
            }
        }
        return seals;
    }

    private List<Logged> logged() throws IOException {
        List<Logged> logged = new ArrayList<>();
        LineDecoder decoder = new LineDecoder(DIRECTORY, new Symbols(), Set.of("team"));
        DecodedEvent event = new DecodedEvent();
        for (Seal seal : seals()) {
            try (SegmentLines lines = SegmentLines.open(
                    folder.resolve(seal.name().sealedFile(io.reckoner.ingest.segment.Compression.NONE)), 1 << 20)) {
                while (lines.next()) {
                    LineClass kind = decoder.read(lines.buffer(), lines.start(), lines.length(), event);
                    assertThat(kind).isNotEqualTo(LineClass.SUSPENDED);
                    if (kind == LineClass.EVENT) {
                        assertThat(decoder.judge(event)).isTrue();
                        assertThat(event.count(Component.INPUT)).isEqualTo(100);
                    }
                    if (kind != LineClass.SEAL) {
                        Instant ts = io.reckoner.ingest.line.Rfc3339.instant(event.ts);
                        logged.add(new Logged(seal.sequence(), kind, event.id.toString(), ts, seal));
                    }
                }
            }
        }
        return logged;
    }

    @Test
    void announcesItselfBeforeAnyRequest() throws Exception {
        UsageLog log = open();
        assertThat(seals()).singleElement().satisfies(seal -> {
            assertThat(seal.sequence()).isEqualTo(1);
            assertThat(seal.lines()).isZero();
            assertThat(seal.through()).isEqualTo(NOON);
        });
        assertThat(folder.resolve("usage-eu-1-000000000002.jsonl.open")).exists();
        log.close();
    }

    @Test
    void anEventIsDurableWhenItIsSaidToBe() throws Exception {
        UsageLog log = open();
        log.start(start("evt_1"));
        now.set(NOON.plusSeconds(3));
        assertThat(get(log.event(event("evt_1")))).isEqualTo(NOON.plusSeconds(3));
        assertThat(Files.readString(folder.resolve("usage-eu-1-000000000002.jsonl.open")))
                .contains("{\"start\":{\"id\":\"evt_1\"")
                .contains("\"ts\":\"2026-03-01T12:00:03.000000Z\"")
                .contains("\"vendor_cost_usd\":0.0123,\"tags\":{\"team\":\"core \\\\ ü\"}}\n");
        log.close();
        assertThat(logged()).extracting(Logged::kind).containsExactly(LineClass.START, LineClass.EVENT);
    }

    @Test
    void timesNeverGoBackWhateverTheClockDoes() throws Exception {
        UsageLog log = open();
        get(log.event(event("evt_1")));
        now.set(NOON.minusSeconds(3600));
        assertThat(get(log.event(event("evt_2")))).isEqualTo(NOON);
        log.close();
        UsageLog next = open();
        assertThat(get(next.event(event("evt_3")))).isEqualTo(NOON);
        next.close();
        assertThat(seals()).extracting(Seal::through).containsOnly(NOON);
        assertThat(seals()).extracting(Seal::sequence).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void sealsAlsoWhenIdle() throws Exception {
        UsageLog log = UsageLog.open(settings(Duration.ofMillis(20)), clock, watch);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (seals().size() < 4 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        log.close();
        assertThat(seals().size()).isGreaterThanOrEqualTo(4);
        assertThatThrownBy(() -> settings(Duration.ofSeconds(61))).hasMessageContaining("60 s or sooner");
    }

    @Test
    void numbersGoOnAfterSegmentsWereCarriedAway() throws Exception {
        open().close();
        for (Path file : List.of(
                folder.resolve("usage-eu-1-000000000001.jsonl"), folder.resolve("usage-eu-1-000000000002.jsonl"))) {
            Files.delete(file);
        }
        open().close();
        assertThat(seals()).extracting(Seal::sequence).containsExactly(3L, 4L);
    }

    @Test
    void aSecondProcessOfTheSameNameIsKeptOut() throws Exception {
        UsageLog log = open();
        assertThatThrownBy(this::open).hasMessageContaining("another process logs as proxy eu-1");
        log.close();
        open().close();
    }

    @Test
    void aNewSegmentBeginsWithTheStartsThatAreOpen() throws Exception {
        UsageLog log = UsageLog.open(settings(Duration.ofMillis(20)), clock, watch);
        log.start(start("evt_1"));
        log.start(start("evt_2"));
        get(log.event(event("evt_1")));
        int sealed = seals().size();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (seals().size() < sealed + 2 && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        get(log.event(event("evt_2")));
        log.close();
        List<Logged> lines = logged();
        assertThat(lines)
                .filteredOn(l -> l.kind() == LineClass.START && l.id().equals("evt_2"))
                .hasSizeGreaterThan(1);
        assertThat(lines)
                .filteredOn(l -> l.kind() == LineClass.EVENT)
                .extracting(Logged::id)
                .containsExactly("evt_1", "evt_2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 200, 700})
    void recoversWhatADeadProcessLeft(int cutOff) throws Exception {
        UsageLog log = open();
        log.start(start("evt_1"));
        get(log.event(event("evt_0")));
        get(log.event(event("evt_1")));
        Path open = folder.resolve("usage-eu-1-000000000002.jsonl.open");
        byte[] left = Files.readAllBytes(open);
        byte[] number = Files.readAllBytes(folder.resolve("usage-eu-1.number"));
        log.close();
        Files.delete(folder.resolve("usage-eu-1-000000000002.jsonl"));
        Files.write(open, java.util.Arrays.copyOf(left, left.length - cutOff));
        Files.write(folder.resolve("usage-eu-1.number"), number);

        now.set(NOON.plusSeconds(100));
        open().close();
        assertThat(seals()).extracting(Seal::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seals().get(1).origin()).isEqualTo(Seal.Origin.RECOVERY);
        assertThat(seals().get(1).through()).isEqualTo(NOON.plusSeconds(100));
        assertThat(logged()).extracting(Logged::id).satisfies(ids -> assertThat(ids.contains("evt_0"))
                .isEqualTo(cutOff < 500));
        assertThat(Files.exists(folder.resolve("usage-eu-1-000000000002.jsonl.torn")))
                .isEqualTo(cutOff > 0);
    }

    @Test
    void refusesStartsButNoEventsWhileTheDiskFails() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        UsageLog log = UsageLog.open(settings(Duration.ofSeconds(60)), clock, watch, new FailingDisk(failing::get));
        log.start(start("evt_1"));
        failing.set(true);
        CompletableFuture<Instant> waiting = log.event(event("evt_1"));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (troubles.size() < 3 && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertThatThrownBy(() -> log.start(start("evt_2"))).isInstanceOf(LogRefusedException.class);
        assertThat(waiting).isNotDone();
        failing.set(false);
        get(waiting);
        while (!starts(log, "evt_3") && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        get(log.event(event("evt_3")));
        log.close();
        assertThat(troubles.getFirst()).startsWith("proxy eu-1: the usage log cannot be written");
        assertThat(logged())
                .filteredOn(l -> l.kind() == LineClass.EVENT)
                .extracting(Logged::id)
                .containsExactly("evt_1", "evt_3");
    }

    private static boolean starts(UsageLog log, String id) {
        try {
            log.start(start(id));
            return true;
        } catch (LogRefusedException refused) {
            return false;
        }
    }

    @Test
    void closingOnAFailingDiskSaysWhatIsLost() throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        UsageLog log = UsageLog.open(settings(Duration.ofSeconds(60)), clock, watch, new FailingDisk(failing::get));
        failing.set(true);
        CompletableFuture<Instant> waiting = log.event(event("evt_1"));
        log.close();
        assertThatThrownBy(() -> get(waiting)).hasMessageContaining("closed while the disk failed");
        failing.set(false);
        open().close();
        assertThat(seals()).extracting(Seal::sequence).containsExactlyElementsOf(upTo(seals().size()));
    }

    private static List<Long> upTo(int count) {
        return java.util.stream.LongStream.rangeClosed(1, count).boxed().toList();
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
        UsageLog log = UsageLog.open(settings(Duration.ofMillis(3)), clock, watch, disk);
        begun.set(true);
        List<CompletableFuture<Instant>> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            now.updateAndGet(at -> at.plusMillis(10));
            starts(log, "evt_" + i); // Refused or not, the event comes: the harder case.
            events.add(log.event(event("evt_" + i)));
            if (i % 10 == 0) {
                get(events.getLast());
            }
        }
        for (CompletableFuture<Instant> durable : events) {
            get(durable);
        }
        begun.set(false);
        log.close();
        open().close();

        assertThat(disk.wroteAfterFailure).isFalse();
        assertThat(troubles).isNotEmpty();
        List<Seal> seals = seals();
        assertThat(seals).extracting(Seal::sequence).containsExactlyElementsOf(upTo(seals.size()));
        List<Logged> lines = logged();
        assertThat(lines)
                .filteredOn(l -> l.kind() == LineClass.EVENT)
                .extracting(Logged::id)
                .containsAll(java.util.stream.IntStream.range(0, 300)
                        .mapToObj(i -> "evt_" + i)
                        .toList());
        for (Seal seal : seals) {
            List<String> before = lines.stream()
                    .filter(l -> l.sequence() <= seal.sequence())
                    .map(Logged::id)
                    .toList();
            assertThat(lines)
                    .filteredOn(l -> l.kind() == LineClass.EVENT && l.ts().isBefore(seal.through()))
                    .extracting(Logged::id)
                    .isSubsetOf(before);
        }
    }
}
