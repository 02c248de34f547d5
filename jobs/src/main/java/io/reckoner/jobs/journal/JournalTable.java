package io.reckoner.jobs.journal;

import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.kernel.journal.AccountName;
import io.reckoner.kernel.journal.Commodity;
import io.reckoner.kernel.journal.EntryKey;
import io.reckoner.kernel.journal.EntryKind;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Posting;
import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only writer of {@code journal_entry} and {@code posting}. All postings of a call go in by one statement, since the
 * database refuses an entry that a statement leaves unbalanced.
 */
public final class JournalTable {
    /** A posting and its entry. */
    private record Leg(String entry, Posting posting) {}

    private static final InsertQuery<JournalEntry> ENTRIES = InsertQuery.<JournalEntry>into("journal_entry")
            .with("entry_id", "uuid", JournalEntry::id)
            .with("run_id", "integer", entry -> entry.key().run())
            .with("account_id", "text", entry -> customer(entry.key()))
            .with("day", "date", entry -> entry.key().day())
            .with("kind", "text", entry -> entry.key().kind().code())
            .with("reference", "text", entry -> entry.key().reference())
            .with("description", "text", JournalEntry::description);

    private static final InsertQuery<Leg> POSTINGS = InsertQuery.<Leg>into("posting")
            .with("entry_id", "uuid", Leg::entry)
            .with("ledger_account", "text", leg -> leg.posting().account().name())
            .with("commodity", "text", leg -> leg.posting().commodity().code())
            .with("amount", "numeric", leg -> leg.posting().amount().toBigDecimal());

    private final JdbcClient jdbc;

    public JournalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds entries of an open run. */
    public void add(List<JournalEntry> entries) {
        ENTRIES.add(jdbc, entries);
        POSTINGS.add(
                jdbc,
                entries.stream()
                        .flatMap(entry -> entry.postings().stream().map(posting -> new Leg(entry.id(), posting)))
                        .toList());
    }

    /** Hands the entries of a run to {@code sink} in ascending order of id, as they are sealed. */
    public void eachOfRun(int run, Consumer<JournalEntry> sink) {
        Reader reader = new Reader(run, sink);
        jdbc.sql(
                        """
                        SELECT e.entry_id, e.account_id, e.day, e.kind, e.reference, e.description, p.ledger_account,
                               p.commodity, p.amount
                        FROM journal_entry e JOIN posting p USING (entry_id)
                        WHERE e.run_id = :run ORDER BY e.entry_id
                        """)
                .param("run", run)
                .query(row -> {
                    @Nullable String account = row.getString("account_id");
                    reader.posting(
                            new EntryKey(
                                    run,
                                    account == null ? EntryKey.OPERATOR : account,
                                    row.getObject("day", LocalDate.class),
                                    EntryKind.byCode(row.getString("kind")).orElseThrow(),
                                    row.getString("reference")),
                            row.getString("description"),
                            new Posting(
                                    reader.account(row.getString("ledger_account")),
                                    Commodity.byCode(row.getString("commodity")).orElseThrow(),
                                    Money.of(row.getBigDecimal("amount"))));
                });
        reader.flush();
    }

    private static @Nullable String customer(EntryKey key) {
        return key.account().equals(EntryKey.OPERATOR) ? null : key.account();
    }

    /** Puts postings that come one by one, entry after entry, together. */
    private static final class Reader {
        private final int run;
        private final Consumer<JournalEntry> sink;
        private final List<Posting> postings = new ArrayList<>();
        private final Map<String, AccountName> accounts = new HashMap<>();
        private @Nullable EntryKey key;
        private String description = "";

        Reader(int run, Consumer<JournalEntry> sink) {
            this.run = run;
            this.sink = sink;
        }

        /** Few accounts stand in many postings: each name is checked once. */
        AccountName account(String name) {
            return accounts.computeIfAbsent(name, AccountName::new);
        }

        void posting(EntryKey next, String text, Posting posting) {
            if (!next.equals(key)) {
                flush();
                key = next;
                description = text;
            }
            postings.add(posting);
        }

        void flush() {
            EntryKey last = key;
            if (last == null || postings.isEmpty()) {
                return;
            }
            if (last.run() != run) {
                throw new IllegalStateException("entry " + last.id() + " is of run " + last.run() + ", not of " + run);
            }
            sink.accept(new JournalEntry(last, description, List.copyOf(postings)));
            postings.clear();
        }
    }
}
