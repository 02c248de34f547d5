package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Charges taken back, in lots and books. The account starts with 2.00 paid, and a bonus of 0.50 until 3 March; a million
 * tokens are charged 3.00.
 */
class VoidedChargesTest {
    @TempDir
    Path root;

    private Settling settling;
    private Town town;
    private Books books;
    private CommandRunner reckon;
    private HandLog log;

    @BeforeEach
    void oneCustomer() throws Exception {
        settling = new Settling(root);
        town = settling.town;
        books = new Books(settling);
        reckon = settling.reckon;
        log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private void settleTo(String day) throws Exception {
        log.seal(day + "T00:00:00Z");
        settling.settledAt(Instant.parse(day + "T00:00:00Z"));
    }

    @Test
    void whatAnEventDrewFromSeveralLotsReturnsToEachAndWhatHasExpiredLapsesAgain() throws Exception {
        reckon.clean("wallet top-up acc_00001 10.00 --at 2026-03-02 --ref p1");
        log.event("evt_1", "2026-03-02T10:00:00Z", 100_000)
                .event("evt_2", "2026-03-02T11:00:00Z", 1_000_000)
                .event("evt_3", "2026-03-02T12:00:00Z", 100_000);
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 10", "topup 2 0.9");
        assertThat(reckon.clean("wallet void evt_2 --reason wrong --format csv").lines())
                .containsExactly(
                        "account,event,charge,done,lands", "acc_00001,evt_2,3.000000000000,now,2026-03-03T00:00:00Z");
        assertThat(town.rows("SELECT lot_id || ' ' || trim_scale(amount) FROM usage_void_draw ORDER BY number"))
                .containsExactly(
                        "payment:pay-acc_00001:wallet:bonus 0.2",
                        "payment:p1:wallet:bonus 2",
                        "payment:pay-acc_00001:wallet:topup 0.8");
        assertThat(reckon.clean("wallet void evt_2 --reason wrong --format csv").lines())
                .contains("acc_00001,evt_2,3.000000000000,before,2026-03-03T00:00:00Z");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 2 2", "bonus 0.5 0", "topup 10 10", "topup 2 1.7");
        assertThat(books.entries("void"))
                .containsExactly(
                        "03-03 void void:acc_00001:evt_2: Income:Usage 3, Liabilities:CustomerCredit:Paid -0.8, "
                                + "Liabilities:CustomerCredit:Bonus -2.2");
        assertThat(town.rows("SELECT trim_scale(sum(amount))::text FROM reports.movement WHERE type = 'lapse'"))
                .containsExactly("0.2");
        books.hold();
    }

    @Test
    void unpaidShortfallIsOwedNoMore() throws Exception {
        log.event("evt_1", "2026-03-02T10:00:00Z", 1_000_000).event("evt_2", "2026-03-02T11:00:00Z", 1_000_000);
        settleTo("2026-03-03");
        assertThat(books.owed()).isEqualTo("3.5");
        reckon.clean("wallet void evt_2 --account acc_00001 --reason wrong");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("0.5");
        reckon.clean("wallet void evt_1 --reason wrong");
        settleTo("2026-03-05");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        assertThat(books.balance("Income:Usage")).isEqualTo("0");
        assertThat(books.balance("Assets:Receivable:Shortfall")).isEqualTo("0");
        books.hold();
    }

    @Test
    void shortfallThatWasPaidReturnsToTheLotThatPaidIt() throws Exception {
        log.event("evt_1", "2026-03-02T10:00:00Z", 1_000_000);
        settleTo("2026-03-03");
        reckon.clean("wallet top-up acc_00001 10.00 --at 2026-03-03T12:00:00Z --ref p1");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 2 1.5", "bonus 0.5 0", "topup 10 10", "topup 2 0");
        reckon.clean("wallet void evt_1 --reason wrong");
        settleTo("2026-03-05");
        assertThat(books.lots()).containsExactly("bonus 2 2", "bonus 0.5 0", "topup 10 10", "topup 2 2");
        assertThat(books.owed()).isEqualTo("0");
        books.hold();
    }

    @Test
    void aVoidStandsOnWhatEarlierVoidsHadLeftWhenDebtsWerePaid() throws Exception {
        log.event("evt_1", "2026-03-02T10:00:00Z", 1_000_000);
        settleTo("2026-03-03");
        assertThat(books.owed()).isEqualTo("0.5");
        reckon.clean("wallet void evt_1 --reason wrong");
        log.event("evt_2", "2026-03-03T10:00:00Z", 1_000_000);
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("1");
        reckon.clean("wallet top-up acc_00001 10.00 --at 2026-03-04T12:00:00Z --ref p1");
        settleTo("2026-03-05");
        assertThat(books.owed()).isEqualTo("0");
        reckon.clean("wallet void evt_2 --reason wrong");
        assertThat(town.rows("SELECT lot_id || ' ' || trim_scale(amount) || ' ' || paid_off FROM usage_void_draw"
                        + " WHERE void_id LIKE '%evt_2' ORDER BY number"))
                .containsExactly("payment:pay-acc_00001:wallet:topup 2 false", "payment:p1:wallet:bonus 1 true");
        settleTo("2026-03-06");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.lots()).containsExactly("bonus 2 2", "bonus 0.5 0", "topup 10 10", "topup 2 2");
        books.hold();
    }

