package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Disputes over top-ups: opened, in parts, won, lost, in lots and books. */
class DisputedPaymentsTest extends OneCustomer {
    private static final String TOP_UP = "wallet top-up acc_00001 10.00 --at 2026-03-02 --ref p1";
    private static final String[] BACK = {"refund", "claw_back", "chargeback", "write_off", "dispute_loss"};

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
}
