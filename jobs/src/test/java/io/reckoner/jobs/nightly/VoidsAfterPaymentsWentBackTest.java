package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Usage is voided after the payment behind it went back. The event is charged 9.00 and draws the bonus of 0.50, which has expired
 * since, the bonus of p1, the 2.00 of another payment, and 4.50 of p1's 10.00.
 */
class VoidsAfterPaymentsWentBackTest extends OneCustomer {
    private static final String P1 = "wallet top-up acc_00001 10.00 --ref p1 --at ";
    private static final String VOID = "wallet void evt_1 --reason wrong";
    private static final String[] LEDGER = {
        "Income:Usage",
        "Expenses:DisputeLoss",
        "Expenses:WriteOff",
        "Assets:Receivable:Shortfall",
        "Income:Promotion:Bonus"
    };

    private void used() throws Exception {
        log.event("evt_1", "2026-03-02T10:00:00Z", 3_000_000);
        settleTo("2026-03-03");
    }

    private void nothingButTheOtherPaymentIsLeft() throws Exception {
        assertThat(books.lots()).containsExactly("bonus 2 0", "bonus 0.5 0", "topup 10 0", "topup 2 2");
        assertThat(books.owed()).isEqualTo("0");
        for (String account : LEDGER) {
            assertThat(books.balance(account)).as(account).isEqualTo("0");
        }
        assertThat(books.balance("Assets:Bank")).isEqualTo("2");
        assertThat(books.balance("Liabilities:CustomerCredit:Paid")).isEqualTo("-2");
        assertThat(books.balance("Liabilities:CustomerCredit:Bonus")).isEqualTo("0");
        assertThat(reckon.clean("account show acc_00001").out())
                .containsPattern("Adjustments +0\\.00")
                .containsPattern("Usage +0\\.00")
                .containsPattern("Balance +2\\.00");
        books.hold();
    }

    @Test
    void theLossOfADisputeIsTakenBackAndNoCreditComesOfIt() throws Exception {
        reckon.clean(P1 + "2026-03-02");
        used();
        reckon.clean("wallet dispute open p1 --at 2026-03-03T12:00:00Z --reason 10.4");
        settleTo("2026-03-04");
        reckon.clean("wallet dispute lost p1 --at 2026-03-04T06:00:00Z --reason decided");
        settleTo("2026-03-05");
        assertThat(books.balance("Expenses:DisputeLoss")).isEqualTo("6.5");
        reckon.clean(VOID);
        settleTo("2026-03-06");
        assertThat(books.entries("void", "dispute_loss"))
                .containsExactly(
                        "03-04 dispute_loss chargeback_lost:p1: Expenses:DisputeLoss 6.5, Assets:Receivable:Shortfall -6.5",
                        "03-05 dispute_loss void:acc_00001:evt_1: Assets:Receivable:Shortfall 6.5, Expenses:DisputeLoss -6.5",
                        "03-05 void void:acc_00001:evt_1: Income:Usage 9, Liabilities:CustomerCredit:Bonus -0.5, "
                                + "Liabilities:CustomerCredit:Paid -2, Assets:Receivable:Shortfall -6.5");
        nothingButTheOtherPaymentIsLeft();
    }

    @Test
    void aWriteOffIsTakenBackAndNoCreditComesOfIt() throws Exception {
        reckon.clean(P1 + "2026-03-02");
        used();
        reckon.clean("wallet refund p1 --at 2026-03-03T12:00:00Z --reason asked");
        settleTo("2026-03-04");
        reckon.clean("wallet write-off acc_00001 --at 2026-03-04T06:00:00Z --reason gone");
        settleTo("2026-03-05");
        assertThat(books.balance("Expenses:WriteOff")).isEqualTo("6.5");
        reckon.clean(VOID);
        settleTo("2026-03-06");
        nothingButTheOtherPaymentIsLeft();
    }

    @Test
    void soItIsWhereThePaymentHadPaidTheEventsShortfall() throws Exception {
        used();
        assertThat(books.owed()).isEqualTo("6.5");
        reckon.clean(P1 + "2026-03-03T06:00:00Z");
        settleTo("2026-03-04");
        reckon.clean("wallet refund p1 --at 2026-03-04T12:00:00Z --reason asked");
        settleTo("2026-03-05");
        reckon.clean("wallet write-off acc_00001 --at 2026-03-05T06:00:00Z --reason gone");
        settleTo("2026-03-06");
        reckon.clean(VOID);
        settleTo("2026-03-07");
        nothingButTheOtherPaymentIsLeft();
    }

