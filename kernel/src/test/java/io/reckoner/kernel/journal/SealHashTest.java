package io.reckoner.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SealHashTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    /** The bytes of docs/journal.md, written out by hand. */
    @Test
    void sealsTheLinesThatTheDocsDescribe() throws Exception {
        JournalEntry entry = entry(3, "acct_1", "tab\there", "1.00");
        String lines =
                "reckoner-journal-1\n" + "previous\t" + "0".repeat(64) + "\n" + "run\t3\n" + "entry\t" + entry.id()
                        + "\t3\tacct_1\t2026-03-01\ttop_up\ttab\\there\tTop-up\n" + "posting\tAssets:Bank\tUSD\t1.00\n"
                        + "posting\tIncome:Usage\tUSD\t-1.00\n" + "entries\t1\n";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
        assertThat(SealHash.seal(3, Seal.NONE, List.of(entry)).sha256())
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void doesNotDependOnBucketsThreadsOrOrder() {
        List<JournalEntry> entries = entries(300);
        Seal seal = SealHash.seal(3, Seal.NONE, entries);
        for (int seed = 0; seed < 10; seed++) {
            List<JournalEntry> shuffled = new ArrayList<>(entries);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(SealHash.seal(3, Seal.NONE, shuffled)).isEqualTo(seal);
        }
        List<JournalEntry> merged = entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.key().account().hashCode() & 3))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
        assertThat(SealHash.seal(3, Seal.NONE, merged)).isEqualTo(seal);
    }

    @Test
    void anyChangeChangesTheSeal() {
        List<JournalEntry> entries = entries(3);
        Seal seal = SealHash.seal(3, Seal.NONE, entries);
        List<List<JournalEntry>> changed = List.of(
                entries.subList(0, 2),
                List.of(entries.get(0), entries.get(1), entry(3, "acct_2", "lot", "1.000000000001")),
                List.of(entries.get(0), entries.get(1), entry(3, "acct_9", "lot", "1.00")),
                List.of(
                        entries.get(0),
                        entries.get(1),
                        new JournalEntry(
                                entries.get(2).key(), "Other", entries.get(2).postings())));
        for (List<JournalEntry> other : changed) {
            assertThat(SealHash.seal(3, Seal.NONE, other)).isNotEqualTo(seal);
        }
        assertThat(SealHash.seal(3, seal, entries)).isNotEqualTo(seal);
    }

    @Test
    void anEmptyRunIsSealedToo() {
        Seal empty = SealHash.seal(1, Seal.NONE, List.of());
        assertThat(empty).isNotEqualTo(Seal.NONE).isNotEqualTo(SealHash.seal(2, Seal.NONE, List.of()));
    }

    @Test
    void textsCannotPassForStructure() {
        JournalEntry one = entry(3, "acct_1", "a\tb", "1.00");
        JournalEntry two = entry(3, "acct_1", "a\\tb", "1.00");
        JournalEntry three = entry(3, "acct_1\ta", "b", "1.00");
        assertThat(List.of(one, two, three))
                .extracting(entry -> SealHash.seal(3, Seal.NONE, List.of(entry)))
                .doesNotHaveDuplicates();
    }

    @Test
    void entriesComeInOrderAndOnce() {
        List<JournalEntry> entries = new ArrayList<>(entries(2));
        entries.sort(Comparator.comparing(JournalEntry::id));
        SealHash hash = SealHash.of(3, Seal.NONE);
        hash.add(entries.get(1));
        assertThatThrownBy(() -> hash.add(entries.get(0))).hasMessageContaining("ascending order of id");
        assertThatThrownBy(() -> hash.add(entries.get(1))).hasMessageContaining("each once");
        assertThatThrownBy(() -> hash.add(entry(4, "acct_1", "lot", "1.00")))
                .hasMessageContaining("is of run 4, not of 3");
        assertThatThrownBy(() -> new Seal("ABC")).hasMessageContaining("64 hex digits");
    }

    private static List<JournalEntry> entries(int count) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(3, "acct_" + i, "lot", "1.00"));
        }
        return entries;
    }

    private static JournalEntry entry(int run, String account, String reference, String amount) {
        return new JournalEntry(
                new EntryKey(run, account, DAY, EntryKind.TOP_UP, reference),
                "Top-up",
                JournalEntryTest.postings("Assets:Bank " + amount + " USD, Income:Usage -" + amount + " USD"));
    }
}
