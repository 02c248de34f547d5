package io.reckoner.ingest.sameness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexFileTest {
    private static final RunSources TWO_SOURCES = new RunSources("run-1", List.of("usage-p-1", "usage-p-2"));

    @TempDir
    Path folder;

    private record Entry(long high, long low, long content, int source, int line) {
        static final Comparator<Entry> ORDER = (a, b) -> IndexWriter.compareHashes(a.high, a.low, b.high, b.low);
    }

    /** What a lookup asks for, and whether the file should know it. */
    private record Question(Entry entry, boolean known) {}

    /**
     * Entries are drawn from so few leading bits that many share the 48 bits a lookup sees first, also across blocks of
     * 512; every n-th is asked for, besides strangers next to it.
     */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # entries, leading bits, every, batch
            1,         64,           1,     1
            511,       64,           1,     100
            512,       64,           1,     100
            513,       64,           1,     100
            20000,     64,           1,     4096
            20000,     64,           50,    7
            20000,     64,           3000,  1
            20000,     8,            1,     4096
            20000,     8,            7,     50
            20000,     4,            100,   1
            5000,      0,            1,     4096
            5000,      0,            40,    3
            """)
    void findsWhatItRemembersAndNothingElse(int entries, int leadingBits, int every, int batchSize) throws IOException {
        Random random = new Random(entries + leadingBits);
        List<Entry> remembered = randomEntries(random, entries, leadingBits);
        Path file = write(remembered, TWO_SOURCES);
        Map<List<Long>, Entry> byHash = new HashMap<>();
        remembered.forEach(entry -> byHash.put(List.of(entry.high, entry.low), entry));
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < remembered.size(); i += every) {
            Entry entry = remembered.get(i);
            questions.add(new Question(entry, true));
            questions.add(new Question(entry, true));
            for (Entry near : List.of(
                    new Entry(entry.high, entry.low + 1, 0, 0, 0),
                    new Entry(entry.high, entry.low - 1, 0, 0, 0),
                    new Entry(entry.high ^ 1, entry.low, 0, 0, 0))) {
                questions.add(new Question(near, byHash.containsKey(List.of(near.high, near.low))));
            }
        }
        questions.add(new Question(new Entry(-1, -1, 0, 0, 0), byHash.containsKey(List.of(-1L, -1L))));
        questions.sort(Comparator.comparing(Question::entry, Entry.ORDER));

        try (IndexJoin join = new IndexJoin(5, file, Set.of())) {
            for (int from = 0; from < questions.size(); from += batchSize) {
                List<Question> asked = questions.subList(from, Math.min(from + batchSize, questions.size()));
                Lookups batch = batchOf(asked);
                join.probe(batch);
                for (int i = 0; i < asked.size(); i++) {
                    Entry found = byHash.get(List.of(batch.hashHigh[i], batch.hashLow[i]));
                    assertThat(batch.hitFile[i]).isEqualTo(asked.get(i).known() ? 5 : Lookups.NO_HIT);
                    if (found != null) {
                        assertThat(batch.hitContent[i]).isEqualTo(found.content);
                        assertThat(batch.hitSource[i]).isEqualTo(found.source);
                        assertThat(batch.hitLine[i]).isEqualTo(found.line);
                    }
                }
            }
        }
    }

    @Test
    void passesOverForgottenEntriesOfTheSameEvent() throws IOException {
        RunSources later = new RunSources("run-2", List.of("other"));
        Entry old = new Entry(77L << 40, 5, 1, 0, 1);
        Entry renewed = new Entry(77L << 40, 5, 2, 0, 9);
        Path first = write(List.of(old), TWO_SOURCES);
        Path second = write(List.of(renewed), later);
        Path merged = folder.resolve("merged");
        IndexCompaction.merge(new EarlierEvents(List.of(second, first), Set.of()), merged);

        assertThat(contentFound(merged, Set.of(), old)).hasValue(1L);
        assertThat(contentFound(merged, Set.of("run-1"), old)).hasValue(2L);
        assertThat(contentFound(merged, Set.of("run-2"), old)).hasValue(1L);
        assertThat(contentFound(merged, Set.of("run-1", "run-2"), old)).isEmpty();
    }

    @Test
    void compactionKeepsEveryRememberedEntryAndDropsTheOthers() throws IOException {
        Random random = new Random(9);
        List<Path> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int run = 0; run < 7; run++) {
            List<String> names = List.of("usage-p-1", "usage-p-" + run, "zoë");
            List<Entry> entries = randomEntries(random, 700 * run + 1, 64);
            files.add(write(entries, new RunSources("run-" + run, names)));
            if (run != 2 && run != 5) {
                for (Entry entry : entries) {
                    expected.add(describe(entry, "run-" + run, names.get(entry.source)));
                }
            }
        }
        EarlierEvents all = new EarlierEvents(files, Set.of("run-2", "run-5"));

        IndexFile once = IndexCompaction.merge(all, folder.resolve("once")).orElseThrow();
        Path half = folder.resolve("half");
        IndexCompaction.merge(new EarlierEvents(files.subList(0, 4), Set.of()), half);
        List<Path> rest = new ArrayList<>(files.subList(4, 7));
        rest.add(half);
        IndexFile twice = IndexCompaction.merge(new EarlierEvents(rest, all.forgotten()), folder.resolve("twice"))
                .orElseThrow();

        assertThat(twice.sha256()).isEqualTo(once.sha256());
        assertThat(once.events()).isEqualTo(expected.size());
        List<String> found = new ArrayList<>();
        try (IndexContent content = new IndexContent(once.path())) {
            SourceTable sources = content.sources();
            int count = IntStream.range(0, 99)
                    .filter(i -> i < sources.runs().size())
                    .map(i -> sources.runs().get(i).sources().size())
                    .sum();
            IndexCursor cursor =
                    new IndexCursor(content, IntStream.range(0, count).toArray());
            for (; !cursor.ended; cursor.next()) {
                EventPosition position = sources.position(cursor.source, cursor.line);
                Entry entry = new Entry(cursor.hashHigh, cursor.hashLow, cursor.contentHash, 0, cursor.line);
                found.add(describe(entry, position.run(), position.source()));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void compactionOfNothingLeavesNoFile() throws IOException {
        Path file = write(randomEntries(new Random(1), 10, 64), TWO_SOURCES);
        Path target = folder.resolve("none");
        assertThat(IndexCompaction.merge(new EarlierEvents(List.of(file), Set.of("run-1")), target))
                .isEmpty();
        assertThat(IndexCompaction.merge(EarlierEvents.NONE, target)).isEmpty();
        assertThat(target).doesNotExist();
    }

    @Test
    void compactionRefusesTheSameRunTwice() throws IOException {
        Path file = write(randomEntries(new Random(1), 10, 64), TWO_SOURCES);
        assertThatThrownBy(() -> IndexCompaction.merge(
                        new EarlierEvents(List.of(file, file), Set.of()), folder.resolve("twice")))
                .hasMessage("run run-1 occurs in two index files of one bucket");
    }

    /** The bytes are a format: another run of this test on another day must give the same ones. */
    @Test
    void writesTheBytesOfVersionOne() throws Exception {
        Path target = folder.resolve("small");
        IndexFile written;
        try (IndexWriter writer = new IndexWriter(target, new SourceTable(List.of(TWO_SOURCES)))) {
            writer.add(0x0000000000010002L, 3, 4, 1, 5);
            writer.add(0x0000000000040006L, -1, 0x1122334455667788L, 0, -1);
            writer.add(0xffffffffffff0000L, 7, 0, 1, 2);
            written = writer.finish().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(target);
        String header = "5245434b53414d45" + "01000000" + "00000000";
        String entries = "0200" + "0300000000000000" + "0400000000000000" + "01000000" + "05000000"
                + "0600" + "ffffffffffffffff" + "8877665544332211" + "00000000" + "ffffffff"
                + "0000" + "0700000000000000" + "0000000000000000" + "01000000" + "02000000";
        // Differences 3 and 0xfffffffffffb of 48 bits each, then eight zero bytes.
        String prefixes = "030000000000" + "fbffffffffff" + "0000000000000000";
        String directory = "3001000000000000" + "0000000000000000";
        String sources = "01" + "05" + hex("run-1") + "02" + "00" + "09" + hex("usage-p-1") + "08" + "01" + hex("2");
        String footer = "0300000000000000" + "5e00000000000000" + "7200000000000000" + "8200000000000000"
                + "9800000000000000" + "5245434b53414d45";
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo(header + entries + prefixes + directory + sources + footer);
        assertThat(written.bytes()).isEqualTo(bytes.length);
        assertThat(written.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        try (var names = Files.list(folder)) {
            assertThat(names).containsExactly(target);
        }
    }

    @Test
    void leavesTheOldFileAndNoOtherWhenWritingStops() throws IOException {
        Path target = Files.writeString(folder.resolve("kept"), "old");
        try (IndexWriter writer = new IndexWriter(target, new SourceTable(List.of(TWO_SOURCES)))) {
            writer.add(5, 0, 0, 0, 1);
            assertThatThrownBy(() -> writer.add(4, 0, 0, 0, 2)).hasMessageContaining("ascending order");
        }
        assertThat(Files.readString(target)).isEqualTo("old");
        try (var names = Files.list(folder)) {
            assertThat(names).containsExactly(target);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # bytes kept | byte changed | to | message
            -1           | 0            | 0  | it is not a whole index file
            -1           | 8            | 2  | it has version 2, this program reads version 1
            200          | -1           | 0  | it is not a whole index file
            10           | -1           | 0  | it is cut off after 10 bytes
            0            | -1           | 0  | it is cut off after 0 bytes
            """)
    void namesADamagedFileAndWhatToDo(int kept, int changed, byte to, String fault) throws IOException {
        Path file = write(randomEntries(new Random(1), 100, 64), TWO_SOURCES);
        byte[] bytes = Files.readAllBytes(file);
        if (changed >= 0) {
            bytes[changed] = to;
        }
        Files.write(file, kept < 0 ? bytes : Arrays.copyOf(bytes, kept));
        assertThatThrownBy(() -> new IndexContent(file))
                .isInstanceOf(IOException.class)
                .hasMessage("sameness index " + file + " cannot be read: " + fault
                        + ". Restore the file the manifest names, with its SHA-256, then run again");
    }

    @Test
    void takesAboutThirtyBytesForAnEvent() throws IOException {
        Path file = write(randomEntries(new Random(4), 100_000, 64), TWO_SOURCES);
        assertThat(Files.size(file)).isBetween(30L * 100_000, 31L * 100_000);
    }

    private Path write(List<Entry> entries, RunSources run) throws IOException {
        Path target = folder.resolve("index-" + run.run());
        try (IndexWriter writer = new IndexWriter(target, new SourceTable(List.of(run)))) {
            for (Entry entry : entries) {
                writer.add(entry.high, entry.low, entry.content, entry.source, entry.line);
            }
            writer.finish();
        }
        return target;
    }

    private static List<Entry> randomEntries(Random random, int count, int leadingBits) {
        Map<List<Long>, Entry> entries = new HashMap<>();
        while (entries.size() < count) {
            long high = random.nextLong();
            if (leadingBits < 64) {
                high &= (leadingBits == 0 ? 0 : -1L << (64 - leadingBits)) | 3;
            }
            Entry entry =
                    new Entry(high, random.nextLong(), random.nextLong(), random.nextInt(2), random.nextInt(100_000));
            entries.put(List.of(entry.high, entry.low), entry);
        }
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Entry.ORDER);
        return sorted;
    }

    private static Optional<Long> contentFound(Path file, Set<String> forgotten, Entry entry) throws IOException {
        try (IndexJoin join = new IndexJoin(0, file, forgotten)) {
            Lookups batch = batchOf(List.of(new Question(entry, true)));
            join.probe(batch);
            return batch.isHit(0) ? Optional.of(batch.hitContent[0]) : Optional.empty();
        }
    }

    private static Lookups batchOf(List<Question> asked) {
        Lookups batch = new Lookups(1);
        asked.forEach(question -> batch.add(question.entry().high, question.entry().low));
        return batch;
    }

    private static String describe(Entry entry, String run, String source) {
        return String.join(
                " ",
                Long.toHexString(entry.high),
                Long.toHexString(entry.low),
                Long.toHexString(entry.content),
                run,
                source,
                Integer.toString(entry.line));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