    @Test
    void whatIsStillOwedIsOwedNoMoreAlsoWhereTheBonusHasExpired() throws Exception {
        reckon.clean(P1 + "2026-03-02");
        used();
        reckon.clean("wallet refund p1 --at 2026-03-03T12:00:00Z --reason asked");
        settleTo("2026-05-01");
        assertThat(books.owed()).isEqualTo("6.5");
        reckon.clean(VOID);
        assertThat(town.rows("SELECT trim_scale(balance)::text FROM reports.wallet_balance('acc_00001', '2026-06-01')"))
                .containsExactly("2");
        settleTo("2026-05-02");
        nothingButTheOtherPaymentIsLeft();
    }

    @Test
    void whatPaidTheDebtReturnsToTheLotsThatPaidItAndNoPaidMoneyTurnsIntoBonus() throws Exception {
        reckon.clean(P1 + "2026-03-02");
        used();
        reckon.clean("wallet refund p1 --at 2026-03-03T12:00:00Z --reason asked");
        settleTo("2026-03-04");
        reckon.clean("wallet top-up acc_00001 5.00 --ref p2 --at 2026-03-04T12:00:00Z");
        settleTo("2026-03-05");
        assertThat(books.owed()).isEqualTo("0.5");
        reckon.clean(VOID);
        settleTo("2026-03-06");
        assertThat(books.lots())
                .containsExactly("bonus 2 0", "bonus 1 1", "bonus 0.5 0", "topup 10 0", "topup 5 5", "topup 2 2");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(books.balance("Income:Usage")).isEqualTo("0");
        assertThat(books.balance("Assets:Bank")).isEqualTo("7");
        assertThat(books.balance("Liabilities:CustomerCredit:Paid")).isEqualTo("-7");
        assertThat(books.balance("Income:Promotion:Bonus")).isEqualTo("1");
        books.hold();
    }

    /** Of 9.00 the 4.00 that p1 still stands for come back once its part that went back is made good. */
    @Test
    void ofAPaymentThatWentBackInPartTheRestReturns() throws Exception {
        reckon.clean(P1 + "2026-03-02");
        used();
        reckon.clean("wallet refund p1 --amount 6.00 --at 2026-03-03T12:00:00Z --reason asked");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("1.7");
        reckon.clean("wallet write-off acc_00001 --at 2026-03-04T06:00:00Z --reason gone");
        settleTo("2026-03-05");
        reckon.clean(VOID);
        settleTo("2026-03-06");
        assertThat(books.lots()).containsExactly("bonus 2 0.8", "bonus 0.5 0", "topup 10 4", "topup 2 2");
        assertThat(books.balance("Expenses:WriteOff")).isEqualTo("0");
        assertThat(books.balance("Assets:Bank")).isEqualTo("6");
        books.hold();
    }

    @Test
    void aLostDisputeGivesUpNothingThatAVoidTookBack() throws Exception {
        reckon.clean(P1 + "2026-03-02");
        used();
        log.event("evt_2", "2026-03-03T13:00:00Z", 1_000_000);
        reckon.clean("wallet dispute open p1 --at 2026-03-03T12:00:00Z --reason 10.4");
        settleTo("2026-03-04");
        assertThat(books.owed()).isEqualTo("9.5");
        reckon.clean(VOID);
        settleTo("2026-03-05");
        assertThat(books.owed()).isEqualTo("1");
        assertThat(reckon.clean("wallet dispute lost p1 --at 2026-03-05T06:00:00Z --reason decided")
                        .out())
                .contains("lost, 0.00 USD of it uncovered");
        settleTo("2026-03-06");
        assertThat(books.owed()).isEqualTo("1");
        books.hold();
    }

    @Test
    void aDisputeWonAfterTheVoidGivesAllOfItAgain() throws Exception {
        reckon.clean(P1 + "2026-03-02");
        used();
        reckon.clean("wallet dispute open p1 --at 2026-03-03T12:00:00Z --reason 10.4");
        settleTo("2026-03-04");
        reckon.clean(VOID);
        settleTo("2026-03-05");
        reckon.clean("wallet dispute won p1 --at 2026-03-05T06:00:00Z --reason decided");
        settleTo("2026-03-06");
        assertThat(books.lots())
                .containsExactly("bonus 2 2", "bonus 2 0", "bonus 0.5 0", "topup 10 10", "topup 10 0", "topup 2 2");
        assertThat(books.balance("Income:Promotion:Bonus")).isEqualTo("2");
        books.hold();
    }
}
