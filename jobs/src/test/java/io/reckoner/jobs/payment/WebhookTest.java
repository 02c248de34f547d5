package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import io.reckoner.jobs.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks over HTTP, as gateways deliver them: in any order, any number of times, and as strangers forge them. */
class WebhookTest {
    private static final Means CARD = new Means.StoredMethod("cus_1", "pm_1");
    private static final Means PAGE = new Means.CheckoutPage("");

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private StripeDouble stripe;
    private Shop shop;
    private WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void open() {
        stripe = new StripeDouble();
        shop = new Shop(DB, data, StripeChargeTest.gateway(stripe));
        server = WebServer.start(new InetSocketAddress("127.0.0.1", 0), List.of(new WebhookController(shop.inbox())));
    }

    @AfterEach
    void close() {
        server.close();
        stripe.close();
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

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what the gateway tells of the second payment of 50.00 | breaks
                    refund 5000                                             |
                    refund 2000                                             | paid-twice 30.00
                    refund 2000, refund 3000                                |
                    refund 2000, dispute needs_response                     |
                    dispute needs_response                                  |
                    dispute won                                             | paid-twice 50.00
                    dispute lost                                            |
                    """)
    void whatGoesBackOfASecondPaymentTakesNothingOfTheFirst(String told, String breaks) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        deliver(stripe.paidAgain(intent, 5000));
        for (String event : told.split(", ")) {
            String[] words = event.split(" ");
            deliver(
                    words[0].equals("refund")
                            ? stripe.refundedByHand(intent, Long.parseLong(words[1]))
                            : stripe.dispute(
                                    "charge.dispute.closed",
                                    intent,
                                    "dp_" + shop.account,
                                    words[1],
                                    words[1].equals("won") ? 5000 : stripe.left(intent)));
        }
        List<String> expected = breaks == null ? List.of() : List.of(breaks);
        assertThat(shop.breaks(shop.sweep())).containsExactlyElementsOf(expected);
        assertThat(count("SELECT count(*) FROM payment_reversal WHERE payment_id = ?", intent))
                .isZero();
        // The first can go back whole still.
        assertThat(shop.cashier()
                        .refund(intent, new Cents(5000), new Reference("back" + shop.account), Shop.ADA)
                        .booked())
                .isTrue();
    }

    @Test
    void aRefundThatArrivesBeforeItsPaymentWaitsForIt() {
        String intent = pageThatIsPaid("5000");
        deliver(stripe.refundedByHand(intent, 2000));
        Webhooks.Processed early = shop.process();
        assertThat(early.waiting()).isPositive();
        assertThat(count("SELECT count(*) FROM payment_intent WHERE charge_id = ?", intent))
                .isZero();

        deliver(stripe.sessionEvent("checkout.session.completed", intent));
        shop.process();
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
        assertThat(count(
                        "SELECT coalesce(sum(cents), 0) FROM payment_intent WHERE charge_id = ? AND kind = 'refund'",
                        intent))
                .isEqualTo(2000);
    }

    @Test
    void theWebhookOfOurOwnRefundIsNotASecondRefund() {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        Standing refund = shop.cashier().refund(intent, new Cents(5000), new Reference("r" + shop.account), Shop.ADA);
        deliver(StripeWebhooks.signed(
                "refund.created", refundObject(refund, charge), Instant.now(), StripeWebhooks.SECRET));
        shop.process();
        assertThat(count("SELECT count(*) FROM payment_intent WHERE charge_id = ?", intent))
                .isEqualTo(1);
        assertThat(shop.states(refund.intent().id())).containsExactly("call refunded");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # events in the order they arrive                                            | stages known
                    charge.dispute.created needs_response                                        | opened
                    charge.dispute.created needs_response, charge.dispute.closed won             | opened won
                    charge.dispute.closed lost, charge.dispute.created needs_response            | lost opened
                    charge.dispute.created warning_needs_response, charge.dispute.closed warning_closed |
                    """)
    void disputesAreKnownInWhateverOrderTheyArrive(String events, String stages) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        for (String event : events.split(", ")) {
            String[] words = event.split(" ");
            deliver(stripe.dispute(words[0], intent, "dp_" + shop.account, words[1]));
        }
        shop.process();
        List<String> expected = stages == null ? List.of() : List.of(stages.split(" "));
        assertThat(shop.jdbc()
                        .sql("SELECT state FROM payment_dispute WHERE intent_id = ?")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # of 50.00, in the order they arrive | what went back
                    dispute 5000                         | chargeback 50.00
                    dispute 3000                         | chargeback 30.00
                    refund 1000, dispute 4000            | refund 10.00, chargeback 40.00
                    dispute 4000, refund 1000            | chargeback 40.00, refund 10.00
                    """)
    void aDisputeTakesWhatItIsAboutWhateverElseWentBack(String events, String back) {
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        for (String event : events.split(", ")) {
            String[] words = event.split(" ");
            long cents = Long.parseLong(words[1]);
            deliver(
                    words[0].equals("refund")
                            ? stripe.refundedByHand(intent, cents)
                            : stripe.dispute(
                                    "charge.dispute.created", intent, "dp_" + shop.account, "needs_response", cents));
            shop.process();
        }
        assertThat(shop.jdbc()
                        .sql("SELECT kind || ' ' || amount::numeric(9, 2) FROM payment_reversal WHERE payment_id = ? "
                                + "ORDER BY recorded_at")
                        .param(intent)
                        .query(String.class)
                        .list())
                .containsExactly(back.split(", "));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
    }

    @Test
    void theUnsignedForgedStaleAndForeignAreRefusedCountedAndNotStored() {
        String intent = pageThatIsPaid("5000");
        Delivery genuine = stripe.sessionEvent("checkout.session.completed", intent);
        String body = new String(genuine.body(), StandardCharsets.UTF_8);
        Instant now = Instant.now();

        assertThat(deliver("stripe", new Delivery(Map.of(), genuine.body()))).isEqualTo(400);
        assertThat(deliver("stripe", new Delivery(Map.of("stripe-signature", "t=1,v1=00"), genuine.body())))
                .isEqualTo(400);
        assertThat(deliver("stripe", new Delivery(Map.of("stripe-signature", "t=x"), genuine.body())))
                .isEqualTo(400);
        // One byte more than was signed.
        assertThat(deliver("stripe", new Delivery(genuine.headers(), (body + " ").getBytes(StandardCharsets.UTF_8))))
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
        assertThat(deliver("creem", genuine)).isEqualTo(404);
        assertThat(deliver("nobody", genuine)).isEqualTo(404);
        assertThat(deliver("stripe", new Delivery(genuine.headers(), new byte[WebhookController.LARGEST + 1])))
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
                    jpy | 5000           | payment pi_foreign: the currency is JPY, which has no cents; only USD is taken
                    eur | 5000           | payment pi_foreign: the currency is EUR; only USD is taken
                    usd | -1             | it cannot be read: an amount of -1 cents is no payment.
                    usd | 90000000000000 | it cannot be read: an amount of 90000000000000 cents is no payment.
                    """)
    void moneyWeDoNotTakeIsABreakAndNoCredit(String currency, long amount, String says) {
        String intent = pageThatIsPaid("5000");
        deliver(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_foreign", amount, currency, intent),
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

    private static com.stripe.model.Refund refundObject(Standing refund, Standing charge) {
        com.stripe.model.Refund object = new com.stripe.model.Refund();
        object.setObject("refund");
        object.setId(refund.reference().orElseThrow());
        object.setAmount(refund.intent().cents().count());
        object.setCurrency("usd");
        object.setStatus("succeeded");
        object.setPaymentIntent(charge.reference().orElseThrow());
        object.setMetadata(Map.of("reckon_intent", refund.intent().id()));
        return object;
    }

    private String pageThatIsPaid(String cents) {
        Standing open =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, cents, PAGE, "p" + shop.account), Shop.ADA);
        stripe.customerPays(open.intent().id());
        return open.intent().id();
    }

    private long count(String sql, String parameter) {
        return shop.jdbc().sql(sql).param(parameter).query(Long.class).single();
    }

    private int deliver(Delivery delivery) {
        return deliver("stripe", delivery);
    }

    private int deliver(String gateway, Delivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/webhooks/" + gateway))
                .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
