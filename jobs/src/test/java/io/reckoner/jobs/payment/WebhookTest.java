package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks over HTTP, as gateways deliver them: in any order, any number of times, and as strangers forge them. */
class WebhookTest extends ToldByStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    WebhookTest() {
        super(DB, data);
    }

    @Test
    void isStoredAndAnsweredBeforeAnythingFollows() {
        String intent = pageThatIsPaid("2500");
        assertThat(deliver(stripe.sessionEvent("checkout.session.completed", intent)))
                .isEqualTo(200);
        assertThat(shop.credit()).isEqualByComparingTo("0");
        assertThat(shop.process().applied()).isEqualTo(1);
        assertThat(shop.credit()).isEqualByComparingTo("25.00");
        assertThat(shop.states(intent)).containsExactly("call action_required", "webhook paid");
    }

    @Test
    void fiftyReplaysInParallelGiveOneCredit() throws Exception {
        String intent = pageThatIsPaid("5000");
        Delivery paid = stripe.sessionEvent("checkout.session.completed", intent);
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            List<Callable<Integer>> replays = new ArrayList<>();
            IntStream.range(0, 50)
                    .forEach(number -> replays.add(() -> {
                        int status = deliver(paid);
                        shop.process();
                        return status;
                    }));
            for (var answer : threads.invokeAll(replays)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        shop.process();
        assertThat(shop.lots()).containsExactly("bonus 10", "topup 50");
        assertThat(shop.states(intent)).containsExactly("call action_required", "webhook paid");
        assertThat(count(
                        "SELECT count(*) FROM webhook w JOIN webhook_end e USING (webhook_id) WHERE e.intent_id = ?",
                        intent))
                .isEqualTo(1);
    }

    @Test
    void theSamePaymentToldByTwoEventsTheCallAndALookUpIsCreditedOnce() {
        String intent = pageThatIsPaid("5000");
        deliver(stripe.event("payment_intent.succeeded", intent));
        deliver(stripe.sessionEvent("checkout.session.completed", intent));
        shop.process();
        shop.sweep();
        assertThat(shop.lots()).containsExactly("bonus 10", "topup 50");
    }

    @Test
    void aLateDeclineDoesNotUndoAPayment() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        var failed = StripeWebhooks.foreignPayment(
                "pi_old", 5000, "usd", charge.intent().id());
        failed.setStatus("canceled");
        deliver(StripeWebhooks.signed("payment_intent.canceled", failed, Instant.now(), StripeWebhooks.SECRET));
        shop.process();
        assertThat(shop.cashier().standing(charge.intent().id()).state()).isEqualTo("paid");
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
    }

    @Test
    void aPaymentAfterADeclineIsCredited() {
        stripe.mood(Mood.FAILS_BEFORE_MOVING_MONEY);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        shop.sweep();
        String id = charge.intent().id();
        assertThat(shop.states(id)).containsExactly("call unknown", "look_up declined");
        // The request was on its way after all.
        deliver(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_late", 5000, "usd", id),
                Instant.now(),
                StripeWebhooks.SECRET));
        shop.process();
        assertThat(shop.states(id)).containsExactly("call unknown", "look_up declined", "webhook paid");
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
    }

    @Test
    void aSecondPaymentOfOneIntentIsABreakAndNoSecondCredit() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        deliver(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment(
                        "pi_again", 5000, "usd", charge.intent().id()),
                Instant.now(),
                StripeWebhooks.SECRET));
        assertThat(shop.breaks(shop.sweep())).containsExactly("paid-twice 50.00");
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
    }

    @Test
    void theUnsignedForgedStaleAndForeignAreRefusedCountedAndNotStored() {
        String intent = pageThatIsPaid("5000");
        Delivery genuine = stripe.sessionEvent("checkout.session.completed", intent);
        String body = new String(genuine.body(), StandardCharsets.UTF_8);
        Instant now = Instant.now();

        assertThat(door.deliver("stripe", new Delivery(Map.of(), genuine.body())))
                .isEqualTo(400);
        assertThat(door.deliver("stripe", new Delivery(Map.of("stripe-signature", "t=1,v1=00"), genuine.body())))
                .isEqualTo(400);
        assertThat(door.deliver("stripe", new Delivery(Map.of("stripe-signature", "t=x"), genuine.body())))
                .isEqualTo(400);
        // One byte more than was signed.
        assertThat(door.deliver(
                        "stripe", new Delivery(genuine.headers(), (body + " ").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(400);
        var payment = StripeWebhooks.foreignPayment("pi_x", 5000, "usd", intent);
        assertThat(deliver(StripeWebhooks.signed("payment_intent.succeeded", payment, now, "whsec_of_another_shop")))
                .isEqualTo(400);
        assertThat(deliver(StripeWebhooks.signed(
                        "payment_intent.succeeded", payment, now.minus(Duration.ofMinutes(6)), StripeWebhooks.SECRET)))
                .isEqualTo(400);
        assertThat(deliver(StripeWebhooks.signed(
                        "payment_intent.succeeded", payment, now.plusSeconds(4_000), StripeWebhooks.SECRET)))
                .isEqualTo(400);
        assertThat(door.deliver("creem", genuine)).isEqualTo(404);
        assertThat(door.deliver("nobody", genuine)).isEqualTo(404);
        assertThat(door.deliver("stripe", new Delivery(genuine.headers(), new byte[WebhookController.LARGEST + 1])))
                .isEqualTo(413);

        shop.process();
        assertThat(shop.credit()).isEqualByComparingTo("0");
        assertThat(shop.jdbc()
                        .sql("SELECT reason || ' ' || count FROM webhook_refusal WHERE gateway = 'stripe' ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("forged 4", "stale 2", "too_large 1", "unsigned 1");
    }

    @ParameterizedTest(name = "[{index}] {0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -1             | it cannot be read: an amount of -1 cents is no payment.
                    90000000000000 | it cannot be read: an amount of 90000000000000 cents is no payment.
                    """)
    void anAbsurdAmountIsABreakAndNoCredit(long amount, String says) {
        String intent = pageThatIsPaid("5000");
        deliver(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_foreign", amount, "usd", intent),
                Instant.now(),
                StripeWebhooks.SECRET));
        Sweep.Swept swept = shop.sweep(
                new Patience(Duration.ofHours(1), Duration.ofHours(24), Duration.ofHours(24), Shop.NEVER, Shop.NEVER));
        assertThat(shop.credit()).isEqualByComparingTo("0");
        assertThat(swept.breaks()).anySatisfy(each -> {
            assertThat(each.kind()).isEqualTo(Break.Kind.STRAY_WEBHOOK);
            assertThat(each.detail()).startsWith("unreadable: " + says);
        });
    }

    @Test
    void moneyWeDoNotTakeIsABreakWhereItsIntentIsPaidAlready() {
        String intent = pageThatIsPaid("5000");
        deliver(stripe.event("payment_intent.succeeded", intent));
        deliver(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_yen" + shop.account, 5000, "jpy", intent),
                Instant.now(),
                StripeWebhooks.SECRET));
        Sweep.Swept swept = shop.sweep();
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
        assertThat(swept.breaks()).anySatisfy(each -> assertThat(each.detail())
                .isEqualTo("unreadable: payment pi_yen" + shop.account
                        + ": the currency is JPY, which has no cents; only USD is taken"));
    }

    /** Signed all the same: whatever a body is, it is named in our own words and holds nothing up. */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    hello                                                            | its body is no JSON, or not that of an event of Stripe's
                    {"id":"evt_1"                                                    | its body is no JSON, or not that of an event of Stripe's
                    {"id":"evt_1"} {}                                                | its body is no JSON, or not that of an event of Stripe's
                    []                                                               | its body is no JSON, or not that of an event of Stripe's
                    {"id":"evt_1","type":"invoice.paid","data":"x"}                  | its body is no JSON, or not that of an event of Stripe's
                    null                                                             | it is no event of Stripe's
                    {"id":"evt_1","type":"invoice.paid"}                             | it is no event of Stripe's
                    {"id":"evt_1","type":"invoice.paid","data":{}}                   | it cannot be read: invoice.paid has an object that is none of Stripe's form
                    {"id":"evt_1","type":"refund.created","data":{"object":{"object":"refund","amount":"a lot"}}} | it cannot be read: refund.created has an object that is none of Stripe's form
                    {"id":"evt_1","type":"refund.created","data":{"object":{"object":"dispute"}}} | it cannot be read: a refund.created should carry a Refund
                    """)
    void aBodyThatMakesNoSenseIsNamedInOurWords(String body, String says) {
        long strays = strays().size();
        assertThat(deliver(stripe.sentNow(new Delivery(Map.of(), body.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(200);
        assertThat(shop.process().failed()).isEmpty();
        assertThat(strays()).hasSize((int) strays + 1).endsWith("unreadable: " + says);
    }

    private List<String> strays() {
        return shop.jdbc()
                .sql(
                        "SELECT outcome || ': ' || detail FROM webhook_end WHERE outcome = 'unreadable' ORDER BY webhook_id")
                .query(String.class)
                .list();
    }

    @Test
    void aSubscriptionThatEndsAtStripeIsRenewedNoMoreAndItsMonthIsServed() {
        ChargeOrder month = shop.month(GatewayName.STRIPE, PAGE, "s" + shop.account);
        String first = shop.cashier().charge(month, Shop.ADA).intent().id();
        String subscription = "sub_" + shop.account;
        deliver(stripe.invoicePaid(first, subscription, "in_" + shop.account, 1000));
        shop.process();
        Delivery deleted = stripe.subscriptionDeleted(subscription, first);
        deliver(deleted);
        assertThat(shop.process().applied()).isEqualTo(1);
        // Told again in other words: known.
        deliver(stripe.sentNow(new Delivery(
                Map.of(),
                (new String(deleted.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8))));
        assertThat(shop.process().known()).isEqualTo(1);
        assertThat(shop.jdbc()
                        .sql("SELECT plan_code || ' ' || cancelled_because FROM subscription WHERE account_id = ?")
                        .param(shop.account)
                        .query(String.class)
                        .list())
                .containsExactly("starter gateway");
        assertThat(count(
                        "SELECT count(*) FROM cycle_ending e JOIN cycle c USING (cycle_id) WHERE c.account_id = ?",
                        shop.account))
                .isZero();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(stripe.requests()).noneMatch(each -> each.method().equals("DELETE"));
    }

    @Test
    void aPaymentNobodyHereAskedForIsAStrayOnceItHasWaited() {
        deliver(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_other", 1234, "usd", "pay_unknown"),
                Instant.now(),
                StripeWebhooks.SECRET));
        assertThat(shop.process().waiting()).isPositive();
        Sweep.Swept swept = shop.sweep(
                new Patience(Duration.ofHours(1), Duration.ZERO, Duration.ofHours(24), Shop.NEVER, Shop.NEVER));
        assertThat(swept.breaks()).anySatisfy(each -> assertThat(each.detail())
                .isEqualTo("unmatched: paid 12.34 USD, payment pi_other pay_unknown"));
    }
}
