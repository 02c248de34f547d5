package io.reckoner.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.command.Progress;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.settings.Settings;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A small month, its figures held against sums asked for by other ways. */
class DemoTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final DemoPlan PLAN = new DemoPlan(LocalDate.parse("2026-03-01"), 5, 10, 300);

    @TempDir
    static Path root;

    private static Map<String, ReportTable> tables = new HashMap<>();
    private static long entries;

    @BeforeAll
    static void live() throws Exception {
        DataFolder folder = new DataFolder(root.resolve("demo")).create();
        Settings settings =
                Settings.defaults(List.of(DatabaseSettings.class, CreditSettings.class, SettlementSettings.class));
        Clock clock = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);
        new Demo(folder, DATABASE.database(), PLAN, settings, clock).run(new Silence());
        entries = DemoExports.write(folder, DATABASE.database());
        new DemoReport(folder, DATABASE.database(), PLAN)
                .tables()
                .forEach(table -> tables.put(table.title().replaceAll(" over .* runs", ""), table));
    }

    @Test
    void everyLineDeliveredIsCountedOnce() throws Exception {
        long lines = 0;
        try (Stream<Path> files = Files.list(root.resolve("demo/intake"))) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().startsWith("usage-copy")) {
                    try (Stream<String> inFile = Files.lines(file)) {
                        lines += inFile.count();
                    }
                }
            }
        }
        assertThat(lines).isGreaterThan(2_000);
        assertThat(figure("Control totals: lines", "read")).isEqualByComparingTo(BigDecimal.valueOf(lines));
    }

    @Test
    void whatModelsProvidersAndKeysWereChargedIsWhatTheJournalBookedAndTheFactsHold() throws Exception {
        BigDecimal facts = facts("SELECT sum(charge) FROM facts");
        assertThat(facts).isPositive();
        assertThat(total("Cost by model", "charge")).isEqualByComparingTo(facts);
        assertThat(total("Cost by provider", "charge")).isEqualByComparingTo(facts);
        assertThat(total("Cost by key", "charge")).isEqualByComparingTo(facts);
        assertThat(figure("Control totals: money", "charge")).isEqualByComparingTo(facts);
        BigDecimal draws = facts("SELECT sum(draw_main + draw_backup + draw_wallet_bonus + draw_wallet_paid + shortfall"
                + " + over_run) FROM facts");
        assertThat(draws).isEqualByComparingTo(facts);
        BigDecimal moved = sql("SELECT sum(amount) FROM movement WHERE type IN ('draw', 'shortfall', 'over_run')");
        assertThat(moved).isEqualByComparingTo(facts);
    }

    @Test
    void everyEventSettledIsAFact() throws Exception {
        assertThat(figure("Control totals: lines", "fact rows"))
                .isEqualByComparingTo(facts("SELECT count(*) FROM facts"));
        assertThat(figure("What happened", "events lost with a proxy, charged nothing"))
                .isEqualByComparingTo(facts("SELECT count(*) FROM facts WHERE outcome = 'lost'"))
                .isPositive();
    }

    @Test
    void deliveriesThatWentWrongAreNamedAndMended() {
        assertThat(figure("What happened", "segments delivered twice, counted once"))
                .isEqualByComparingTo("1");
        assertThat(figure("What happened", "segments refused until the good one came"))
                .isEqualByComparingTo("1");
        assertThat(figure("What happened", "segments recovered after a crash")).isEqualByComparingTo("1");
        assertThat(figure("What happened", "lines carried over to a later night"))
                .isPositive();
        assertThat(sql("SELECT count(*) FROM run WHERE state <> 'committed'")).isZero();
        assertThat(sql("SELECT extract(epoch FROM max(watermark)) FROM run"))
                .isEqualByComparingTo(
                        BigDecimal.valueOf(DemoPlan.midnight(PLAN.end()).getEpochSecond()));
    }

    @Test
    void whatHadNoPriceIsSettledOnceItHasOne() throws Exception {
        assertThat(sql("SELECT count(*) FROM suspense WHERE reason = 'no_price' AND state = 'retried'"))
                .isPositive();
        assertThat(sql("SELECT count(*) FROM suspense WHERE reason = 'no_price' AND state = 'open'"))
                .isZero();
        assertThat(figure("Control totals: lines", "retried"))
                .isPositive()
                .isEqualByComparingTo(sql("SELECT sum(lines) FROM suspense WHERE state = 'retried'"));
        assertThat(facts("SELECT min(book_version) FROM facts WHERE model = 'acme/frontier-preview'"))
                .isEqualByComparingTo("3");
        assertThat(facts("SELECT count(*) FROM facts WHERE late"))
                .isEqualByComparingTo(
                        figure("What happened", "events late: settled at a later watermark, at their own price"))
                .isPositive();
    }

    @Test
    void thoseWhoRanDryPaidOffWhenTheyBoughtAgain() {
        BigDecimal shortfall = figure("What happened", "accounts that ran dry: shortfall", 2);
        BigDecimal paidOff = figure("What happened", "accounts that paid shortfall off", 2);
        assertThat(paidOff).isPositive();
        assertThat(shortfall).isEqualByComparingTo(sql("SELECT sum(amount) FROM movement WHERE type = 'shortfall'"));
        assertThat(figure("What happened", "accounts that still owe", 2))
                .isEqualByComparingTo(shortfall.subtract(paidOff));
    }

    @Test
    void whatWasBoughtAndGivenIsWhatTheJournalBooked() {
        BigDecimal plans = BigDecimal.ZERO;
        for (String what : List.of(
                "first months of plans", "months of plans renewed", "switches to a larger plan, paid in full")) {
            assertThat(dealt(what, 1)).as(what).isPositive();
            plans = plans.add(dealt(what, 2));
        }
        assertThat(plans).isEqualByComparingTo(debits("subscription_sale", "Assets:%"));
        assertThat(dealt("switches that gave credit for what was left", 1)).isEqualByComparingTo("1");
        assertThat(dealt("switches that gave credit for what was left", 2))
                .isPositive()
                .isEqualByComparingTo(sql("SELECT sum(amount) FROM settled_lot"));
        assertThat(dealt("top-ups paid into the bank", 2)).isEqualByComparingTo(debits("top_up", "Assets:Bank%"));
        assertThat(dealt("automatic top-ups, charged to invented cards", 1)).isPositive();
        assertThat(dealt("automatic top-ups, charged to invented cards", 2))
                .isEqualByComparingTo(debits("top_up", "Assets:Clearing:%"));
        assertThat(dealt("requests compensated for a slow first token", 1)).isPositive();
        assertThat(dealt("requests compensated for a slow first token", 2))
                .isEqualByComparingTo(debits("grant", "Expenses:Compensation%"));
    }

    @Test
    void noIdOfChanceIsInTheBooks() {
        assertThat(sql("SELECT count(*) FROM payment WHERE payment_id LIKE 'pay\\_%'"))
                .isZero();
        assertThat(sql("SELECT count(*) FROM journal_entry WHERE reference LIKE '%pay\\_%'"))
                .isZero();
        assertThat(sql("SELECT count(*) FROM payment WHERE payment_id LIKE 'auto:%'"))
                .isPositive();
    }

    private static BigDecimal dealt(String what, int column) {
        return figure("What customers bought and were given", what, column);
    }

    private static BigDecimal debits(String kind, String account) {
        return DATABASE.asOwner()
                .sql(
                        """
                        SELECT COALESCE(sum(p.amount), 0) FROM journal_entry e JOIN posting p USING (entry_id)
                        WHERE e.kind = ? AND p.ledger_account LIKE ? AND p.commodity = 'USD'
                        """)
                .params(kind, account)
                .query(BigDecimal.class)
                .single();
    }

    @Test
    void everythingItLeavesBehindIsVerified() {
        CommandRunner.Ran ran = new CommandRunner(root.resolve("demo"), DATABASE.settings()).run("verify");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    }

    @Test
    void itsPaymentsAndBooksAgree() {
        CommandRunner.Ran ran =
                new CommandRunner(root.resolve("demo"), DATABASE.settings()).run("payment sweep --fail-on breaks");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(sql("SELECT count(*) FROM payment_intent WHERE gateway <> 'demo'"))
                .isZero();
    }

    @Test
    void theJournalIsExportedWhole() {
        assertThat(BigDecimal.valueOf(entries)).isEqualByComparingTo(sql("SELECT count(*) FROM journal_entry"));
        assertThat(root.resolve("demo/exports/journal.hledger")).isNotEmptyFile();
        assertThat(root.resolve("demo/exports/journal.beancount")).isNotEmptyFile();
    }

    private static BigDecimal figure(String table, String label) {
        return figure(table, label, 1);
    }

    private static BigDecimal figure(String table, String label, int column) {
        return tables.get(table).rows().stream()
                .filter(row -> row.getFirst().equals(Cell.of(label)))
                .map(row -> number(row.get(column)))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal total(String table, String column) {
        ReportTable found = tables.get(table);
        int index = found.columns().stream().map(each -> each.name()).toList().indexOf(column);
        return number(found.total().get(index));
    }

    private static BigDecimal number(Cell cell) {
        return ((Cell.Number) cell).value();
    }

    private static BigDecimal sql(String sql) {
        return DATABASE.asOwner().sql(sql).query(BigDecimal.class).single();
    }

    /** Asks the Parquet files themselves, not the manifest. */
    private static BigDecimal facts(String sql) throws SQLException {
        String files = root.resolve("demo/facts") + "/**/*.parquet";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("CREATE VIEW facts AS SELECT * FROM read_parquet('" + files + "')");
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getBigDecimal(1);
            }
        }
    }

    /** Progress that nobody watches. */
    private static final class Silence implements Progress {
        @Override
        public void advance(long units) {}

        @Override
        public void expect(long total) {}

        @Override
        public void close() {}
    }
}