    @Test
    void chargesAreMeantByAccountDayAndModelToo() throws Exception {
        log.event("a", "2026-03-02T10:00:00Z", 100_000)
                .event("b", "2026-03-02T23:59:59.999999Z", 200_000)
                .event("other", "2026-03-02T23:59:59.999999Z", 100_000, "openai/gpt-4o-mini")
                .event("later", "2026-03-03T00:00:00Z", 100_000)
                .event("free", "2026-03-03T00:00:00Z", 0);
        settleTo("2026-03-04");
        String which = "wallet void --account acc_00001 --model openai/gpt-4o --from 2026-03-02 --to 2026-03-02";
        assertThat(reckon.clean(which + " --dry-run").out())
                .contains("Would be voided", "2 charges now, 0.90 USD together; 0 before.")
                .doesNotContain("other", "later");
        assertThat(town.rows("SELECT count(*)::text FROM usage_void")).containsExactly("0");
        refused(which, "a void needs a reason");
        reckon.clean("wallet void a --reason single");
        assertThat(reckon.clean(which + " --ref outage --reason outage").out())
                .contains("1 charge now, 0.60 USD together; 1 before.");
        assertThat(reckon.clean(which + " --ref outage --reason outage").out())
                .isEqualTo("Voided under this reference before; nothing changed.\n");
        refused(
                "wallet void --account acc_00001 --from 2026-03-02 --to 2026-03-03 --ref outage --reason outage",
                "reference outage was used before, for a void of account acc_00001, model openai/gpt-4o, from 2026-03-02 to"
                        + " 2026-03-02.");
        assertThat(reckon.clean(which + " --reason again").out())
                .contains("0 charges now, 0.00 USD together; 2 before.");
        assertThat(town.rows("SELECT event_id || ' ' || reason FROM usage_void ORDER BY 1"))
                .containsExactly("a single", "b outage");
        settleTo("2026-03-05");
        assertThat(books.balance("Income:Usage")).isEqualTo("-0.318");
        books.hold();
    }

    @Test
    void aFilterSaysWhoseAndWhen() throws Exception {
        log.event("a", "2026-03-02T10:00:00Z", 100_000);
        settleTo("2026-03-03");
        refused("wallet void --reason wrong", "name events by id, or give --account, --from and --to.");
        refused(
                "wallet void --account acc_00001 --from 2026-03-02 --reason wrong",
                "or give --account, --from and --to.");
        refused("wallet void a --from 2026-03-02 --reason wrong", "Give ids or these, not both.");
        refused(
                "wallet void --account acc_00001 --from 2026-03-03 --to 2026-03-02 --reason wrong",
                "--to 2026-03-02 lies before --from 2026-03-03.");
        refused(
                "wallet void --account acc_00001 --from 2026-03-03 --to 2026-03-04 --reason wrong",
                "there is no charge of account acc_00001, from 2026-03-03 to 2026-03-04. Nothing was voided.");
    }

    @Test
    void allOrNoneAndNeverDuringARun() throws Exception {
        refused("wallet void evt_1 --reason wrong", "nothing is settled yet, so there is no charge to void.");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .start("evt_9", "2026-03-02T11:00:00Z")
                .event("evt_0", "2026-03-02T12:00:00Z", 0);
        settleTo("2026-03-03");
        refused("wallet void evt_1", "a void needs a reason");
        refused("wallet void evt_1 evt_8 --reason wrong", "there is no settled event evt_8.\nNothing was voided.");
        refused(
                "wallet void evt_1 --account nobody --reason wrong",
                "there is no settled event evt_1 of account nobody.");
        refused("wallet void evt_0 --reason wrong", "event evt_0 was charged nothing: there is nothing to void.");
        assertThat(town.rows("SELECT count(*)::text FROM usage_void")).containsExactly("0");
        town.jdbc.update(
                """
                INSERT INTO run (run_id, business_date, previous_watermark, watermark, price_book_version, directory_as_of,
                                 buckets, state, opened_at, actor)
                VALUES (2, '2026-03-03', '2026-03-03', '2026-03-04', 1, now(), 16, 'open', now(), 'test')
                """);
        refused("wallet void evt_1 --reason wrong", "a run is in progress, and a void stands on what is settled.");
    }

    private void refused(String line, String message) {
        CommandRunner.Ran ran = reckon.run(line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }
}
