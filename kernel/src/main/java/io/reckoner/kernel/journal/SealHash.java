package io.reckoner.kernel.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * Seals a run's journal: SHA-256 over the previous seal, the run's number, every entry in ascending order of id, and their
 * number. Since ids follow from what the entries are, the seal does not depend on buckets, threads or the order of
 * computing.
 *
 * <p>The bytes are UTF-8 lines, each field closed by a tab, each line by a newline; tab, newline and backslash inside a
 * field are written {@code \t}, {@code \n}, {@code \\}:
 *
 * <pre>
 * reckoner-journal-1
 * previous  (64 hex digits)
 * run       (its number)
 * entry     id  run  account  day  kind  reference  description
 * posting   ledger account  commodity  amount       (in the entry's order; amounts as {@link io.reckoner.kernel.money.Money#toString})
 * entries   (how many)
 * </pre>
 */
public final class SealHash {
    private final MessageDigest digest = EntryKey.sha256();
    private final StringBuilder line = new StringBuilder();
    private final int run;
    private String lastId = "";
    private long entries;

    private SealHash(int run) {
        this.run = run;
    }

    /** Begins the seal of a run. */
    public static SealHash of(int run, Seal previous) {
        SealHash hash = new SealHash(run);
        hash.line("reckoner-journal-1");
        hash.line("previous", previous.sha256());
        hash.line("run", Integer.toString(run));
        return hash;
    }

    /** The seal of a run whose entries are all at hand, in any order. */
    public static Seal seal(int run, Seal previous, Collection<JournalEntry> entries) {
        SealHash hash = of(run, previous);
        entries.stream().sorted(Comparator.comparing(JournalEntry::id)).forEach(hash::add);
        return hash.seal();
    }

    /**
     * Adds the next entry.
     *
     * @throws IllegalArgumentException when it is of another run, or its id does not come after the last one's
     */
    public void add(JournalEntry entry) {
        EntryKey key = entry.key();
        String id = key.id();
        if (key.run() != run) {
            throw new IllegalArgumentException("entry " + id + " is of run " + key.run() + ", not of " + run);
        }
        if (id.compareTo(lastId) <= 0) {
            throw new IllegalArgumentException(
                    "entries are sealed in ascending order of id, each once; " + id + " came after " + lastId);
        }
        lastId = id;
        entries++;
        line(
                "entry",
                id,
                Integer.toString(key.run()),
                key.account(),
                key.day().toString(),
                key.kind().code(),
                key.reference(),
                entry.description());
        for (Posting posting : entry.postings()) {
            line(
                    "posting",
                    posting.account().name(),
                    posting.commodity().code(),
                    posting.amount().toString());
        }
    }

    /** The seal; nothing can be added after. */
    public Seal seal() {
        line("entries", Long.toString(entries));
        return new Seal(HexFormat.of().formatHex(digest.digest()));
    }

    private void line(String... fields) {
        line.setLength(0);
        for (String field : fields) {
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                switch (c) {
                    case '\t' -> line.append("\\t");
                    case '\n' -> line.append("\\n");
                    case '\\' -> line.append("\\\\");
                    default -> line.append(c);
                }
            }
            line.append('\t');
        }
        line.setCharAt(line.length() - 1, '\n');
        digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
    }
}
