package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.payment.stripe.StripeGateway;
import io.reckoner.jobs.payment.stripe.StripeSettings;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import io.reckoner.jobs.settings.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stored card is charged by Stripe in all its moods: one charge, one credit, or neither. */
class StripeChargeTest {
    private static final Means CARD = new Means.StoredMethod("cus_1", "pm_1");

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private StripeDouble stripe;
    private Shop shop;

    @BeforeEach
    void open() {
        stripe = new StripeDouble();
        shop = new Shop(DB, data, gateway(stripe));
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    static StripeGateway gateway(StripeDouble stripe) {
        return new StripeGateway(
                new StripeSettings(
                        Optional.of(new Secret("sk_test_double")),
                        Optional.of(new Secret(StripeWebhooks.SECRET)),
                        50,
                        stripe.url()),
                Shop.SETTINGS);
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
        Means page = new Means.CheckoutPage("");
        Standing paid =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "2500", page, "p" + shop.account), Shop.ADA);
        assertThat(paid.outcome().orElseThrow()).isInstanceOf(Outcome.ActionRequired.class);
        assertThat(shop.credit()).isEqualByComparingTo("0");
        stripe.customerPays(paid.intent().id());
        shop.sweep();
        assertThat(shop.credit()).isEqualByComparingTo("25.00");

