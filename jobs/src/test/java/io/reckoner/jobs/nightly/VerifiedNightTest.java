package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.simulate.Customer;
import io.reckoner.jobs.simulate.Mischief;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import io.reckoner.reports.balance.BalanceView;
import io.reckoner.reports.balance.HistoryView;
import io.reckoner.reports.balance.LotView;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.run.RunSummaryView;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nights of invented traffic, proved from the raw log up, and shown. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerifiedNightTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path root;

    private static List<Customer> customers;

    @BeforeAll
    static void settle() throws Exception {
        Scenario scenario = new Scenario(11, Town.FIRST_DAY, 2, 12, 1500, 2);
        Town town = new Town(root, DATABASE.database());
        Simulator simulator = Simulator.lively(scenario, Mischief.lively(), town.folder.intake());
        customers = simulator.population().customers();
        town.settle(simulator.population());
        simulator.announce();
        for (int day = 0; day < 2; day++) {
            simulator.day(Town.FIRST_DAY.plusDays(day));
            assertThat(town.run(town.folder.intake(), Optional.empty(), Town.defaults()))
                    .isInstanceOf(RunOutcome.Committed.class);
        }
    }

    @Test
    @Order(1)
    void everyCheckHolds() {
        CommandRunner.Ran ran = runner().run("verify");
        assertThat(ran.out()).doesNotContain("BROKEN");
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.lines().stream().filter(line -> line.endsWith("holds"))).hasSize(36);
        assertThat(runner().run("verify --run 2").exit()).isZero();
    }

    @Test
    @Order(2)
    void theCostReportSumsToTheManifest() {
        BigDecimal charge = reader().sql("SELECT sum(charge) FROM reports.visible_fact_file")
                .query(BigDecimal.class)
                .single();
        assertThat(charge).isPositive();
        for (String by : List.of("model", "account", "day,provider", "tag:team")) {
            String csv = runner().clean(
                            "report cost --include-subscription --from 2026-03-01 --to 2026-03-31 --format csv --by "
                                    + by)
                    .out();
            List<String> lines = csv.lines().toList();
            int column = List.of(lines.getFirst().split(",")).indexOf("charge");
            BigDecimal sum = lines.stream()
                    .skip(1)
                    .map(line -> new BigDecimal(line.split(",")[column]))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as(by).isEqualByComparingTo(charge);
        }
    }

    @Test
    @Order(3)
    void everyBreakdownComesToWhatTheLotsHaveLeft() {
        DataSource reports = DATABASE.database().as(DatabaseRole.READER);
        RunStanding standing = new RunStanding(Town.FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC), 0);
        BigDecimal usage = BigDecimal.ZERO;
        for (Customer customer : customers) {
            ReportTable breakdown = new BalanceView(reports).breakdown(customer.account(), standing);
            assertThat(breakdown.footnotes()).containsExactly("As of watermark 2026-03-02 00:00:00 UTC.");
            assertThat(breakdown.rows().stream().map(row -> word(row.getFirst())))
                    .containsExactly(
                            "Top-ups",
                            "Bonuses",
                            "Gifts",
                            "Referrals",
                            "Compensations",
                            "Adjustments",
                            "Expired",
                            "Usage");
            assertThat(breakdown.rows().getFirst().get(1)).isEqualTo(Cell.of(new BigDecimal("25.000000000000")));
            usage = usage.add(number(breakdown.rows().getLast().get(1)));
            ReportTable history = new HistoryView(reports).history(customer.account(), Integer.MAX_VALUE, standing);
            assertThat(history.rows().getLast().getLast())
                    .isEqualTo(breakdown.total().get(1));
            assertThat(new LotView(reports).lots(customer.account(), standing).rows())
                    .hasSize(2);
        }
        BigDecimal charge = reader().sql("SELECT sum(charge - over_run) FROM reports.visible_fact_file")
                .query(BigDecimal.class)
                .single();
        assertThat(usage.negate()).isEqualByComparingTo(charge);
    }

    @Test
    @Order(4)
    void runsAreSummedUp() {
        ReportTable runs = new RunSummaryView(DATABASE.database().as(DatabaseRole.READER)).newest(10);
        assertThat(runs.rows()).hasSize(2);
        assertThat(runs.rows().getFirst().getFirst()).isEqualTo(Cell.of(2));
        BigDecimal charge =
                runs.rows().stream().map(row -> number(row.get(6))).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal inFiles = reader().sql("SELECT sum(charge) FROM reports.visible_fact_file")
                .query(BigDecimal.class)
                .single();
        assertThat(charge).isEqualByComparingTo(inFiles);
    }

    @Test
    @Order(5)
    void aMovementAlteredBehindTheBooksIsNamedToTheLastPico() {
        JdbcClient owner = DATABASE.asOwner();
        owner.sql("ALTER TABLE movement DISABLE TRIGGER append_only").update();
        String altered = owner.sql(
                        """
                        UPDATE movement SET amount = amount + 0.000000000001
                        WHERE (run_id, account_id, day, type, lot_id) = (
                            SELECT run_id, account_id, day, type, lot_id FROM movement WHERE type = 'draw'
                            ORDER BY run_id, account_id, day, lot_id LIMIT 1)
                        RETURNING 'run ' || run_id || ', account ' || account_id || ', ' || day
                        """)
                .query(String.class)
                .single();
        CommandRunner.Ran ran = runner().run("verify");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains(altered).contains("difference -0.000000000001");
    }

    @Test
    @Order(6)
    void aPostingMovedToAnotherLedgerAccountBreaksTheSealOfItsRun() {
        JdbcClient owner = DATABASE.asOwner();
        owner.sql("ALTER TABLE posting DISABLE TRIGGER append_only").update();
        // Balance, sums of usage and the entry's id stay what they were: only the seal tells.
        owner.sql(
                        """
                        UPDATE posting SET ledger_account = 'Assets:Elsewhere'
                        WHERE (entry_id, ledger_account) = (
                            SELECT entry_id, ledger_account FROM posting JOIN journal_entry USING (entry_id)
                            WHERE run_id = 1 AND ledger_account = 'Assets:Bank' ORDER BY entry_id LIMIT 1)
                        """)
                .update();
        assertThat(runner().run("verify").out())
                .contains("journal against its seals: run 1: its entries have the seal ");
        assertThat(runner().run("verify --run 2").lines().stream()
                        .filter(line -> line.startsWith("journal against its seals") && line.endsWith("holds")))
                .hasSize(1);
    }

    @Test
    @Order(7)
    void aRawFileAlteredLaterBreaksItsSealThoughNoFactSpeaksOfTheLine() throws Exception {
        Path segment;
        try (Stream<Path> files = Files.list(new DataFolder(root).intake())) {
            segment = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .skip(3)
                    .findFirst()
                    .orElseThrow();
        }
        String text = Files.readString(segment);
        Files.writeString(segment, text.replaceFirst("\"attempt\":1", "\"attempt\":2"));
        assertThat(runner().run("verify").out())
                .contains("raw files against their seals: " + segment.getFileName() + ": the seal says ");
        Files.writeString(segment, text);
    }

    @Test
    @Order(4)
    void aDataFolderThatIsMovedKeepsItsEvidence() throws Exception {
        Path moved = root.resolveSibling(root.getFileName() + "-moved");
        Files.move(root, moved);
        try {
            CommandRunner.Ran ran = new CommandRunner(moved, DATABASE.settings()).run("verify");
            assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        } finally {
            Files.move(moved, root);
        }
    }

    @Test
    @Order(8)
    void aLotAlteredBehindTheBooksIsNamed() {
        JdbcClient owner = DATABASE.asOwner();
        String lot = owner.sql("SELECT min(lot_id) FROM reports.lot WHERE landed AND remaining > 0")
                .query(String.class)
                .single();
        owner.sql("ALTER TABLE lot_balance DISABLE TRIGGER ALL").update();
        int changed = owner.sql("UPDATE lot_balance SET remaining = remaining + 0.000000000001 WHERE lot_id = :lot")
                .param("lot", lot)
                .update();
        assertThat(changed).isPositive();
        assertThat(runner().run("verify --run 2").out()).contains("lots against movements: lot " + lot + ": ");
    }

    /** Sums that nothing reads again are altered as the owner could, and put back. */
    @ParameterizedTest
    @Order(4)
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            fact_file     | charge = charge + 0.000000000001               | run_id = 1             | sums against manifest
            fact_file     | charge = charge + 0.000000000001               | run_id = 1             | runs against manifest
            fact_file     | shortfall = shortfall + 1                      | run_id = 2             | sums against manifest
            fact_file     | counts = jsonb_build_object('input', 1)             | run_id = 1             | sums against manifest
            fact_file     | max_account = 'zzzz'                           | run_id = 1             | bounds against manifest
            fact_file     | first_ts = first_ts - interval '1 microsecond' | run_id = 1             | bounds against manifest
            control_total | amount = amount + 1                            | name = 'lines.settled' | control totals against facts
            control_total | amount = amount + 1                            | name = 'lines.starts'  | control equations
            control_total | amount = amount + 1                            | name = 'lines.read'    | control totals against intake
            control_total | amount = amount + 1                            | name = 'lines.suspended' | control totals against intake
            control_total | amount = amount + 0.000000000001               | name = 'journal.charge' | control totals against journal
            control_total | amount = amount + 0.000000000001               | name = 'lots.draw_wallet_bonus' | control totals against lots
            control_total | amount = amount + 1                            | name LIKE 'purse.wallet_paid.%ing' | control totals against lots
            control_check | left_amount = left_amount + 1, right_amount = right_amount + 1 | name = 'charge' | control equations
            """)
    void aStoredSumAlteredByHandIsNamedWithWhatToDo(String table, String change, String which, String check) {
        JdbcClient owner = DATABASE.asOwner();
        owner.sql("CREATE TABLE kept AS SELECT * FROM " + table).update();
        try {
            owner.sql("ALTER TABLE " + table + " DISABLE TRIGGER USER").update();
            int altered = owner.sql("UPDATE " + table + " SET " + change + " WHERE " + which)
                    .update();
            assertThat(altered).isPositive();
            CommandRunner.Ran ran = runner().run("verify");
            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.lines().stream().filter(line -> line.startsWith(check + " ") && line.endsWith("BROKEN")))
                    .as(ran.out())
                    .hasSize(1);
            assertThat(ran.out()).contains(check + ": Bring").doesNotContain("cannot be made");
        } finally {
            List<String> columns = owner.sql(
                            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
                                    + " AND table_name = :table")
                    .param("table", table)
                    .query(String.class)
                    .list();
            String keys = table.equals("fact_file")
                    ? "path"
                    : table.equals("control_check") ? "run_id, name" : "run_id, hop, bucket, name";
            owner.sql("UPDATE " + table + " t SET "
                            + columns.stream()
                                    .map(column -> column + " = k." + column)
                                    .collect(Collectors.joining(", "))
                            + " FROM kept k WHERE "
                            + Stream.of(keys.split(", "))
                                    .map(key -> "k." + key + " = t." + key)
                                    .collect(Collectors.joining(" AND ")))
                    .update();
            owner.sql("ALTER TABLE " + table + " ENABLE TRIGGER USER").update();
            owner.sql("DROP TABLE kept").update();
        }
        assertThat(runner().run("verify").exit()).isZero();
    }

    private static CommandRunner runner() {
        return new CommandRunner(root, DATABASE.settings());
    }

    private static JdbcClient reader() {
        return JdbcClient.create(DATABASE.database().as(DatabaseRole.READER));
    }

    private static BigDecimal number(Cell cell) {
        return cell instanceof Cell.Number number ? number.value() : BigDecimal.ZERO;
    }

    private static String word(Cell cell) {
        return cell instanceof Cell.Text text ? text.value() : "";
    }
}
