package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payments that go back, in lots and books. The account starts with 2.00 paid, and a bonus of 0.50 until 3 March; a million
 * tokens are charged 3.00.
 */
class PaymentsSentBackTest {
    private static final String TOP_UP = "wallet top-up acc_00001 10.00 --at 2026-03-02 --ref p1";
    private static final String[] BACK = {"refund", "claw_back", "chargeback", "write_off", "dispute_loss"};

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
        reckon.clean("init");
        log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private void settleTo(String day) throws Exception {
        log.seal(day + "T00:00:00Z");
        settling.settledAt(java.time.Instant.parse(day + "T00:00:00Z"));
    }

    @Test
    void aRefundTakesTheCreditAndClawsBackTheBonusAndWhatIsSpentIsOwed() throws Exception {
        reckon.clean(TOP_UP);
        log.event("evt_1", "2026-03-02T10:00:00Z", 1_000_000);
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 10", "topup 2 1.5");
        assertThat(reckon.clean("wallet refund p1 --at 2026-03-03T12:00:00Z --reason asked")
                        .out())
                .isEqualTo("10.00 USD of payment p1 sent back; lands at 2026-03-03T12:00:00Z.\n");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 0", "topup 2 1.5");
        assertThat(books.owed()).isEqualTo("2");
        assertThat(town.rows(
                        "SELECT day || ' ' || type || ' ' || lot_id || ' ' || trim_scale(amount) FROM reports.movement"
                                + " WHERE origin LIKE 'refund:%' ORDER BY type, lot_id"))
                .containsExactly(
                        "2026-03-03 claw_back_shortfall  2", "2026-03-03 refund_draw payment:p1:wallet:topup 10");
        assertThat(books.entries(BACK))
                .usingElementComparator(PaymentsSentBackTest::withoutReference)
                .containsExactly(
                        "03-03 claw_back *: Assets:Receivable:Shortfall 2, Income:Promotion:Bonus -2",
                        "03-03 refund *: Liabilities:CustomerCredit:Paid 10, Assets:Bank -10");
        assertThat(books.balance("Income:Promotion:Bonus")).isEqualTo("0.5");
        books.hold();
        writtenOff();
    }

