package io.reckoner.ingest.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowStoreTest {
    private static final long PREVIOUS_WATERMARK = 100;
    private static final int ACCOUNTS = 12;
    private static final Buckets BUCKETS = new Buckets(3);
    private static final Directory DIRECTORY = Directory.of(
            IntStream.range(0, ACCOUNTS)
                    .mapToObj(i -> "acc_" + (char) ('a' + i))
                    .toList(),
            List.of());

    /** The rule, restated: account, settledAt, id as bytes, source, line. */
    private static final Comparator<StoredEvent> SETTLING_ORDER = Comparator.comparingInt(StoredEvent::account)
            .thenComparingLong(event -> Math.max(event.ts(), PREVIOUS_WATERMARK))
            .thenComparing(StoredEvent::id, Directory.ID_ORDER)
            .thenComparingInt(StoredEvent::source)
            .thenComparingLong(StoredEvent::line);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # rows, writers, writer bytes, kept bytes, merge bytes
            0,      1,       33554432,     67108864,   16777216
            1,      1,       33554432,     67108864,   16777216
            3000,   1,       33554432,     67108864,   16777216
            3000,   1,       33554432,     0,          16777216
            3000,   7,       33554432,     0,          16777216
            3000,   3,       9000,         0,          1
            3000,   3,       9000,         200000,     16384
            3000,   2,       1,            100000,     1
            """)
    void readsBackEveryFieldInSettlingOrder(int rows, int writers, int writerBytes, long keepBytes, int mergeBytes)
            throws IOException {
        List<StoredEvent> events = anyEvents(rows, ACCOUNTS, new Random(7));
        RowSettings settings = new RowSettings(writerBytes, keepBytes, mergeBytes, folder);

        try (RowStore store = new RowStore(DIRECTORY, BUCKETS, PREVIOUS_WATERMARK, settings)) {
            write(store, events, writers);
            List<StoredEvent> read = new ArrayList<>();
            for (int bucket = 0; bucket < BUCKETS.count(); bucket++) {
                List<StoredEvent> inBucket = readAccepted(store, store.fates(bucket));
                int here = bucket;
                assertThat(inBucket).isSortedAccordingTo(SETTLING_ORDER).hasSize((int) store.rows(bucket));
                assertThat(inBucket).allMatch(event -> BUCKETS.of(DIRECTORY.account(event.account())) == here);
                read.addAll(inBucket);
            }
            read.sort(SETTLING_ORDER);
            assertThat(read)
                    .isEqualTo(events.stream()
                            .map(StoredEvent::asRead)
                            .sorted(SETTLING_ORDER)
                            .toList());
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # each event: account ts id source line
            later instants come later          | 0 300 x 0 1, 0 200 y 0 2         | y x
            accounts come before instants      | 1 200 x 0 1, 0 300 y 0 2         | y x
            at one instant the id decides      | 0 200 b 0 1, 0 200 a 0 2         | a b
            ids compare as unsigned bytes      | 0 200 é 0 1, 0 200 z 0 2         | z é
            a prefix comes first               | 0 200 ab 0 1, 0 200 a 0 2        | a ab
            late events settle at the watermark| 0 50 b 0 1, 0 20 c 0 2, 0 100 a 0 3 | a b c
            """)
    void ordersRows(String rule, String events, String expected) throws IOException {
        List<StoredEvent> parsed = new ArrayList<>();
        for (String text : events.split(", ")) {
            String[] part = text.split(" ");
            parsed.add(StoredEvent.plain(
                    Integer.parseInt(part[0]),
                    Long.parseLong(part[1]),
                    part[2],
                    Integer.parseInt(part[3]),
                    Long.parseLong(part[4])));
        }
        Directory two = Directory.of(List.of("a", "b"), List.of());
        RowSettings settings = RowSettings.defaults(folder);
        for (int writers = 1; writers <= 3; writers++) {
            try (RowStore store = new RowStore(two, new Buckets(1), PREVIOUS_WATERMARK, settings)) {
                write(store, parsed, writers);
                assertThat(readAccepted(store, store.fates(0)).stream().map(StoredEvent::id))
                        .as(rule)
                        .containsExactly(expected.split(" "));
            }
        }
    }

    @Test
    void lateRowsCarryTheirOwnTimeAndTheInstantTheySettleAt() throws IOException {
        Directory one = Directory.of(List.of("a"), List.of());
        try (RowStore store = new RowStore(one, new Buckets(1), PREVIOUS_WATERMARK, RowSettings.defaults(folder))) {
            write(store, List.of(StoredEvent.plain(0, 99, "x", 0, 1), StoredEvent.plain(0, 101, "y", 0, 2)), 1);
            EventBlock block = new EventBlock();
            store.rows(store.fates(0), Fate.ACCEPTED).fill(block);
            assertThat(block.ts).startsWith(99, 101);
            assertThat(block.settledAt).startsWith(100, 101);
        }
    }

    @Test
    void givesEachFateItsOwnRowsAndCountsAll() throws IOException {
        Directory one = Directory.of(List.of("a"), List.of());
        try (RowStore store = new RowStore(one, new Buckets(1), PREVIOUS_WATERMARK, RowSettings.defaults(folder))) {
            List<StoredEvent> events = IntStream.range(0, 100)
                    .mapToObj(i -> StoredEvent.plain(0, 200 + i, "e" + i, 0, i + 1L))
                    .toList();
            write(store, events, 3);
            RowFates fates = store.fates(0);
            BucketClaims claims = store.claims(0);
            while (claims.next()) {
                fates.decide(claims.run, claims.row, Fate.values()[claims.line % 4]);
            }
            for (Fate fate : Fate.values()) {
                BucketRows rows = store.rows(fates, fate);
                List<StoredEvent> read = readAll(rows);
                assertThat(read).hasSize(25).allMatch(event -> event.line() % 4 == fate.ordinal());
                for (Fate counted : Fate.values()) {
                    assertThat(rows.totals().rows(counted)).isEqualTo(25);
                    assertThat(rows.totals().count(counted, Component.INPUT)).isEqualTo(25);
                    assertThat(rows.totals().count(counted, Component.SECONDS)).isZero();
                }
            }
        }
    }

    @Test
    void blocksAreUsedAgainWithoutLeftovers() throws IOException {
        Directory one = Directory.of(List.of("a"), List.of());
        int rows = EventBlock.CAPACITY * 2 + 3;
        try (RowStore store = new RowStore(one, new Buckets(1), PREVIOUS_WATERMARK, RowSettings.defaults(folder))) {
            List<StoredEvent> events = anyEvents(rows, 1, new Random(3));
            write(store, events, 1);
            BucketRows reading = store.rows(store.fates(0), Fate.ACCEPTED);
            EventBlock block = new EventBlock();
            List<Integer> sizes = new ArrayList<>();
            List<StoredEvent> read = new ArrayList<>();
            while (reading.fill(block)) {
                sizes.add(block.size);
                IntStream.range(0, block.size).forEach(row -> read.add(StoredEvent.of(block, row)));
            }
            assertThat(sizes).containsExactly(EventBlock.CAPACITY, EventBlock.CAPACITY, 3);
            assertThat(read)
                    .isEqualTo(events.stream()
                            .map(StoredEvent::asRead)
                            .sorted(SETTLING_ORDER)
                            .toList());
        }
    }

    @Test
    void anUnfinishedWriterLeavesNothing() throws IOException {
        RowSettings settings = new RowSettings(1, 1 << 20, 1 << 20, folder);
        try (RowStore store = new RowStore(DIRECTORY, BUCKETS, PREVIOUS_WATERMARK, settings)) {
            DecodedEvent event = new DecodedEvent();
            try (RunWriter writer = store.writer()) {
                StoredEvent.plain(0, 1, "x", 0, 1).fill(event);
                writer.add(event);
            }
            try (RunWriter writer = store.writer()) {
                StoredEvent.plain(0, 1, "y", 0, 2).fill(event);
                writer.add(event);
                assertThat(writer.finish()).isEqualTo(1);
            }
            int bucket = BUCKETS.of(DIRECTORY.account(0));
            assertThat(store.rows(bucket)).isEqualTo(1);
            assertThat(readAccepted(store, store.fates(bucket)).getFirst().id()).isEqualTo("y");
        }
    }

    @Test
    void refusesWhatHasNoPlaceInTheRun() throws IOException {
        try (RowStore store = new RowStore(DIRECTORY, BUCKETS, PREVIOUS_WATERMARK, RowSettings.defaults(folder))) {
            RunWriter writer = store.writer();
            DecodedEvent event = new DecodedEvent();
            StoredEvent.plain(ACCOUNTS, 1, "x", 0, 1).fill(event);
            assertThatThrownBy(() -> writer.add(event)).hasMessage("account ordinal 12 is not in the directory");
            StoredEvent.plain(0, 1, "x", 0, 0x100000000L).fill(event);
            assertThatThrownBy(() -> writer.add(event)).hasMessage("no place in the run: source 0, line 4294967296");
            StoredEvent.plain(0, 1, "x", 0, 0).fill(event);
            assertThatThrownBy(() -> writer.add(event)).isInstanceOf(IllegalArgumentException.class);
            assertThat(writer.finish()).isZero();
            assertThatThrownBy(() -> writer.add(event)).isInstanceOf(IllegalStateException.class);
            store.rows(0);
            assertThatThrownBy(() -> store.writer().finish()).hasMessageContaining("being read");
        }
    }

    @Test
    void manyThreadsWriteAndReadAtOnce() throws Exception {
        List<StoredEvent> events = anyEvents(8000, ACCOUNTS, new Random(11));
        RowSettings settings = new RowSettings(20_000, 300_000, 1 << 16, folder);
        try (RowStore store = new RowStore(DIRECTORY, BUCKETS, PREVIOUS_WATERMARK, settings);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Long>> writing = new ArrayList<>();
            for (int share = 0; share < 16; share++) {
                List<StoredEvent> block = events.subList(share * 500, share * 500 + 500);
                writing.add(() -> {
                    write(store, block, 1);
                    return 0L;
                });
            }
            for (Future<Long> written : threads.invokeAll(writing)) {
                written.get();
            }
            List<Callable<List<StoredEvent>>> reading = new ArrayList<>();
            for (int bucket = 0; bucket < BUCKETS.count(); bucket++) {
                RowFates fates = store.fates(bucket);
                reading.add(() -> readAccepted(store, fates));
            }
            List<StoredEvent> read = new ArrayList<>();
            for (Future<List<StoredEvent>> bucket : threads.invokeAll(reading)) {
                assertThat(bucket.get()).isSortedAccordingTo(SETTLING_ORDER);
                read.addAll(bucket.get());
            }
            assertThat(read)
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(StoredEvent::asRead).toList());
        }
    }

    @Test
    void theSpillFileIsMadeOnlyWhenNeeded() throws IOException {
        Path spills = folder.resolve("spills");
        try (RowStore store = new RowStore(
                DIRECTORY, BUCKETS, PREVIOUS_WATERMARK, new RowSettings(1 << 20, 1 << 20, 1 << 20, spills))) {
            write(store, anyEvents(100, ACCOUNTS, new Random(1)), 2);
            assertThat(Files.exists(spills)).isFalse();
        }
    }

    private static List<StoredEvent> anyEvents(int rows, int accounts, Random random) {
        Set<List<Long>> places = new HashSet<>();
        List<StoredEvent> events = new ArrayList<>();
        while (events.size() < rows) {
            StoredEvent event = StoredEvent.any(random, accounts, 50, 300);
            if (places.add(List.of((long) event.source(), event.line()))) {
                events.add(event);
            }
        }
        return events;
    }

    /** Deals the events out to writers in an order of its own. */
    private static void write(RowStore store, List<StoredEvent> events, int writers) throws IOException {
        List<StoredEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(writers));
        DecodedEvent event = new DecodedEvent();
        for (int share = 0; share < writers; share++) {
            try (RunWriter writer = store.writer()) {
                for (int i = share; i < shuffled.size(); i += writers) {
                    shuffled.get(i).fill(event);
                    writer.add(event);
                }
                writer.finish();
            }
        }
    }

    private static List<StoredEvent> readAccepted(RowStore store, RowFates fates) throws IOException {
        return readAll(store.rows(fates, Fate.ACCEPTED));
    }

    private static List<StoredEvent> readAll(BucketRows rows) throws IOException {
        List<StoredEvent> read = new ArrayList<>();
        EventBlock block = new EventBlock();
        while (rows.fill(block)) {
            for (int row = 0; row < block.size; row++) {
                read.add(StoredEvent.of(block, row));
            }
        }
        return read;
    }
}
