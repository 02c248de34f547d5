package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stored card is charged by Stripe in all its moods: one charge, one credit, or neither. */
class StripeChargeTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    StripeChargeTest() {
        super(DB, data);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # mood                     | at once         | after the sweep   | received | credit
                    ANSWERS                    | paid            | paid              | 5000     | 50.00
                    ANSWERS_LATE               | paid            | paid              | 5000     | 50.00
                    MOVES_MONEY_AND_TIMES_OUT  | unknown         | paid              | 5000     | 50.00
                    MOVES_MONEY_AND_BREAKS_OFF | unknown         | paid              | 5000     | 50.00
                    MOVES_MONEY_AND_FAILS      | unknown         | paid              | 5000     | 50.00
                    MOVES_MONEY_AND_GARBLES    | unknown         | paid              | 5000     | 50.00
                    FAILS_BEFORE_MOVING_MONEY  | unknown         | declined          | 0        | 0.00
                    DECLINES                   | declined        | declined          | 0        | 0.00
                    DEMANDS_3DS                | action_required | action_required   | 0        | 0.00
                    """)
    void whateverTheAnswerOneChargeGivesOneCredit(
            Mood mood, String atOnce, String afterSweep, long received, String credit) {
        stripe.mood(mood);
        String key = "order-" + mood + shop.account;
        Standing first = shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, key), Shop.ADA);
        assertThat(first.state()).isEqualTo(atOnce);

        // The same wish again neither charges nor credits, whatever is known.
        stripe.mood(Mood.ANSWERS);
        shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, key), Shop.ADA);
        Sweep.Swept swept = shop.sweep();

        assertThat(shop.cashier().standing(first.intent().id()).state()).isEqualTo(afterSweep);
        assertThat(stripe.received()).isEqualTo(received);
        assertThat(shop.credit()).isEqualByComparingTo(credit);
        assertThat(shop.breaks(swept)).isEmpty();
        assertThat(stripe.requests().stream().filter(each -> each.method().equals("POST")))
                .as("requests that move money")
                .hasSize(1);
    }

    @Test
    void anUnansweredLookUpIsABreakAndDoesNotChargeAgain() {
        stripe.mood(Mood.MOVES_MONEY_AND_FAILS);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "700", CARD, "o" + shop.account), Shop.ADA);
        stripe.mood(Mood.ANSWERS_NOTHING_AT_ALL);
        assertThat(shop.breaks(shop.sweep())).containsExactly("undecided 7.00");
        assertThat(shop.credit()).isEqualByComparingTo("0");

        stripe.mood(Mood.ANSWERS);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.states(charge.intent().id())).containsExactly("call unknown", "look_up paid");
        assertThat(shop.lots()).containsExactly("bonus 1.4", "topup 7");
    }

    @Test
    void threeDSecureIsCreditedWhenTheCustomerHasProvedHimself() {
        stripe.mood(Mood.DEMANDS_3DS);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "1000", CARD, "o" + shop.account), Shop.ADA);
        assertThat(charge.outcome())
                .contains(new Outcome.ActionRequired(
                        charge.reference().orElseThrow(), "https://hooks.stripe.com/3d_secure_2/test"));
        stripe.customerProves(charge.intent().id());
        shop.sweep();
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }

    @Test
    void aPageIsCreditedWhenItIsPaidAndOnlyThen() {
        Standing paid =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "2500", PAGE, "p" + shop.account), Shop.ADA);
        assertThat(paid.outcome().orElseThrow()).isInstanceOf(Outcome.ActionRequired.class);
        assertThat(shop.credit()).isEqualByComparingTo("0");
        stripe.customerPays(paid.intent().id());
        shop.sweep();
        assertThat(shop.credit()).isEqualByComparingTo("25.00");

        Standing left =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "2500", PAGE, "q" + shop.account), Shop.ADA);
        stripe.pageExpires(left.intent().id());
        shop.sweep();
        assertThat(shop.cashier().standing(left.intent().id()).state()).isEqualTo("declined");
        assertThat(shop.credit()).isEqualByComparingTo("25.00");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # the customer leaves | at Stripe | here     | credit
                    a page                | expired   | declined | 0
                    a proof to his bank   | canceled  | declined | 0
                    nothing               | succeeded | paid     | 10
                    """)
    void whatTheCustomerHasLeftIsClosedAtStripeAndTheAccountIsFree(
            String left, String atStripe, String here, String credit) {
        Means means = left.equals("a page") ? PAGE : CARD;
        stripe.mood(left.equals("nothing") ? Mood.MOVES_MONEY_AND_FAILS : Mood.DEMANDS_3DS);
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "1000", means, "l" + shop.account), Shop.ADA)
                .intent()
                .id();
        stripe.mood(Mood.ANSWERS);
        shop.sweep();
        assertThat(shop.cashier().standing(intent).state())
                .isEqualTo(left.equals("nothing") ? "paid" : "action_required");
        shop.sweep(Shop.PAGES_ARE_OVER);
        assertThat(stripe.statusOf(intent)).isEqualTo(atStripe);
        assertThat(shop.cashier().standing(intent).state()).isEqualTo(here);
        assertThat(shop.credit()).isEqualByComparingTo(credit);
        assertThat(shop.cashier()
                        .charge(shop.order(GatewayName.STRIPE, "1000", CARD, "again" + shop.account), Shop.ADA)
                        .state())
                .isEqualTo("paid");
    }

    /** What becomes of a charge that is not paid at once, as webhooks tell it. */
    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # means | what Stripe tells                 | states learned                              | credit
                    card    | payment fails                     | call action_required, webhook declined      | 0
                    card    | payment fails, payment fails      | call action_required, webhook declined      | 0
                    page    | payment fails                     | call action_required                        | 0
                    page    | done unpaid                       | call action_required                        | 0
                    page    | done unpaid, later fails          | call action_required, webhook declined | 0
                    page    | done unpaid, later succeeds       | call action_required, webhook paid | 10
                    page    | done unpaid, later fails, later succeeds | call action_required, webhook declined, webhook paid | 10
                    """)
    void isDeclinedCreditedOrOpenAsWebhooksTell(String means, String told, String states, String credit) {
        stripe.mood(Mood.DEMANDS_3DS);
        String intent = shop.cashier()
                .charge(
                        shop.order(GatewayName.STRIPE, "1000", means.equals("card") ? CARD : PAGE, "t" + shop.account),
                        Shop.ADA)
                .intent()
                .id();
        stripe.mood(Mood.ANSWERS);
        for (String event : told.split(", ")) {
            Delivery delivery =
                    switch (event) {
                        case "payment fails" -> stripe.paymentFails(intent);
                        case "done unpaid" -> stripe.pageIsDoneUnpaid(intent);
                        case "later fails" -> stripe.laterPaymentFails(intent);
                        case "later succeeds" -> stripe.laterPaymentSucceeds(intent);
                        default -> throw new IllegalArgumentException(event);
                    };
            assertThat(shop.inbox().take("stripe", delivery)).contains(new Verdict.Genuine());
            shop.process();
        }
        assertThat(shop.states(intent)).containsExactly(states.split(", "));
        assertThat(shop.credit()).isEqualByComparingTo(credit);
        // What was declined or paid keeps nobody from the next charge; what is open does.
        assertThat(shop.jdbc()
                        .sql("SELECT count(*) FROM payment_in_flight WHERE intent_id = ?")
                        .param(intent)
                        .query(Long.class)
                        .single())
                .isEqualTo(states.endsWith("declined") || states.endsWith("paid") ? 0 : 1);
    }

    @Test
    void manyProcessesWithTheSameWishChargeOnce() throws Exception {
        List<Callable<Standing>> wishes = IntStream.range(0, 12)
                .<Callable<Standing>>mapToObj(number -> () -> shop.cashier()
                        .charge(shop.order(GatewayName.STRIPE, "5000", CARD, "same" + shop.account), Shop.ADA))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (var future : threads.invokeAll(wishes)) {
                assertThat(future.get().intent().cents()).isEqualTo(new Cents(5000));
            }
        }
        assertThat(stripe.payments()).isEqualTo(1);
        assertThat(shop.lots()).containsExactly("bonus 10", "topup 50");
    }

    @Test
    void aSecondChargeOfAnAccountWaitsForTheFirst() {
        stripe.mood(Mood.MOVES_MONEY_AND_FAILS);
        shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "one" + shop.account), Shop.ADA);
        assertThatThrownBy(() -> shop.cashier()
                        .charge(shop.order(GatewayName.STRIPE, "5000", CARD, "two" + shop.account), Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has a top-up in flight, intent pay_")
                .hasMessageContaining("Nothing was charged.");
        assertThat(stripe.payments()).isEqualTo(1);
        assertThat(shop.jdbc()
                        .sql("SELECT count(*) FROM payment_intent WHERE account_id = ?")
                        .param(shop.account)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aKeyStandsForOneWish() {
        shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "key" + shop.account), Shop.ADA);
        assertThatThrownBy(() -> shop.cashier()
                        .charge(shop.order(GatewayName.STRIPE, "5001", CARD, "key" + shop.account), Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was used before, for 50.00 USD");
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
    }

    @Test
    void chargesBelowTheMinimumAreRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() ->
                        shop.cashier().charge(shop.order(GatewayName.STRIPE, "49", CARD, "c" + shop.account), Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessage("gateway stripe charges at least 0.50 USD, not 0.49 USD.");
        assertThat(stripe.requests()).isEmpty();
    }
}
