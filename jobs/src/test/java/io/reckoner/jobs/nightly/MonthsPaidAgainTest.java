package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.reversal.FailedRefunds;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Payments for plans that went back and come again, since a dispute was won or a refund failed: each part goes where it was taken from. */
class MonthsPaidAgainTest extends OneCustomer {
    private static final Act STRIPE = new Act("gateway stripe", "told");

    /** 25.00 paid, 6.25 of it served, 18.75 given back by the switch, of which 4.00 are spent. */
    private void switched() throws Exception {
        reckon.clean("plan subscribe acc_00001 premium --at 2026-03-02 --ref s1");
        settleTo("2026-03-08");
        reckon.clean("plan switch acc_00001 pro --at 2026-03-09 --ref s2");
        log.event("evt_1", "2026-03-09T10:00:00Z", 2_000_000);
        settleTo("2026-03-10");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "switch_credit 18.75 14.75", "topup 2 0");
    }

    /** Two disputes, the second of which left 4.00 owed and took 6.25 of income; then the refund of a part that failed. */
    @Test
    void disputesOfASwitchedMonthThatAreWonLeaveTheBooksAsIfThereHadBeenNone() throws Exception {
        switched();
        reckon.clean("wallet dispute open s1 --ref dp_1 --amount 10.00 --at 2026-03-10T12:00:00Z --reason 10.4");
        reckon.clean("wallet dispute open s1 --ref dp_2 --at 2026-03-10T13:00:00Z --reason 10.4");
        refused(
                "wallet dispute won s1 --ref dp_2 --reason a",
                "the chargeback of payment s1 acts at 2026-03-10T13:00:00Z, which is not settled yet: where it took the"
                        + " money is not known. Settle first.");
        settleTo("2026-03-11");
        assertThat(books.owed()).isEqualTo("4");
        reckon.clean("wallet dispute won s1 --ref dp_2 --at 2026-03-11T12:00:00Z --reason decided");
        settleTo("2026-03-12");
        assertThat(books.entries("subscription_again"))
                .containsExactly(
                        "03-11 subscription_again chargeback_won:s1#dp_2: Assets:Bank 15, Income:Subscription -6.25, "
                                + "Liabilities:CustomerCredit:Paid -8.75");
        assertThat(books.lots())
                .containsExactly("bonus 0.5 0", "switch_credit 18.75 0", "topup 8.75 4.75", "topup 2 0");
        assertThat(net()).containsExactly("Assets:Bank -10", "Liabilities:CustomerCredit:Paid 10");
        addsUp();
        reckon.clean("wallet dispute won s1 --ref dp_1 --at 2026-03-12T12:00:00Z --reason decided");
        settleTo("2026-03-13");
        assertThat(books.lots())
                .containsExactly("bonus 0.5 0", "switch_credit 18.75 0", "topup 10 10", "topup 8.75 4.75", "topup 2 0");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(net()).isEmpty();
        addsUp();
        aRefundThatFails();
        addsUp();
        books.hold();
    }

    /** A refund takes the payment's own credit alone, and 4.00 of that are spent: of its 20.00, 4.00 are owed and 1.25 come out of income. */
    private void aRefundThatFails() {
        town.database.inTransaction(
                jdbc -> new Reversals(jdbc).refunded("s1", Money.parse("20.00"), new Reference("re_1"), STRIPE));
        assertThatThrownBy(this::undo)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("which is not settled yet: where it took the money is not known");
        reckon.at(Instant.parse("2099-01-02T00:00:00Z")).clean("settle --watermark 2099-01-01");
        assertThat(books.owed()).isEqualTo("4");
        assertThat(books.balance("Income:Subscription")).isEqualTo("-55");
        undo();
        reckon.at(Instant.parse("2099-01-04T00:00:00Z")).clean("settle --watermark 2099-01-03");
        assertThat(books.entries("subscription_again"))
                .endsWith("01-01 subscription_again refund_failed:re_1: Assets:Bank 20, Income:Subscription -1.25, "
                        + "Liabilities:CustomerCredit:Paid -18.75");
        assertThat(books.owed()).isEqualTo("0");
        assertThat(net()).isEmpty();
    }

    private void undo() {
        town.database.inTransaction(jdbc -> {
            new FailedRefunds(jdbc).undo(new Reference("re_1"), STRIPE);
            return jdbc;
        });
    }

    /** The bank's dispute draws the rest of the Wallet, too: a gift comes again as the gift it was, and lapses if it has expired. */
    @Test
    void givenCreditThatADisputeDrewComesAgainAsSuch() throws Exception {
        switched();
        reckon.clean(
                "wallet grant acc_00001 3.00 --kind gift --at 2026-03-10 --expires 2026-03-12 --reason g --ref g1");
        reckon.clean(
                "wallet grant acc_00001 0.60 --kind gift --at 2026-03-10 --expires 2026-03-30 --reason g --ref g2");
        reckon.clean("wallet dispute open s1 --ref dp_1 --at 2026-03-10T12:00:00Z --reason 10.4");
        settleTo("2026-03-11");
        assertThat(books.owed()).isEqualTo("0.4");
        assertThat(books.entries("chargeback"))
                .containsExactly("03-10 chargeback chargeback:s1#dp_1:switch: Liabilities:CustomerCredit:Paid 14.75, "
                        + "Liabilities:CustomerCredit:Bonus 3.6, Assets:Receivable:Shortfall 0.4, Assets:Bank -18.75");
        // What is owed is paid since: its part comes again as credit.
        reckon.clean("wallet grant acc_00001 1.00 --kind compensation --at 2026-03-11T06:00:00Z --reason c --ref c1");
        settleTo("2026-03-12");
        reckon.clean("wallet dispute won s1 --at 2026-03-12T12:00:00Z --reason decided");
        settleTo("2026-03-13");
        assertThat(books.entries("subscription_again"))
                .containsExactly("03-12 subscription_again chargeback_won:s1#dp_1: Assets:Bank 25, "
                        + "Liabilities:CustomerCredit:Bonus -3.6, Income:Subscription -6.25, "
                        + "Liabilities:CustomerCredit:Paid -15.15");
        assertThat(books.entries("lapse"))
                .endsWith("03-12 lapse : Liabilities:CustomerCredit:Bonus 3, Income:Promotion:Gift -3");
        assertThat(books.lots())
                .containsExactly(
                        "bonus 0.5 0",
                        "compensation 1 0.6",
                        "gift 3 0",
                        "gift 0.6 0",
                        "gift 3 0",
                        "gift 0.6 0.6",
                        "switch_credit 18.75 0",
                        "topup 15.15 15.15",
                        "topup 2 0");
        // The compensation paid 0.40 of debt that is paid credit now.
        assertThat(net())
                .containsExactly("Liabilities:CustomerCredit:Bonus 0.4", "Liabilities:CustomerCredit:Paid -0.4");
        addsUp();
        books.hold();
        // A later dispute takes what came again, and no more.
        reckon.clean("wallet dispute open s1 --ref dp_2 --at 2026-03-13T12:00:00Z --reason 10.4");
        settleTo("2026-03-14");
        assertThat(books.entries("subscription_refund"))
                .endsWith("03-13 subscription_refund chargeback:s1#dp_2: Income:Subscription 6.25, Assets:Bank -6.25");
        assertThat(books.owed()).isEqualTo("2.4");
        books.hold();
    }

    /** Of a month that ended by the dispute, what had been earned is earned again, and the rest is credit; of one that was over, all is earned. */
    @Test
    void aMonthThatHasEndedIsEarnedAgainAsFarAsItWasServed() throws Exception {
        reckon.clean("plan subscribe acc_00001 starter --at 2026-03-02 --ref s1");
        settleTo("2026-03-04");
        reckon.clean("wallet dispute open s1 --ref dp_1 --at 2026-03-05T12:00:00Z --reason 10.4");
        settleTo("2026-03-06");
        reckon.clean("wallet dispute won s1 --ref dp_1 --at 2026-03-06T12:00:00Z --reason decided");
        Confirmation taxed = new Confirmation(
                new Reference("s2"),
                "stripe",
                "pi_s2",
                Optional.of(Money.parse("1.90")),
                Optional.empty(),
                Optional.of(Instant.parse("2026-03-07T00:00:00Z")));
        town.database.inTransaction(jdbc -> new Subscriptions(jdbc)
                .subscribe("acc_00001", "starter", Optional.of(Money.parse("11.90")), taxed, STRIPE));
        settleTo("2026-04-08");
        assertThat(books.entries("subscription_again"))
                .containsExactly("03-06 subscription_again chargeback_won:s1#dp_1: Assets:Bank 10, "
                        + "Income:Subscription -0.967741935483, Liabilities:CustomerCredit:Paid -9.032258064517");
        assertThat(books.lots()).containsExactly("bonus 0.5 0", "topup 9.032258064517 9.032258064517", "topup 2 2");
        // Neither is settled when it comes again: nothing is taken but money, tax and income.
        reckon.clean("wallet dispute open s2 --ref dp_2 --amount 5.95 --at 2026-04-08T12:00:00Z --reason 10.4");
        reckon.clean("wallet dispute open s2 --ref dp_3 --amount 2.00 --at 2026-04-08T13:00:00Z --reason 10.4");
        reckon.clean("wallet dispute won s2 --ref dp_2 --at 2026-04-09T12:00:00Z --reason decided");
        settleTo("2026-04-10");
        assertThat(books.entries("subscription_again"))
                .endsWith("04-09 subscription_again chargeback_won:s2#dp_2: Assets:Clearing:Stripe 5.95, "
                        + "Liabilities:TaxPayable -0.95, Income:Subscription -5");
        assertThat(books.balance("Income:Subscription")).isEqualTo("-9.287741935483");
        assertThat(books.balance("Liabilities:TaxPayable")).isEqualTo("-1.58");
        assertThat(books.balance("Assets:Clearing:Stripe")).isEqualTo("9.9");
        assertThat(books.balance("Liabilities:DeferredIncome:Subscription")).isEqualTo("0");
        assertThat(books.lots()).hasSize(3);
        addsUp();
        books.hold();
    }

    /** What reversals, what came again, and the debts paid meanwhile come to, by ledger account: nothing of a payment that is whole again. */
    private List<String> net() {
        return town.rows(
                """
                SELECT ledger_account || ' ' || trim_scale(sum(amount)) FROM reports.journal_export
                WHERE kind IN ('chargeback', 'refund', 'subscription_refund', 'subscription_again', 'pay_off')
                GROUP BY ledger_account HAVING sum(amount) <> 0 ORDER BY 1
                """);
    }

    /** The lines of the Wallet's breakdown come to what its lots have left less what is owed. */
    private void addsUp() {
        List<String> lines = reckon.clean("account show acc_00001 --format csv").lines();
        List<String> names = List.of(lines.getFirst().split(","));
        String[] figures = lines.getLast().split(",", -1);
        BigDecimal sum = IntStream.range(0, names.size())
                .filter(at ->
                        names.get(at).endsWith("_wallet") && !names.get(at).equals("balance_wallet"))
                .mapToObj(at -> new BigDecimal(figures[at]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum)
                .isEqualByComparingTo(figures[names.indexOf("balance_wallet")])
                .isEqualByComparingTo(new BigDecimal(figures[names.indexOf("wallet")])
                        .subtract(new BigDecimal(figures[names.indexOf("owed")])));
    }
}
