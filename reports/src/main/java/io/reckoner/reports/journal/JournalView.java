package io.reckoner.reports.journal;

import io.reckoner.kernel.journal.AccountName;
import io.reckoner.kernel.journal.Commodity;
import io.reckoner.kernel.journal.EntryKey;
import io.reckoner.kernel.journal.EntryKind;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Posting;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.database.PortionsQuery;
import io.reckoner.reports.export.JournalReader;
import io.reckoner.reports.export.LedgerBalance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The journal of committed runs up to one of them, so that it stays the same while it is read: runs committed meanwhile are
 * not seen.
 */
public final class JournalView implements JournalReader {
    private static final String LAST_RUN = "SELECT watermark, run_id FROM reports.watermark";

    private static final String BALANCES =
            """
            SELECT ledger_account, commodity, sum(amount) AS balance
            FROM reports.journal_export
            WHERE run_id <= ?
            GROUP BY ledger_account, commodity
            ORDER BY ledger_account, commodity
            """;

    private static final String COLUMNS =
            """
            SELECT run_id, day, entry_id::text AS entry_id, coalesce(account_id, '') AS account_id, kind, reference,
                   description, ledger_account, commodity, amount
            FROM reports.journal_export
            """;

    private static final String ALL =
            COLUMNS + "WHERE run_id <= ? ORDER BY day, journal_export.entry_id, ledger_account";
    private static final String OF_RUN = COLUMNS + "WHERE run_id = ? ORDER BY journal_export.entry_id, ledger_account";

    private final DataSource database;
    private final @Nullable Instant watermark;
    private final int lastRun;

    private JournalView(DataSource database, @Nullable Instant watermark, int lastRun) {
        this.database = database;
        this.watermark = watermark;
        this.lastRun = lastRun;
    }

    /** The journal up to the last committed run. */
    public static JournalView latest(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LAST_RUN);
                ResultSet rows = statement.executeQuery()) {
            OffsetDateTime at = rows.next() ? rows.getObject("watermark", OffsetDateTime.class) : null;
            return at == null
                    ? new JournalView(database, null, 0)
                    : new JournalView(database, at.toInstant(), rows.getInt("run_id"));
        }
    }

    @Override
    public @Nullable Instant watermark() {
        return watermark;
    }

    @Override
    public List<LedgerBalance> balances() {
        List<LedgerBalance> balances = new ArrayList<>();
        read(
                BALANCES,
                lastRun,
                row -> balances.add(new LedgerBalance(
                        new AccountName(row.getString("ledger_account")),
                        commodity(row),
                        Money.of(row.getBigDecimal("balance")))));
        return balances;
    }

    @Override
    public void forEach(Consumer<JournalEntry> consumer) {
        entries(ALL, lastRun, consumer);
    }

    /** The entries of one committed run, in order of id: the order in which they were sealed. */
    public void forEachOfRun(int run, Consumer<JournalEntry> consumer) {
        entries(OF_RUN, run, consumer);
    }

    private void entries(String sql, int run, Consumer<JournalEntry> consumer) {
        EntryInParts parts = new EntryInParts(consumer);
        read(sql, run, parts::add);
        parts.finish();
    }

    private void read(String sql, int run, PortionsQuery.RowReader reader) {
        try {
            new PortionsQuery(database).forEach(sql, List.of(run), reader);
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    private static Commodity commodity(ResultSet row) throws SQLException {
        String code = row.getString("commodity");
        return Commodity.byCode(code)
                .orElseThrow(() -> new IllegalStateException("the journal holds an unknown commodity: " + code));
    }

    /** Puts entries together from rows, one per posting, those of an entry one behind the other. */
    private static final class EntryInParts {
        private final Consumer<JournalEntry> consumer;
        private final List<Posting> postings = new ArrayList<>();
        private String id = "";
        private @Nullable EntryKey key;
        private String description = "";

        EntryInParts(Consumer<JournalEntry> consumer) {
            this.consumer = consumer;
        }

        void add(ResultSet row) throws SQLException {
            String rowId = row.getString("entry_id").replace("-", "");
            if (!rowId.equals(id)) {
                finish();
                id = rowId;
                key = key(row);
                description = row.getString("description");
            }
            postings.add(new Posting(
                    new AccountName(row.getString("ledger_account")),
                    commodity(row),
                    Money.of(row.getBigDecimal("amount"))));
        }

        void finish() {
            if (key == null) {
                return;
            }
            JournalEntry entry = new JournalEntry(key, description, postings);
            if (!entry.id().equals(id)) {
                throw new IllegalStateException("entry " + id + " of run " + key.run() + " is not what its id says ("
                        + entry.id() + "): it was changed behind the journal's back");
            }
            consumer.accept(entry);
            postings.clear();
            key = null;
        }

        private static EntryKey key(ResultSet row) throws SQLException {
            String kind = row.getString("kind");
            return new EntryKey(
                    row.getInt("run_id"),
                    row.getString("account_id"),
                    row.getObject("day", LocalDate.class),
                    EntryKind.byCode(kind)
                            .orElseThrow(() -> new IllegalStateException("the journal holds an unknown kind: " + kind)),
                    row.getString("reference"));
        }
    }
}