        Standing left =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "2500", page, "q" + shop.account), Shop.ADA);
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
        Means means = left.equals("a page") ? new Means.CheckoutPage("") : CARD;
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

    private List<String> unknown(Sweep.Swept swept) {
        return swept.breaks().stream()
                .filter(each -> each.kind() == Break.Kind.UNKNOWN_PAYMENT)
                .map(each -> each.subject() + " " + each.amount().decimal())
                .toList();
    }

    @Test
    void whatNoWebhookAndNoLookUpHasToldIsFoundInStripesListsOnce() {
        Standing page = shop.cashier()
                .charge(
                        shop.order(GatewayName.STRIPE, "5000", new Means.CheckoutPage(""), "p" + shop.account),
                        Shop.ADA);
        String intent = page.intent().id();
        new Books(shop.database, shop.effects)
                .learn(page.intent(), new Outcome.Declined("told by mistake"), Source.LOOK_UP);
        stripe.customerPays(intent);
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
        // Its webhook comes late, and the list is read again.
        shop.inbox().take("stripe", stripe.event("payment_intent.succeeded", intent));
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
        assertThat(shop.lots()).containsExactly("bonus 10", "topup 50");

        // A part is sent back in the dashboard, and its webhook is lost.
        stripe.refundedByHand(intent, 2000);
        for (int reading = 0; reading < 2; reading++) {
            assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
            assertThat(new SentBackView(shop.jdbc()).left(page.intent()).decimal())
                    .isEqualTo("30.00");
            assertThat(shop.jdbc()
                            .sql("SELECT sum(amount) FROM payment_reversal WHERE payment_id = ?")
                            .param(intent)
                            .query(BigDecimal.class)
                            .single())
                    .isEqualByComparingTo("20.00");
        }
        assertThat(stripe.left(intent)).isEqualTo(3000);
    }

    @Test
    void aMonthThatStripeRenewedUntoldIsFoundInItsListOnce() {
        ChargeOrder month = shop.month(GatewayName.STRIPE, new Means.CheckoutPage(""), "s" + shop.account);
        String first = shop.cashier().charge(month, Shop.ADA).intent().id();
        shop.inbox().take("stripe", stripe.invoicePaid(first, "sub_" + shop.account, "in_1" + shop.account, 1000));
        shop.process();
        stripe.invoicePaid(first, "sub_" + shop.account, "in_2" + shop.account, 1000);
        for (int reading = 0; reading < 2; reading++) {
            assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
            assertThat(shop.jdbc()
                            .sql("SELECT count(*) FROM cycle WHERE account_id = ?")
                            .param(shop.account)
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    @Test
    void aPaymentWithOurMarkThatNothingHereAskedForIsNamedOnEveryPageOfTheList() {
        stripe.paidAtDashboard("", 4400);
        stripe.refundedByHand("", 4400);
        List<String> named = IntStream.range(0, 101)
                .mapToObj(number ->
                        "stripe-" + stripe.paidAtDashboard("pay_lost" + number + shop.account, 4200) + " 42.00")
                .toList();
        assertThat(unknown(shop.sweep(Shop.READS_LISTS))).containsAll(named).noneMatch(each -> each.contains("44.00"));
        assertThat(shop.credit()).isEqualByComparingTo("0");
        // Noted, it stays named whether it is listed again or not.
        assertThat(unknown(shop.sweep())).containsAll(named);
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        String one = named.getFirst().split(" ")[0];
        reckon.clean("payment close unknown-payment:" + one + " --reason 'sent back at Stripe'");
        assertThat(unknown(shop.sweep(Shop.READS_LISTS)))
                .containsAll(named.subList(1, named.size()))
                .doesNotContain(named.getFirst());
    }

    @Test
    void aListThatIsNotReadToItsEndIsReadAgainFromWhereTheLastWholeOneEnded() {
        shop.sweep(Shop.READS_LISTS);
        stripe.mood(Mood.ANSWERS_NOTHING_AT_ALL);
        assertThat(shop.sweep(Shop.READS_LISTS).breaks()).anySatisfy(each -> {
            assertThat(each.reference()).isEqualTo("undecided:stripe-list");
            assertThat(each.detail()).startsWith("its list of payments could not be read: no answer from Stripe");
        });
        stripe.mood(Mood.ANSWERS);
        shop.sweep(Shop.READS_LISTS);
        assertThat(shop.jdbc()
                        .sql(
                                """
                                SELECT bool_and(listed_from = before - interval '3 days') FROM (
                                    SELECT listed_from, lag(listed_until) OVER (ORDER BY listed_until) AS before FROM gateway_listing) AS each
                                WHERE before IS NOT NULL
                                """)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        long asked = stripe.requests().size();
        shop.sweep();
        assertThat(stripe.requests()).hasSize((int) asked);
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
    void refundsTogetherNeverExceedTheirCharge() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String id = charge.intent().id();
        Standing part = shop.cashier().refund(id, new Cents(3000), new Reference("r1" + shop.account), Shop.ADA);
        assertThat(part.state()).isEqualTo("refunded");
        assertThatThrownBy(
                        () -> shop.cashier().refund(id, new Cents(2001), new Reference("r2" + shop.account), Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("of the 50.00 USD paid by intent " + id + " 20.00 USD can still be sent back");
        // The same refund again is the same refund.
        shop.cashier().refund(id, new Cents(3000), new Reference("r1" + shop.account), Shop.ADA);
        assertThat(stripe.requests().stream().filter(each -> each.path().equals("/v1/refunds")))
                .hasSize(1);
    }

    @Test
    void aRefundWhoseAnswerIsLostIsLookedUp() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        Standing refund = shop.cashier()
                .refund(charge.intent().id(), new Cents(5000), new Reference("r" + shop.account), Shop.ADA);
        assertThat(refund.state()).isEqualTo("unknown");
        stripe.mood(Mood.ANSWERS);
        shop.sweep();
        assertThat(shop.states(refund.intent().id())).containsExactly("call unknown", "look_up refunded");
        assertThat(stripe.requests().stream()
                        .filter(each -> each.path().equals("/v1/refunds")
                                && each.method().equals("POST")))
                .hasSize(1);
    }

    @Test
    void whatWasNotPaidCannotBeRefunded() {
        stripe.mood(Mood.DECLINES);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        assertThatThrownBy(() -> shop.cashier()
                        .refund(charge.intent().id(), new Cents(1), new Reference("r" + shop.account), Shop.ADA))
                .isInstanceOf(Refusal.class)
                .hasMessage("intent " + charge.intent().id() + " was not paid, so there is nothing to send back.");
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