    private void writtenOff() throws Exception {
        assertThat(reckon.run("wallet write-off acc_00001 --amount 2.01 --reason insolvent")
                        .err())
                .isEqualTo("account acc_00001 owes 2.00 as of the watermark, not 2.01.\n");
        assertThat(reckon.run("wallet write-off acc_00001").err()).startsWith("a write-off needs a reason");
        reckon.clean("wallet write-off acc_00001 --amount 0.30 --at 2026-03-04 --reason insolvent --ref w0");
        assertThat(reckon.run("wallet write-off acc_00001 --amount 1.71 --reason insolvent")
                        .err())
                .isEqualTo(
                        "account acc_00001 owes 2.00 as of the watermark, not 1.71. Of that 0.30 is given up already and"
                                + " waits to be settled: 1.70 is left.\n");
        String line = "wallet write-off acc_00001 --at 2026-03-04 --reason insolvent --ref w1";
        assertThat(reckon.clean(line).out())
                .isEqualTo("1.70 USD owed by account acc_00001 written off; lands at 2026-03-04T00:00:00Z.\n");
        assertThat(reckon.clean(line).out()).isEqualTo("Done before under this reference; nothing changed.\n");
        assertThat(reckon.run("wallet write-off acc_00001 --reason insolvent").err())
                .contains("Of that 2.00 is given up already and waits to be settled: 0.00 is left.");
        settleTo("2026-03-05");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.entries("write_off"))
                .containsExactly(
                        "03-04 write_off write_off:w0: Expenses:WriteOff 0.3, Assets:Receivable:Shortfall -0.3",
                        "03-04 write_off write_off:w1: Expenses:WriteOff 1.7, Assets:Receivable:Shortfall -1.7");
        assertThat(reckon.run("wallet write-off acc_00001 --reason insolvent").err())
                .isEqualTo("account acc_00001 owes nothing as of the watermark.\n");
        books.hold();
    }

    private static int withoutReference(String a, String b) {
        return a.replaceAll(" \\S+: ", " *: ").compareTo(b.replaceAll(" \\S+: ", " *: "));
    }

    @Test
    void refundsInPartsComeToTheWholeAndNotACentMore() throws Exception {
        reckon.clean(TOP_UP);
        settleTo("2026-03-03");
        reckon.clean("wallet refund p1 --amount 3.33 --at 2026-03-03T01:00:00Z --reason a --ref r1");
        reckon.clean("wallet refund p1 --amount 3.33 --at 2026-03-03T02:00:00Z --reason a --ref r2");
        assertThat(reckon.clean("wallet refund p1 --amount 3.33 --at 2026-03-03T02:00:00Z --reason a --ref r2")
                        .out())
                .isEqualTo("Done before under this reference; nothing changed.\n");
        refused(
                "wallet refund p1 --amount 3.34 --reason a --ref r2",
                "reference r2 was used before, for 3.33 of payment p1.");
        refused(
                "wallet refund p1 --amount 3.35 --reason a",
                "of payment p1, 10.00, at most 3.34 can be sent back, not 3.35.");
        refused("wallet refund p1 --amount 0.005 --reason a", "a refund is in whole cents, not 0.005.");
        refused("wallet refund p1 --amount -1 --reason a", "\"-1\" is no amount. Write it without a sign.");
        refused("wallet refund p1 --amount 1.000,50 --reason a", "\"1.000,50\" is no amount. Write a point before");
        refused("wallet refund p1 --amount 999999999999 --reason a", "at most 3.34 can be sent back");
        refused("wallet refund p9 --reason a", "there is no payment p9.");
        refused("wallet refund p1", "a refund needs a reason, which stays with it for ever.");
        reckon.clean("wallet refund p1 --at 2026-03-03T03:00:00Z --reason a --ref r3");
        refused("wallet refund p1 --reason a", "payment p1 of 10.00 was sent back in full before.");
        refused("wallet dispute open p1 --reason a", "payment p1 of 10.00 was sent back in full before");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 0", "topup 2 2");
        assertThat(town.rows(
                        "SELECT trim_scale(amount)::text FROM wallet_debit WHERE kind = 'claw_back' ORDER BY debit_id"))
                .containsExactly("0.666", "0.666", "0.668");
        assertThat(books.balance("Assets:Bank")).isEqualTo("2");
        books.hold();
    }

    @Test
    void aBonusThatLapsedIsNotClawedBack() throws Exception {
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        reckon.clean("wallet refund pay-acc_00001 --at 2026-03-03 --reason asked");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 0");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.entries(BACK)).hasSize(1);
        books.hold();
    }

    @Test
    void aLostDisputeGivesUpWhatTheChargebackLeft() throws Exception {
        reckon.clean(TOP_UP);
        log.event("evt_1", "2026-03-02T10:00:00Z", 3_000_000);
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 5.5", "topup 2 0");
        refused("wallet dispute won p1 --reason a", "payment p1 is not disputed.");
        reckon.clean("wallet dispute open p1 --at 2026-03-03T12:00:00Z --reason 10.4");
        assertThat(reckon.clean("wallet dispute open p1 --reason 10.4").out())
                .isEqualTo("Done before; nothing changed.\n");
        refused(
                "wallet refund p1 --reason a",
                "payment p1 is disputed: its money is with the customer's bank already.");
        refused(
                "wallet dispute lost p1 --reason a",
                "the chargeback of payment p1 acts at 2026-03-03T12:00:00Z, which is not settled yet");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("6.5");
        assertThat(reckon.clean("wallet dispute lost p1 --at 2026-03-04T06:00:00Z --reason decided")
                        .out())
                .isEqualTo("Dispute over payment p1 lost, 6.50 USD of it uncovered; lands at 2026-03-04T06:00:00Z.\n");
        refused("wallet dispute won p1 --reason a", "the dispute over payment p1 ended before: lost.");
        settleTo("2026-03-05");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.entries(BACK))
                .containsExactly(
                        "03-03 chargeback chargeback:p1: Liabilities:CustomerCredit:Paid 5.5, Assets:Receivable:Shortfall 4.5, "
                                + "Assets:Bank -10",
                        "03-03 claw_back chargeback:p1:bonus: Assets:Receivable:Shortfall 2, Income:Promotion:Bonus -2",
                        "03-04 dispute_loss chargeback_lost:p1: Expenses:DisputeLoss 6.5, Assets:Receivable:Shortfall -6.5");
        books.hold();
    }

    @Test
    void aWonDisputeBringsTheCreditBackAndItPaysWhatIsOwed() throws Exception {
        reckon.clean(TOP_UP);
        log.event("evt_1", "2026-03-02T10:00:00Z", 3_000_000);
        reckon.clean("wallet dispute open p1 --at 2026-03-02T12:00:00Z --reason 10.4");
        settleTo("2026-03-03");
        assertThat(books.owed()).isEqualTo("6.5");
        reckon.clean("wallet dispute won p1 --at 2026-03-03T12:00:00Z --reason decided");
        assertThat(reckon.clean("wallet dispute won p1 --reason decided").out())
                .isEqualTo("Done before; nothing changed.\n");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.lots())
                .containsExactly("bonus 2 0", "bonus 2 0", "bonus 0.5 0", "topup 10 5.5", "topup 10 0", "topup 2 0");
        assertThat(books.balance("Assets:Bank")).isEqualTo("12");
        assertThat(books.balance("Income:Promotion:Bonus")).isEqualTo("2.5");
        books.hold();
    }

    @Test
    void partsNeverClawBackMoreOfABonusThanHasNotLapsed() throws Exception {
        log.event("evt_1", "2026-03-02T10:00:00Z", 100_000);
        settleTo("2026-03-03");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        reckon.clean("wallet refund pay-acc_00001 --amount 1.00 --at 2026-03-03T01:00:00Z --reason a --ref r1");
        reckon.clean("wallet refund pay-acc_00001 --amount 1.00 --at 2026-03-03T02:00:00Z --reason a --ref r2");
        assertThat(town.rows(
                        "SELECT trim_scale(amount)::text FROM wallet_debit WHERE kind = 'claw_back' ORDER BY debit_id"))
                .containsExactly("0.25", "0.05");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("0.3");
        assertThat(books.balance("Income:Promotion:Bonus")).isEqualTo("0");
        books.hold();
    }

    @Test
    void aPaymentIsDisputedInPartsAndAgain() throws Exception {
        reckon.clean(TOP_UP);
        settleTo("2026-03-03");
        reckon.clean("wallet dispute open p1 --ref dp_1 --amount 3.00 --at 2026-03-03T01:00:00Z --reason 10.4");
        assertThat(reckon.clean("wallet dispute open p1 --ref dp_1 --reason 10.4")
                        .out())
                .isEqualTo("Done before; nothing changed.\n");
        settleTo("2026-03-04");
        assertThat(books.lots()).containsExactly("bonus 2 1.4", "bonus 0.5 0", "topup 10 7", "topup 2 2");
        reckon.clean("wallet dispute won p1 --ref dp_1 --at 2026-03-04T01:00:00Z --reason decided");
        refused("wallet dispute lost p1 --ref dp_1 --reason a", "the dispute over payment p1 ended before: won.");
        settleTo("2026-03-05");
        assertThat(books.balance("Assets:Bank")).isEqualTo("12");
        reckon.clean("wallet dispute open p1 --ref dp_2 --amount 4.00 --at 2026-03-05T01:00:00Z --reason 10.4");
        refused(
                "wallet dispute open p1 --ref dp_3 --amount 99.00 --reason 10.4",
                "of payment p1, 10.00, at most 6.00 can be disputed, not 99.00.");
        refused(
                "wallet dispute open p1 --ref dp_2 --amount 5.00 --reason 10.4",
                "this dispute over payment p1 was recorded before, about 4.00, not 5.00. Nothing was changed.");
        reckon.clean("wallet dispute open p1 --ref dp_3 --amount 6.00 --at 2026-03-05T02:00:00Z --reason 10.4");
        refused("wallet dispute won p1 --reason a", "Say which dispute, with --ref: dp_2, dp_3.");
        refused("wallet dispute open p1 --ref dp_4 --reason a", "nothing of it can be disputed.");
        settleTo("2026-03-06");
        assertThat(books.lots())
                .containsExactly("bonus 0.6 0", "bonus 2 0", "bonus 0.5 0", "topup 3 0", "topup 10 0", "topup 2 2");
        assertThat(books.balance("Assets:Bank")).isEqualTo("2");
        reckon.clean("wallet dispute won p1 --ref dp_2 --at 2026-03-06T01:00:00Z --reason decided");
        reckon.clean("wallet dispute lost p1 --ref dp_3 --at 2026-03-06T02:00:00Z --reason decided");
        settleTo("2026-03-07");
        assertThat(books.balance("Assets:Bank")).isEqualTo("6");
        reckon.clean("wallet refund p1 --at 2026-03-07T01:00:00Z --reason 'what is left'");
        settleTo("2026-03-08");
        assertThat(books.balance("Assets:Bank")).isEqualTo("2");
        books.hold();
    }

    /** Of 10.00 and a bonus of 2.00, 3.00 and 0.60 were given again; what p2 paid for is not touched. */
    @Test
    void aRefundTakesWhatAWonDisputeGaveAgainAndNoOtherPaymentsCredit() throws Exception {
        reckon.clean(TOP_UP);
        settleTo("2026-03-03");
        reckon.clean("wallet dispute open p1 --ref dp_1 --amount 3.00 --at 2026-03-03T01:00:00Z --reason 10.4");
        settleTo("2026-03-04");
        reckon.clean("wallet dispute won p1 --ref dp_1 --at 2026-03-04T01:00:00Z --reason decided");
        reckon.clean("wallet top-up acc_00001 6.00 --at 2026-03-04T06:00:00Z --ref p2");
        log.event("evt_1", "2026-03-04T10:00:00Z", 1_000_000);
        settleTo("2026-03-05");
        assertThat(books.lots())
                .containsExactly(
                        "bonus 0.6 0",
                        "bonus 2 0",
                        "bonus 1.2 0.2",
                        "bonus 0.5 0",
                        "topup 3 3",
                        "topup 10 7",
                        "topup 6 6",
                        "topup 2 2");
        reckon.clean("wallet refund p1 --at 2026-03-05T01:00:00Z --reason asked");
        settleTo("2026-03-06");
        assertThat(books.lots())
                .containsExactly(
                        "bonus 0.6 0",
                        "bonus 2 0",
                        "bonus 1.2 0.2",
                        "bonus 0.5 0",
                        "topup 3 0",
                        "topup 10 0",
                        "topup 6 6",
                        "topup 2 2");
        assertThat(books.owed()).isEqualTo("2");
        books.hold();
    }

    @Test
    void aDisputeRecordedByHandAndToldByItsGatewayIsOne() throws Exception {
        reckon.clean(TOP_UP);
        settleTo("2026-03-03");
        reckon.clean("wallet dispute open p1 --amount 3.00 --at 2026-03-03T01:00:00Z --reason 10.4");
        for (String again : List.of("--ref dp_1 --amount 3.00", "--amount 3.00", "")) {
            assertThat(reckon.clean("wallet dispute open p1 " + again + " --reason told")
                            .out())
                    .isEqualTo("Done before; nothing changed.\n");
        }
        reckon.clean("wallet dispute won p1 --ref dp_1 --at 2026-03-04 --reason decided");
        settleTo("2026-03-05");
        assertThat(books.lots())
                .containsExactly("bonus 0.6 0.6", "bonus 2 1.4", "bonus 0.5 0", "topup 3 3", "topup 10 7", "topup 2 2");
        books.hold();
    }

    @Test
    void aLostDisputeForgivesNoDebtThatCameLater() throws Exception {
        reckon.clean(TOP_UP);
        log.event("evt_1", "2026-03-02T10:00:00Z", 3_000_000);
        settleTo("2026-03-03");
        reckon.clean("wallet dispute open p1 --at 2026-03-03T12:00:00Z --reason 10.4");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("6.5");
        reckon.clean("wallet top-up acc_00001 6.00 --at 2026-03-04T06:00:00Z --ref p2");
        log.event("evt_2", "2026-03-04T10:00:00Z", 1_000_000);
        settleTo("2026-03-05");
        assertThat(books.owed()).isEqualTo("2.3");
        assertThat(reckon.clean("wallet dispute lost p1 --at 2026-03-05 --reason decided")
                        .out())
                .contains("lost, 0.00 USD of it uncovered");
        settleTo("2026-03-06");
        assertThat(books.owed()).isEqualTo("2.3");
        books.hold();
    }

    @Test
    void aMonthThatHasRunOutIsDisputedAndTheNextOneGoesOn() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        settleTo("2026-04-01");
        reckon.clean("plan renew acc_00001 --at 2026-04-01T12:00:00Z --ref s2");
        settleTo("2026-04-10");
        reckon.clean("wallet dispute open s1 --at 2026-04-10T12:00:00Z --reason 10.4");
        settleTo("2026-04-12");
        assertThat(books.entries("subscription_refund"))
                .containsExactly("04-10 subscription_refund chargeback:s1: Income:Subscription 10, Assets:Bank -10");
        reckon.clean("plan renew acc_00001 --at 2026-04-12 --ref s3");
        assertThat(shown("plan")).isEqualTo("starter@1");
        books.hold();
    }

    @Test
    void anAccountNamesNoPlanThatHasRunOut() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        settleTo("2026-03-04");
        assertThat(shown("plan") + " " + shown("plan_until")).isEqualTo("starter@1 2026-04-02T00:00:00Z");
        settleTo("2026-04-02");
        assertThat(shown("plan") + shown("plan_until")).isEmpty();
    }

    private String shown(String column) {
        List<String> lines = reckon.clean("account show acc_00001 --format csv").lines();
        int at = List.of(lines.getFirst().split(",")).indexOf(column);
        return lines.getLast().split(",", -1)[at];
    }

    /** The first part ends the month; what follows is money alone, and what was won again is taken from the Wallet first. */
    @Test
    void aMonthGoesBackInPartsAndIsDisputedMoreThanOnce() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        settleTo("2026-03-04");
        reckon.clean("wallet refund s1 --amount 4.00 --at 2026-03-05T12:00:00Z --reason asked --ref r1");
        reckon.clean("wallet refund s1 --amount 3.00 --at 2026-03-06T12:00:00Z --reason asked --ref r2");
        reckon.clean("wallet dispute open s1 --ref dp_1 --amount 2.00 --at 2026-03-07T12:00:00Z --reason 10.4");
        refused("wallet refund s1 --amount 1.01 --reason a", "at most 1.00 can be sent back, not 1.01.");
        settleTo("2026-03-08");
        assertThat(books.entries("subscription_refund"))
                .containsExactly(
                        "03-05 subscription_refund s1: Liabilities:DeferredIncome:Subscription 9.032258064517, "
                                + "Assets:Bank -4, Income:Subscription -5.032258064517",
                        "03-06 subscription_refund refund:r2: Income:Subscription 3, Assets:Bank -3",
                        "03-07 subscription_refund chargeback:s1#dp_1: Income:Subscription 2, Assets:Bank -2");
        books.hold();
        reckon.clean("wallet dispute won s1 --ref dp_1 --at 2026-03-08T12:00:00Z --reason decided");
        settleTo("2026-03-09");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2", "topup 2 2");
        reckon.clean("wallet dispute open s1 --ref dp_2 --amount 2.50 --at 2026-03-09T12:00:00Z --reason 10.4");
        reckon.clean("wallet refund s1 --at 2026-03-10T12:00:00Z --reason 'what is left' --ref r3");
        refused("wallet dispute open s1 --ref dp_3 --reason a", "nothing of it can be disputed.");
        settleTo("2026-03-11");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 0", "topup 2 2");
        assertThat(books.entries("chargeback"))
                .containsExactly(
                        "03-09 chargeback chargeback:s1#dp_2:again-1: Liabilities:CustomerCredit:Paid 2, Assets:Bank -2");
        assertThat(books.entries("subscription_refund"))
                .endsWith(
                        "03-09 subscription_refund chargeback:s1#dp_2: Income:Subscription 0.5, Assets:Bank -0.5",
                        "03-10 subscription_refund refund:r3: Income:Subscription 0.5, Assets:Bank -0.5");
        assertThat(books.balance("Assets:Bank")).isEqualTo("2");
        assertThat(books.balance("Income:Subscription")).isEqualTo("0");
        assertThat(books.balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("0");
        books.hold();
    }

    /** What a bank takes is booked whatever was sold since: a later month is served, and a switch's credit stays. */
    @Test
    void aBankTakesAMonthBackThoughAnotherIsPaidForOrItWasSwitched() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        reckon.clean("plan renew acc_00001 --at 2026-03-02T12:00:00Z --ref s2");
        settleTo("2026-03-04");
        reckon.clean("wallet dispute open s1 --amount 6.00 --at 2026-03-05T12:00:00Z --reason 10.4");
        settleTo("2026-04-10");
        assertThat(town.rows("SELECT cycle_id || ' ' || kind || ' ' || trim_scale(amount) FROM reports.lot "
                        + "WHERE pool = 'main' AND effective_at >= '2026-04-01' ORDER BY 1"))
                .containsExactly("s2 plan 10", "s2 plan_bonus 2");
        books.hold();
        reckon.clean("plan subscribe acc_00001 premium --at 2026-05-02 --ref s3");
        settleTo("2026-05-03");
        reckon.clean("plan switch acc_00001 pro --at 2026-05-05 --ref s4");
        settleTo("2026-05-06");
        refused("wallet refund s3 --reason a", "was switched to another plan at 2026-05-05T00:00:00Z");
        reckon.clean("wallet dispute open s3 --at 2026-05-06T12:00:00Z --reason 10.4");
        settleTo("2026-05-07");
        assertThat(books.entries("subscription_refund"))
                .endsWith("05-06 subscription_refund chargeback:s3: Income:Subscription 25, Assets:Bank -25");
        books.hold();
    }

    @Test
    void aCycleEndsOnce() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        settleTo("2026-03-04");
        reckon.clean("wallet refund s1 --at 2026-03-06 --reason asked");
        refused("plan switch acc_00001 pro --at 2026-03-05 --ref s2", "ends at 2026-03-06T00:00:00Z already");
        settleTo("2026-03-08");
        books.hold();
    }

    @Test
    void aPlanPaidBackEndsItsCycleAndEarnsNoMore() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        settleTo("2026-03-04");
        reckon.clean("wallet refund s1 --at 2026-03-05T12:00:00Z --reason asked");
        refused("plan renew acc_00001", "account acc_00001 has no monthly subscription to renew.");
        assertThat(shown("plan")).isEqualTo("starter@1");
        assertThat(shown("plan_until")).isEqualTo("2026-03-05T12:00:00Z");
        settleTo("2026-03-08");
        assertThat(shown("plan")).isEmpty();
        assertThat(shown("plan_until")).isEmpty();
        assertThat(
                        town.rows(
                                "SELECT kind || ' ' || trim_scale(remaining) FROM reports.lot WHERE pool <> 'wallet' ORDER BY 1"))
                .containsExactly("plan 0", "plan 0", "plan_bonus 0");
        assertThat(books.entries("subscription_refund"))
                .containsExactly(
                        "03-05 subscription_refund s1: Liabilities:DeferredIncome:Subscription 9.032258064517, "
                                + "Income:Subscription 0.967741935483, Assets:Bank -10");
        assertThat(books.balance("Income:Subscription")).isEqualTo("0");
        assertThat(books.balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("0");
        refused("wallet refund s1 --reason again", "payment s1 of 10.00 was sent back in full before.");
        books.hold();
        reckon.clean("plan subscribe acc_00001 pro --at 2026-03-08 --ref s2");
        settleTo("2026-03-10");
        assertThat(town.rows("SELECT cycle_id || ' ' || acts_at FROM cycle ORDER BY 1"))
                .containsExactly("s1 2026-03-02 00:00:00+00", "s2 2026-03-08 00:00:00+00");
        books.hold();
    }

    @Test
    void aMonthPaidInAdvanceAndPaidBackNeverOpens() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        reckon.clean("plan renew acc_00001 --at 2026-03-02T12:00:00Z --ref s2");
        refused(
                "wallet refund s1 --at 2026-03-03 --reason asked",
                "after the cycle that payment s1 bought, another is paid for by s2.");
        reckon.clean("wallet refund s2 --at 2026-03-03 --reason asked");
        settleTo("2026-03-10");
        assertThat(books.entries("subscription_sale", "subscription_refund"))
                .containsExactly(
                        "03-02 subscription_sale s1: Assets:Bank 10, Liabilities:DeferredIncome:Subscription -10",
                        "03-02 subscription_sale s2: Assets:Bank 10, Liabilities:DeferredIncome:Subscription -10",
                        "03-03 subscription_refund s2: Liabilities:DeferredIncome:Subscription 10, Assets:Bank -10");
        settleTo("2026-04-10");
        assertThat(town.rows("SELECT DISTINCT cycle_id FROM reports.lot WHERE cycle_id IS NOT NULL"))
                .containsExactly("s1");
        assertThat(books.balance("Income:Subscription")).isEqualTo("-10");
        books.hold();
    }

    private void refused(String line, String message) {
        List<String> acts = town.rows("SELECT count(*)::text FROM act");
        CommandRunner.Ran ran = reckon.run(line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
        assertThat(town.rows("SELECT count(*)::text FROM act")).isEqualTo(acts);
    }
}
