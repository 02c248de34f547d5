package io.reckoner.jobs.journal;

import io.reckoner.kernel.journal.AccountName;
import io.reckoner.kernel.journal.Commodity;
import io.reckoner.kernel.journal.EntryKey;
import io.reckoner.kernel.journal.EntryKind;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Posting;
import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only writer of {@code journal_entry} and {@code posting}. All postings of a call go in by one statement, since the
 * database refuses an entry that a statement leaves unbalanced.
 */
public final class JournalTable {
    private final JdbcClient jdbc;

    public JournalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds entries of an open run. */
    public void add(List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        addHeads(entries);
        addPostings(entries);
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

    private void addHeads(List<JournalEntry> entries) {
        int count = entries.size();
        UUID[] ids = new UUID[count];
        Integer[] runs = new Integer[count];
        @Nullable String[] accounts = new String[count];
        Date[] days = new Date[count];
        String[] kinds = new String[count];
        String[] references = new String[count];
        String[] descriptions = new String[count];
        for (int i = 0; i < count; i++) {
            JournalEntry entry = entries.get(i);
            EntryKey key = entry.key();
            ids[i] = uuid(entry.id());
            runs[i] = key.run();
            accounts[i] = key.account().equals(EntryKey.OPERATOR) ? null : key.account();
            days[i] = Date.valueOf(key.day());
            kinds[i] = key.kind().code();
            references[i] = key.reference();
            descriptions[i] = entry.description();
        }
        jdbc.sql(
                        """
                        INSERT INTO journal_entry (entry_id, run_id, account_id, day, kind, reference, description)
                        SELECT * FROM unnest(:ids::uuid[], :runs::int[], :accounts::text[], :days::date[], :kinds::text[],
                                             :references::text[], :descriptions::text[])
                        """)
                .param("ids", ids)
                .param("runs", runs)
                .param("accounts", accounts)
                .param("days", days)
                .param("kinds", kinds)
                .param("references", references)
                .param("descriptions", descriptions)
                .update();
    }

    private void addPostings(List<JournalEntry> entries) {
        List<UUID> ids = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        List<String> commodities = new ArrayList<>();
        List<BigDecimal> amounts = new ArrayList<>();
        for (JournalEntry entry : entries) {
            UUID id = uuid(entry.id());
            for (Posting posting : entry.postings()) {
                ids.add(id);
                accounts.add(posting.account().name());
                commodities.add(posting.commodity().code());
                amounts.add(posting.amount().toBigDecimal());
            }
        }
        jdbc.sql(
                        """
                        INSERT INTO posting (entry_id, ledger_account, commodity, amount)
                        SELECT * FROM unnest(:ids::uuid[], :accounts::text[], :commodities::text[], :amounts::numeric[])
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("accounts", accounts.toArray(String[]::new))
                .param("commodities", commodities.toArray(String[]::new))
                .param("amounts", amounts.toArray(BigDecimal[]::new))
                .update();
    }

    private static UUID uuid(String hex) {
        return new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16), 16));
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
