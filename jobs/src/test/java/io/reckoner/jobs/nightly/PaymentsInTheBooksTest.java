package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A payment is booked where its gateway holds it, on the day it was paid. */
class PaymentsInTheBooksTest {
    private static final String ACCOUNT = "acc_00001";
    private static final Act ACT = new Act("test", "");
    private static final CreditSettings CREDIT = new CreditSettings(new BigDecimal("0.2"), Optional.empty());
    private static final String PAYMENTS =
            "SELECT concat_ws(' ', payment_id, gateway, gateway_ref, purpose, trim_scale(amount), trim_scale(tax)) "
                    + "FROM payment WHERE gateway <> 'offline' ORDER BY 1";

    @TempDir
    Path root;

    private Settling settling;
    private Town town;
    private Books books;

    @BeforeEach
    void oneCustomer() {
        settling = new Settling(root);
        town = settling.town;
        books = new Books(settling);
        settling.reckon.clean("init");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private static Confirmation byStripe(String reference, String at) {
        return new Confirmation(
                new Reference(reference),
                "stripe",
                "pi_" + reference,
                Optional.of(Money.parse("1.90")),
                Optional.of(Money.parse("0.65")),
                Optional.of(Instant.parse(at)));
    }

    private Recorded.Given topUp(String paid, Confirmation confirmation) {
        return town.database.inTransaction(jdbc ->
                new Wallet(jdbc).topUp(ACCOUNT, Money.parse(paid), Optional.empty(), confirmation, CREDIT, ACT));
    }

    @Test
    void aTopUpThroughAGatewayIsInItsClearingAndTheTaxIsOwed() throws Exception {
        assertThat(topUp("11.90", byStripe("a1", "2026-03-02T10:00:00Z")).lots())
                .extracting(lot -> lot.kind().code() + " " + lot.amount())
                .containsExactly("topup 10.00", "bonus 2.00");
        settling.byHand("2026-03-03T00:00:00Z");
        assertThat(books.entries("top_up"))
                .containsExactly(
                        "03-01 top_up payment:pay-acc_00001:wallet:topup: Assets:Bank 2, Liabilities:CustomerCredit:Paid -2",
                        "03-02 top_up payment:a1:wallet:topup: Assets:Clearing:Stripe 11.9, Liabilities:TaxPayable -1.9, "
                                + "Liabilities:CustomerCredit:Paid -10");
        assertThat(town.rows(PAYMENTS)).containsExactly("a1 stripe pi_a1 top_up 11.9 1.9");
        books.hold();
    }

    @Test
    void theSamePaymentAgainChangesNothingAndAnotherUnderItsNameIsRefused() {
        Confirmation once = byStripe("a1", "2026-03-02T10:00:00Z");
        assertThat(topUp("11.90", once).occasion()).isEqualTo(Occasion.NOW);
        assertThat(topUp("11.90", once).occasion()).isEqualTo(Occasion.BEFORE);
        Confirmation offline = Confirmation.offline(new Reference("a1"), Optional.empty());
        assertThatThrownBy(() -> topUp("10.00", offline))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("reference a1 was used before, for a top-up: 11.90 paid by account acc_00001 "
                        + "through stripe on 2026-03-02T10:00:00Z.");
        Confirmation other =
                Confirmation.of(new Reference("a2"), "stripe", "pi_a1", Instant.parse("2026-03-02T10:00:00Z"));
        assertThatThrownBy(() -> topUp("11.90", other))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("id pi_a1 of gateway stripe was used before, for a top-up: 11.90");
        assertThatThrownBy(() -> town.database.inTransaction(
                        jdbc -> new Subscriptions(jdbc).subscribe(ACCOUNT, "starter", Optional.empty(), offline, ACT)))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("reference a1 was used before, for a top-up");
        assertThat(town.rows(PAYMENTS)).containsExactly("a1 stripe pi_a1 top_up 11.9 1.9");
        assertThat(town.rows("SELECT count(*)::text FROM lot WHERE origin_ref = 'a1'"))
                .containsExactly("2");
        assertThat(town.rows("SELECT count(*)::text FROM cycle")).containsExactly("0");
    }

    @Test
    void aPlanIsPaidToTheCentOrNotAtAll() {
        Confirmation confirmation = byStripe("p1", "2026-03-02T10:00:00Z");
        assertThatThrownBy(() -> town.database.inTransaction(jdbc -> new Subscriptions(jdbc)
                        .subscribe(ACCOUNT, "starter", Optional.of(Money.parse("10.00")), confirmation, ACT)))
                .isInstanceOf(Refusal.class)
                .hasMessage("plan starter@1 costs 11.90 with tax, but 10.00 was paid. Nothing is opened for another "
                        + "amount: send it back, or make it credit.");
        assertThat(town.rows("SELECT count(*)::text FROM cycle")).containsExactly("0");
        assertThat(town.rows(PAYMENTS)).isEmpty();
    }

    @Test
    void aMonthPaidInAdvanceIsSoldWhenPaidAndEarnsFromItsStart() throws Exception {
        town.database.inTransaction(jdbc -> new Subscriptions(jdbc)
                .subscribe(
                        ACCOUNT,
                        "starter",
                        Optional.of(Money.parse("11.90")),
                        byStripe("p1", "2026-03-02T00:00:00Z"),
                        ACT));
        town.database.inTransaction(jdbc ->
                new Subscriptions(jdbc).renew(ACCOUNT, Optional.empty(), byStripe("p2", "2026-03-03T09:00:00Z"), ACT));
        settling.byHand("2026-03-04T00:00:00Z");
        assertThat(books.entries("subscription_sale"))
                .containsExactly(
                        "03-02 subscription_sale p1: Assets:Clearing:Stripe 11.9, Liabilities:TaxPayable -1.9, "
                                + "Liabilities:DeferredIncome:Subscription -10",
                        "03-03 subscription_sale p2: Assets:Clearing:Stripe 11.9, Liabilities:TaxPayable -1.9, "
                                + "Liabilities:DeferredIncome:Subscription -10");
        assertThat(books.balance("Income:Subscription")).isEqualTo("-0.645161290322");
        settling.byHand("2026-04-04T00:00:00Z");
        assertThat(books.entries("subscription_sale")).hasSize(2);
        // 10.00 of March; of the month from 2 April two of its 30 days.
        assertThat(books.balance("Income:Subscription")).isEqualTo("-10.666666666666");
        books.hold();
    }
}
