package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creem's pages are paid, expire and are lost; its subscriptions open cycles. */
class CreemTest extends AtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    CreemTest() {
        super(DB, data);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # mood                     | at once         | after the sweep
                    ANSWERS                    | action_required | paid
                    ANSWERS_LATE               | action_required | paid
                    MOVES_MONEY_AND_TIMES_OUT  | unknown         | declined
                    MOVES_MONEY_AND_BREAKS_OFF | unknown         | declined
                    MOVES_MONEY_AND_FAILS      | unknown         | declined
                    MOVES_MONEY_AND_GARBLES    | unknown         | declined
                    FAILS_BEFORE_MOVING_MONEY  | unknown         | declined
                    DECLINES                   | declined        | declined
                    """)
    void aPageIsCreditedOnceItIsPaidAndALostPageIsNone(Mood mood, String atOnce, String afterSweep) {
        creem.mood(mood);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.CREEM, "1000", PAGE, "o" + shop.account), Shop.ADA);
        assertThat(charge.state()).isEqualTo(atOnce);
        creem.mood(Mood.ANSWERS);
        if (atOnce.equals("action_required")) {
            creem.customerPays(charge.intent().id());
        }
        shop.sweep();
        assertThat(shop.cashier().standing(charge.intent().id()).state()).isEqualTo(afterSweep);
        // Tax on top of the price is Creem's: 12.10 paid, 10.00 credited.
        assertThat(shop.credit()).isEqualByComparingTo(afterSweep.equals("paid") ? "10.00" : "0");
        assertThat(creem.requests().stream().filter(each -> each.method().equals("POST")))
                .hasSize(1);
    }

    @Test
    void aPageWhoseAnswerWasLostIsCreditedAllTheSameWhenCreemSaysItWasPaid() {
        creem.mood(Mood.MOVES_MONEY_AND_FAILS);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.CREEM, "1000", PAGE, "o" + shop.account), Shop.ADA);
        shop.sweep();
        creem.customerPays(charge.intent().id());
        take(creem.completed(charge.intent().id()));
        take(creem.completed(charge.intent().id()));
        shop.process();
        assertThat(shop.states(charge.intent().id()))
                .containsExactly("call unknown", "look_up declined", "webhook paid");
        assertThat(shop.lots()).containsExactly("bonus 2", "topup 10");
    }

    @Test
    void anExpiredPageIsDeclined() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.CREEM, "1000", PAGE, "o" + shop.account), Shop.ADA);
        creem.pageExpires(charge.intent().id());
        shop.sweep();
        assertThat(shop.cashier().standing(charge.intent().id()).state()).isEqualTo("declined");
    }

    @Test
    void aRefundMadeAtCreemTakesTheCreditBackWithoutTheTax() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.CREEM, "1000", PAGE, "o" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        creem.customerPays(intent);
        take(creem.refunded(intent, 1210));
        take(creem.completed(intent));
        shop.process();
        shop.process();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.jdbc()
                        .sql(
                                "SELECT o.state || ' ' || o.cents FROM payment_intent i JOIN payment_outcome o USING (intent_id) "
                                        + "WHERE i.charge_id = ?")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactly("refunded 1000");
        assertThat(shop.jdbc()
                        .sql(
                                "SELECT count(*) FROM payment_effect e JOIN payment_intent i ON i.intent_id = e.effect_ref WHERE i.charge_id = ?")
                        .param(intent)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** The bank takes what the customer paid, tax included; ours is the part without it. */
    @ParameterizedTest(name = "[{index}] of 12.10 paid: {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # disputed, in cents | chargebacks
                    1210                 | 10.00
                    605                  | 5.00
                    605, 605             | 5.00, 5.00
                    121, 1               | 1.00, 0.01
                    1210, 1210           | 10.00
                    """)
    void aDisputeTakesTheCreditBackWithoutTheTax(String disputed, String chargebacks) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.CREEM, "1000", PAGE, "d" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        creem.customerPays(intent);
        take(creem.completed(intent));
        int number = 0;
        for (String cents : disputed.split(", ")) {
            Delivery told = creem.disputed(intent, "disp_" + ++number + shop.account, Long.parseLong(cents));
            take(told);
            take(told);
            shop.process();
        }
        assertThat(chargebacks(intent)).containsExactly(chargebacks.split(", "));
        assertThat(shop.lots()).containsExactly("bonus 2", "topup 10");
    }

    @Test
    void aDisputedMonthIsFoundByItsTransactionAndEnds() {
        String intent = shop.cashier()
                .charge(shop.month(GatewayName.CREEM, PAGE, "m" + shop.account), Shop.ADA)
                .intent()
                .id();
        take(creem.subscriptionPaid(intent, "tran_m" + shop.account, 1000, "USD"));
        shop.process();
        take(creem.monthDisputed(intent, "tran_m" + shop.account, "disp_m" + shop.account, 1210));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(chargebacks(intent)).containsExactly("10.00");
        assertThat(shop.jdbc()
                        .sql("SELECT cause FROM cycle_ending WHERE cycle_id = ?")
                        .param(intent)
                        .query(String.class)
                        .list())
                .hasSize(1);
    }

    private List<String> chargebacks(String payment) {
        return shop.jdbc()
                .sql(
                        "SELECT amount::numeric(9, 2)::text FROM payment_reversal WHERE payment_id = ? AND kind = 'chargeback' "
                                + "ORDER BY recorded_at, reversal_id")
                .param(payment)
                .query(String.class)
                .list();
    }

    @Test
    void itsSubscriptionsOpenACycleForEachPaymentOnce() {
        ChargeOrder order = shop.month(GatewayName.CREEM, PAGE, "s" + shop.account);
        String intent = shop.cashier().charge(order, Shop.ADA).intent().id();
        take(creem.subscriptionPaid(intent, "tran_1" + shop.account, 1000, "USD"));
        take(creem.subscriptionPaid(intent, "tran_1" + shop.account, 1000, "USD"));
        shop.process();
        assertThat(cycles()).isEqualTo(1);
        take(creem.subscriptionPaid(intent, "tran_2" + shop.account, 1000, "USD"));
        shop.process();
        shop.process();
        assertThat(cycles()).isEqualTo(2);
        assertThat(shop.breaks(shop.sweep())).isEmpty();

        // A discount: another amount than the plan's price was paid, which opens nothing and is a break.
        take(creem.subscriptionPaid(intent, "tran_3" + shop.account, 900, "USD"));
        assertThat(shop.breaks(shop.sweep())).containsExactly("charged-not-credited 9.00");
        assertThat(cycles()).isEqualTo(2);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"the webhook comes first", "the sweep comes first"})
    void theFirstMonthIsOnePaymentWhoeverTellsOfIt(String order) {
        ChargeOrder wish = shop.month(GatewayName.CREEM, new Means.CheckoutPage("prod_monthly"), "s" + shop.account);
        String intent = shop.cashier().charge(wish, Shop.ADA).intent().id();
        creem.customerPays(intent);
        if (order.startsWith("the sweep")) {
            shop.sweep();
            assertThat(cycles()).isEqualTo(1);
        }
        take(creem.completed(intent));
        take(creem.firstMonth(intent));
        shop.sweep();
        assertThat(cycles()).isEqualTo(1);
        take(creem.nextMonth(intent));
        shop.process();
        assertThat(cycles()).isEqualTo(2);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    @Test
    void aMonthWaitsUntilCreemSaysWhatWasPaid() {
        ChargeOrder order = shop.month(GatewayName.CREEM, PAGE, "w" + shop.account);
        String intent = shop.cashier().charge(order, Shop.ADA).intent().id();
        take(creem.subscriptionPaid(intent, "tran_w" + shop.account, 1000, "USD"));
        creem.mood(Mood.ANSWERS_NOTHING_AT_ALL);
        assertThat(shop.process().failed()).singleElement().satisfies(each -> assertThat(each.thrown())
                .contains("Creem does not say what was paid by transaction tran_w" + shop.account));
        assertThat(cycles()).isZero();
        creem.mood(Mood.ANSWERS);
        assertThat(shop.process().failed()).isEmpty();
        assertThat(cycles()).isEqualTo(1);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    @Test
    void aSubscriptionInEurosIsAStray() {
        take(creem.subscriptionPaid("pay_x", "tran_eur" + shop.account, 1000, "EUR"));
        assertThat(shop.sweep().breaks())
                .anySatisfy(each -> assertThat(each.detail()).contains("the currency is EUR; only USD is taken"));
    }

    @Test
    void whatItCannotDoIsRefused() {
        assertThatThrownBy(() -> shop.cashier()
                        .charge(
                                shop.order(
                                        GatewayName.CREEM,
                                        "1000",
                                        new Means.StoredMethod("c", "m"),
                                        "o" + shop.account),
                                Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("gateway creem cannot charge a stored payment method.");
        assertThat(creem.requests()).isEmpty();
    }

    @Test
    void endsASubscription() {
        Standing ended = shop.cashier()
                .cancel(shop.account, GatewayName.CREEM, "sub_1", new Reference("x" + shop.account), Shop.ADA);
        assertThat(ended.state()).isEqualTo("cancelled");
    }
}
