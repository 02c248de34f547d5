package io.reckoner.jobs.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Moved;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.journal.Seal;
import io.reckoner.kernel.journal.SealHash;
import io.reckoner.kernel.journal.UsageOfDay;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.export.HledgerExport;
import io.reckoner.reports.journal.JournalView;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal in PostgreSQL: what goes in comes out, and what would break the books does not go in. */
class JournalInDatabaseTest {
    private static final int RUN = 1;
    private static final Instant WATERMARK = Instant.parse("2026-03-06T00:00:00Z");

    private final TestDatabase db = new TestDatabase().open();
    private final JdbcClient jdbc = db.database().jdbc();
    private final JournalTable table = new JournalTable(jdbc);

    @BeforeEach
    void openRun() {
        jdbc.sql("INSERT INTO price_book VALUES (1, 'x', decode(repeat('00', 32), 'hex'), now(), 'test', '')")
                .update();
        jdbc.sql("INSERT INTO account (account_id, recorded_at, actor) VALUES ('acct_1', now(), 'test')")
                .update();
        jdbc.sql(
                        """
                        INSERT INTO run (run_id, business_date, previous_watermark, watermark, price_book_version,
                                         directory_as_of, buckets, state, opened_at, actor)
                        VALUES (1, '2026-03-05', '2026-03-01T00:00Z', '2026-03-06T00:00Z', 1, now(), 16, 'open', now(),
                                'test')
                        """)
                .update();
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void whatWasPostedIsReadBackOnceItsRunIsCommitted() throws Exception {
        List<JournalEntry> entries = entries();
        Collections.shuffle(entries, new Random(1));
        table.add(entries);
        assertThat(read()).as("before the run is committed").isEmpty();
        commit();
        entries.sort(
                Comparator.comparing((JournalEntry entry) -> entry.key().day()).thenComparing(JournalEntry::id));
        assertThat(read()).containsExactlyElementsOf(entries);

        JournalView view = view();
        assertThat(view.watermark()).isEqualTo(WATERMARK);
        SealHash hash = SealHash.of(RUN, Seal.NONE);
        view.forEachOfRun(RUN, hash::add);
        assertThat(hash.seal()).isEqualTo(SealHash.seal(RUN, Seal.NONE, entries));
    }

    @Test
    void balancesAreSummedUpByTheDatabase() throws Exception {
        table.add(entries());
        commit();
        assertThat(view().balances())
                .extracting(balance -> balance.account() + " " + balance.amount() + " " + balance.commodity())
                .containsExactly(
                        "Assets:Bank 11.25 USD",
                        "Assets:Clearing:Stripe -11.90 USD",
                        "Expenses:ProcessorFees 0.65 USD",
                        "Expenses:ProviderCost:Openai 7.500000000005 USD",
                        "Income:Usage -7.500000000005 USD",
                        "Liabilities:CustomerCredit:Paid 7.500000000005 USD",
                        "Liabilities:ProviderPayable:Openai -7.500000000005 USD");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        assertThat(HledgerExport.write(view(), text)).isEqualTo(6);
        assertThat(text.toString(StandardCharsets.US_ASCII))
                .contains(
                        "; As of watermark 2026-03-06T00:00:00Z",
                        "    ; account: acct_1",
                        "    Income:Usage  0 USD = -7.500000000005 USD");
    }

    @Test
    void beforeTheFirstRunThereIsAnEmptyJournal() throws Exception {
        assertThat(view().watermark()).isNull();
        assertThat(view().balances()).isEmpty();
        assertThat(HledgerExport.write(view(), OutputStream.nullOutputStream())).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ('Income:Usage', 'USD', -0.5)                                                     | does not balance: its postings in USD sum to -0.5
            ('Income:Usage', 'USD', -0.5), ('Assets:Bank', 'PLANUSD', 0.5)                    | does not balance
            ('Income:Usage', 'USD', 0), ('Assets:Bank', 'USD', 0)                             | posting_amount_check
            ('income:usage', 'USD', -0.5), ('Assets:Bank', 'USD', 0.5)                        | is no ledger account
            ('Income:Usage', 'EUR', -0.5), ('Assets:Bank', 'EUR', 0.5)                        | posting_commodity_check
            ('Income:Usage', 'USD', -0.5), ('Income:Usage', 'USD', 0.5)                       | posting_pkey
            """)
    void theDatabaseRefusesWhatDoesNotBalance(String postings, String refusal) {
        insertHead("00000000000000000000000000000001");
        String values = postings.replace("(", "('00000000000000000000000000000001', ");
        assertThatThrownBy(() -> jdbc.sql(
                                "INSERT INTO posting (entry_id, ledger_account, commodity, amount) VALUES " + values)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(refusal);
    }

    @Test
    void nothingIsAddedToTheJournalOfAClosedRun() {
        List<JournalEntry> entries = entries();
        table.add(entries.subList(0, 1));
        commit();
        assertThatThrownBy(() -> table.add(entries.subList(1, 2)))
                .hasMessageContaining("run 1 is not open: nothing can be added to table journal_entry");
        assertThatThrownBy(() -> jdbc.sql("INSERT INTO posting (entry_id, ledger_account, commodity, amount) VALUES"
                                + " (:id::uuid, 'Income:X', 'USD', 1), (:id::uuid, 'Income:Y', 'USD', -1)")
                        .param("id", entries.get(0).id())
                        .update())
                .hasMessageContaining("run 1 is closed: no posting can be added to its journal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            INSERT INTO posting VALUES ('99999999999999999999999999999999', 'Income:X', 'USD', 1), ('99999999999999999999999999999999', 'Income:Y', 'USD', -1) | there is no entry 99999999-9999-9999-9999-999999999999 for a posting
            INSERT INTO journal_entry VALUES ('99999999999999999999999999999999', 1, 'nobody', '2026-03-01', 'usage')    | there is no account nobody: table journal_entry cannot name it
            INSERT INTO journal_entry VALUES ('99999999999999999999999999999999', 77, NULL, '2026-03-01', 'usage')       | run 77 is not open
            INSERT INTO movement VALUES (1, 'nobody', '2026-03-01', 'draw', '', '', NULL, NULL, 1)                      | there is no account nobody: table movement cannot name it
            INSERT INTO movement VALUES (77, 'acct_1', '2026-03-01', 'draw', '', '', NULL, NULL, 1)                     | run 77 is not open
            INSERT INTO account_state VALUES ('nobody', 1, true)                                                        | there is no account nobody
            INSERT INTO lot_balance VALUES ('acct_1', 1, 'no-lot', 1)                                                   | run 1 has no state of account acct_1 for a balance of lot no-lot
            INSERT INTO account_state VALUES ('acct_1', 77, true)                                                       | run 77 is not open
            """)
    void theDatabaseRefusesRowsOfNothing(String insert, String refusal) {
        assertThatThrownBy(() -> jdbc.sql(insert).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining(refusal);
    }

    @Test
    void aBalanceNamesALotOfItsAccount() {
        jdbc.sql("INSERT INTO account_state VALUES ('acct_1', 1, true)").update();
        assertThatThrownBy(() -> jdbc.sql("INSERT INTO lot_balance VALUES ('acct_1', 1, 'no-lot', 1)")
                        .update())
                .hasMessageContaining("account acct_1 has no lot no-lot");
    }

    @Test
    void readersSeeTheViewsAlone() {
        JdbcClient reader = JdbcClient.create(db.database().as(DatabaseRole.READER));
        assertThatThrownBy(() -> reader.sql("SELECT count(*) FROM posting")
                        .query(Long.class)
                        .single())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThat(reader.sql("SELECT count(*) FROM reports.customer_balance")
                        .query(Long.class)
                        .single())
                .isNotNegative();
        commit();
    }

    @Test
    void anEntryUnderAFalseIdIsNoticed() {
        insertHead("00000000000000000000000000000002");
        jdbc.sql("INSERT INTO posting (entry_id, ledger_account, commodity, amount) VALUES"
                        + " ('00000000000000000000000000000002', 'Income:Usage', 'USD', -0.5),"
                        + " ('00000000000000000000000000000002', 'Assets:Bank', 'USD', 0.5)")
                .update();
        commit();
        assertThatThrownBy(() -> view().forEachOfRun(RUN, entry -> {}))
                .hasMessageStartingWith("entry 00000000000000000000000000000002 of run 1 is not what its id says");
    }

    private void insertHead(String id) {
        jdbc.sql("INSERT INTO journal_entry (entry_id, run_id, account_id, day, kind) VALUES"
                        + " (:id::uuid, 1, 'acct_1', '2026-03-01', 'usage')")
                .param("id", id)
                .update();
    }

    private void commit() {
        jdbc.sql("UPDATE run SET state = 'committed', closed_at = now(), seal = '' WHERE run_id = 1")
                .update();
    }

    private JournalView view() throws SQLException {
        return JournalView.latest(db.database().as(DatabaseRole.READER));
    }

    private List<JournalEntry> read() throws SQLException {
        List<JournalEntry> entries = new ArrayList<>();
        view().forEach(entries::add);
        return entries;
    }

    /** Five days of usage and a payout. */
    private static List<JournalEntry> entries() {
        PostingRules rules = new PostingRules(ChartOfAccounts.STANDARD, RUN);
        LocalDate first = LocalDate.parse("2026-03-01");
        Money charge = Money.parse("1.500000000001");
        UsageOfDay usage = new UsageOfDay(
                List.of(new Moved(Pool.WALLET, LotKind.TOPUP, charge)),
                Money.ZERO,
                Money.ZERO,
                new TreeMap<>(Map.of("openai", charge)));
        List<JournalEntry> entries = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            rules.usage("acct_1", first.plusDays(day), usage).ifPresent(entries::add);
        }
        rules.payout("stripe", first, "po_5", Money.parse("11.90"), Money.parse("0.65"))
                .ifPresent(entries::add);
        return entries;
    }
}
