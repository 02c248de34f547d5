package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Payments for plans that go back, by a refund or a dispute: what ends, what is earned, what opens. */
class MonthsSentBackTest extends OneCustomer {
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

    /** The first part ends the month; what follows is money alone, out of income and back to it. */
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
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        reckon.clean("wallet dispute open s1 --ref dp_2 --amount 2.50 --at 2026-03-09T12:00:00Z --reason 10.4");
        reckon.clean("wallet refund s1 --at 2026-03-10T12:00:00Z --reason 'what is left' --ref r3");
        refused("wallet dispute open s1 --ref dp_3 --reason a", "nothing of it can be disputed.");
        settleTo("2026-03-11");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 2 2");
        assertThat(books.entries("chargeback")).isEmpty();
        assertThat(books.entries("subscription_refund"))
                .endsWith(
                        "03-09 subscription_refund chargeback:s1#dp_2: Income:Subscription 2.5, Assets:Bank -2.5",
                        "03-10 subscription_refund refund:r3: Income:Subscription 0.5, Assets:Bank -0.5");
        assertThat(books.balance("Assets:Bank")).isEqualTo("2");
        assertThat(books.balance("Income:Subscription")).isEqualTo("0");
        assertThat(books.balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("0");
        books.hold();
    }

    /** What a bank takes is booked whatever was sold since: a later month is served, and a switch's credit goes with its month. */
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
        assertThat(books.entries("chargeback"))
                .containsExactly(
                        "05-06 chargeback chargeback:s3:switch: Liabilities:CustomerCredit:Paid 22.32, Assets:Bank -22.32");
        assertThat(books.entries("subscription_refund"))
                .endsWith("05-06 subscription_refund chargeback:s3: Income:Subscription 2.68, Assets:Bank -2.68");
        books.hold();
    }

    /** Seven of 28 days and a quarter of the price are gone; what the switch gave back for the rest goes with the payment. */
    @Test
    void whatASwitchGaveBackGoesFirstWhenItsMonthIsDisputed() throws Exception {
        reckon.clean("plan subscribe acc_00001 premium --at 2026-03-02 --ref s1");
        settleTo("2026-03-08");
        reckon.clean("plan switch acc_00001 pro --at 2026-03-09 --ref s2");
        refused(
                "wallet dispute open s1 --at 2026-03-08T12:00:00Z --reason 10.4",
                "the switch at 2026-03-09T00:00:00Z from the cycle that payment s1 bought is not settled yet");
        log.event("evt_1", "2026-03-09T10:00:00Z", 2_000_000);
        settleTo("2026-03-10");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "switch_credit 18.75 14.75", "topup 2 0");
        reckon.clean("wallet dispute open s1 --ref dp_1 --amount 10.00 --at 2026-03-10T12:00:00Z --reason 10.4");
        reckon.clean("wallet dispute open s1 --ref dp_2 --at 2026-03-10T13:00:00Z --reason 10.4");
        settleTo("2026-03-11");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "switch_credit 18.75 0", "topup 2 0");
        assertThat(books.owed()).isEqualTo("4");
        assertThat(books.entries("chargeback"))
                .containsExactly(
                        "03-10 chargeback chargeback:s1#dp_1:switch: Liabilities:CustomerCredit:Paid 10, Assets:Bank -10",
                        "03-10 chargeback chargeback:s1#dp_2:switch: Liabilities:CustomerCredit:Paid 4.75, "
                                + "Assets:Receivable:Shortfall 4, Assets:Bank -8.75");
        assertThat(books.entries("subscription_refund"))
                .containsExactly(
                        "03-10 subscription_refund chargeback:s1#dp_2: Income:Subscription 6.25, Assets:Bank -6.25");
        assertThat(books.balance("Assets:Bank")).isEqualTo("52");
        books.hold();
        // The other plan's payment keeps its own: nothing of it was given for the first.
        reckon.clean("wallet dispute open s2 --at 2026-03-11T12:00:00Z --reason 10.4");
        settleTo("2026-03-12");
        assertThat(books.owed()).isEqualTo("4");
        books.hold();
        aDebitIsOfALotThatIsThere();
    }

    private void aDebitIsOfALotThatIsThere() {
        town.jdbc.update(
                "INSERT INTO run (run_id, business_date, previous_watermark, watermark, price_book_version, directory_as_of,"
                        + " buckets, state, opened_at, actor) SELECT run_id + 1, business_date + 1, watermark, watermark,"
                        + " price_book_version, directory_as_of, buckets, 'open', opened_at, actor FROM run"
                        + " ORDER BY run_id DESC LIMIT 1");
        town.jdbc.update("INSERT INTO settled_lot SELECT max(r.run_id), 'of-an-open-run', s.account_id, s.pool, s.kind,"
                + " s.amount, s.effective_at, s.origin, s.origin_ref FROM settled_lot s, run r GROUP BY s.account_id, s.pool,"
                + " s.kind, s.amount, s.effective_at, s.origin, s.origin_ref");
        for (String lot : List.of("no-lot", "of-an-open-run")) {
            assertThatThrownBy(() -> town.jdbc.update(
                            "INSERT INTO wallet_debit SELECT 'once-more', reversal_id, account_id, kind, amount, ?, acts_at"
                                    + " FROM wallet_debit LIMIT 1",
                            lot))
                    .rootCause()
                    .hasMessageContaining("debit once-more: account acc_00001 has no lot " + lot);
        }
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

    private String shown(String column) {
        List<String> lines = reckon.clean("account show acc_00001 --format csv").lines();
        int at = List.of(lines.getFirst().split(",")).indexOf(column);
        return lines.getLast().split(",", -1)[at];
    }
}
