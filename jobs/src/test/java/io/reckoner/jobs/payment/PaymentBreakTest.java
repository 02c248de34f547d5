package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nothing can mend is closed by a person, with a reason, and stays closed. */
class PaymentBreakTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    PaymentBreakTest() {
        super(DB, data);
    }

    private CommandRunner reckon;

    @BeforeEach
    void atTheCommandLine() {
        reckon = new CommandRunner(data, DB.settings())
                .with("RECKON_STRIPE_API_KEY", "sk_test_secret")
                .with("RECKON_STRIPE_URL", stripe.url());
    }

    /** Looks intents up as soon as settings allow. */
    private CommandRunner atOnce() {
        return reckon.with("RECKON_PAYMENT_TIMEOUT", "1s").with("RECKON_PAYMENT_LOOK_UP_AFTER", "3s");
    }

    private void price(String dollars) throws Exception {
        Path plans = data.resolve("plans.yaml");
        Files.writeString(
                plans,
                """
                plan_catalogue: 1
                plans:
                  - {code: starter, name: Starter, price: %s, credits: 1000}
                """
                        .formatted(dollars));
        reckon.clean("plan import " + plans);
    }

    private List<String> references() {
        return shop.sweep().breaks().stream().map(Break::reference).toList();
    }

    @Test
    void aStrayWebhookIsClosedWithItsReasonOnce() {
        Delivery stray = StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_eur", 1234, "eur", "pay_unknown"),
                Instant.now(),
                StripeWebhooks.SECRET);
        assertThat(shop.inbox().take("stripe", stray)).contains(new Verdict.Genuine());
        String reference = references().stream()
                .filter(each -> each.startsWith("stray-webhook:stripe-"))
                .findFirst()
                .orElseThrow();
        assertThat(reckon.clean("payment sweep").out()).contains(reference);

        assertThat(reckon.run("payment close " + reference).err()).contains("closing a break needs a reason");
        assertThat(reckon.clean("payment close " + reference + " --reason 'another shop of ours' --actor ada")
                        .out())
                .isEqualTo("Closed " + reference
                        + ": unreadable: payment pi_eur: the currency is EUR; only USD is taken.\n");
        assertThat(references()).doesNotContain(reference);
        Ran again = reckon.run("payment close " + reference + " --reason 'another shop of ours'");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("there is no open break " + reference);
        assertThat(shop.jdbc()
                        .sql(
                                "SELECT actor || ': ' || reason || ' (' || detail || ')' FROM payment_break_end WHERE break_ref = ?")
                        .param(reference)
                        .query(String.class)
                        .single())
                .isEqualTo(
                        "ada: another shop of ours (unreadable: payment pi_eur: the currency is EUR; only USD is taken)");
    }

    @Test
    void aClosedChargeIsNotCreditedLaterAndASecondPaymentIsABreakOfItsOwn() throws Exception {
        // The price changes while the customer is on the page: nothing opens for the old one.
        Standing charge = shop.cashier().charge(shop.month(GatewayName.STRIPE, PAGE, "c" + shop.account), Shop.ADA);
        String intent = charge.intent().id();
        price("9.00");
        stripe.customerPays(intent);
        assertThat(references()).contains("charged-not-credited:" + intent);
        reckon.clean("payment close charged-not-credited:" + intent + " --reason 'sent back by cheque'");
        assertThat(references()).noneMatch(each -> each.contains(intent));
        // Its cause is mended, and it would be booked now, were it not closed.
        price("10.00");
        assertThat(references()).noneMatch(each -> each.contains(intent));
        assertThat(shop.lots()).isEmpty();

        for (String again : List.of("pi_again", "pi_and_again")) {
            shop.inbox()
                    .take(
                            "stripe",
                            StripeWebhooks.signed(
                                    "payment_intent.succeeded",
                                    StripeWebhooks.foreignPayment(again, 900, "usd", intent),
                                    Instant.now(),
                                    StripeWebhooks.SECRET));
        }
        assertThat(references())
                .contains("paid-twice:" + intent + ":pi_again", "paid-twice:" + intent + ":pi_and_again");
        reckon.clean("payment close paid-twice:" + intent + ":pi_again --reason 'sent back'");
        assertThat(references().stream().filter(each -> each.contains(intent)))
                .containsExactly("paid-twice:" + intent + ":pi_and_again");
        assertThat(shop.lots()).isEmpty();
    }

    @Test
    void closingLooksAtThatBreakAloneAndMovesNothing() {
        Delivery stray = StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_gbp", 1234, "gbp", "pay_unknown"),
                Instant.now(),
                StripeWebhooks.SECRET);
        shop.inbox().take("stripe", stray);
        String reference = references().stream()
                .filter(each -> each.startsWith("stray-webhook:stripe-"))
                .findFirst()
                .orElseThrow();
        Standing page =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", PAGE, "p" + shop.account), Shop.ADA);
        stripe.customerPays(page.intent().id());
        Delivery paid =
                stripe.sessionEvent("checkout.session.completed", page.intent().id());
        shop.inbox().take("stripe", paid);
        int asked = stripe.requests().size();
        atOnce().clean("payment close " + reference + " --reason 'not ours'");
        assertThat(stripe.requests()).hasSize(asked);
        assertThat(shop.lots()).isEmpty();
        assertThat(shop.states(page.intent().id())).containsExactly("call action_required");
        assertThat(references()).doesNotContain(reference);
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened again", "sent back"})
    void whatIsPaidForAClosedAccountIsNamedUntilItIsOpenedAgainOrTheMoneySentBack(String then) {
        Standing page =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", PAGE, "p" + shop.account), Shop.ADA);
        reckon.clean("account set " + shop.account + " --status closed --reason asked");
        stripe.customerPays(page.intent().id());
        Sweep.Swept swept = shop.sweep();
        assertThat(shop.breaks(swept)).containsExactly("charged-not-credited 50.00");
        assertThat(swept.breaks())
                .anySatisfy(each -> assertThat(each.detail()).startsWith("account " + shop.account + " is closed: "));
        assertThat(shop.lots()).isEmpty();
        if (then.equals("sent back")) {
            reckon.clean("payment refund " + page.intent().id() + " 50.00 --reason closed --ref b" + shop.account);
        } else {
            reckon.clean("account set " + shop.account + " --status active");
        }
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.credit()).isEqualByComparingTo(then.equals("sent back") ? "0" : "50.00");
        assertThat(stripe.left(page.intent().id())).isEqualTo(then.equals("sent back") ? 0 : 5000);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # the customer            | here            | at Stripe       | credit | says
                    left a page               | declined        | expired         | 0      | is declined: gave up.
                    left a proof to his bank  | declined        | canceled        | 0      | is declined: gave up.
                    has paid on the page      | paid            | succeeded       | 50.00  | is paid: 50.00 USD, booked.
                    left while Stripe is down | action_required | open            | 0      | was not closed at stripe: Stripe answered 500
                    """)
    void whatIsGivenUpIsClosedAtStripeAndWhatWasPaidOrCannotBeClosedIsNotGivenUp(
            String customer, String here, String atStripe, String credit, String says) {
        Means means = customer.contains("proof") ? CARD : PAGE;
        stripe.mood(customer.contains("proof") ? Mood.DEMANDS_3DS : Mood.ANSWERS);
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "5000", means, "up" + shop.account), Shop.ADA)
                .intent()
                .id();
        if (customer.startsWith("has paid")) {
            stripe.customerPays(intent);
        }
        stripe.mood(customer.endsWith("down") ? Mood.ANSWERS_NOTHING_AT_ALL : Mood.ANSWERS);
        Ran ran = reckon.run("payment confirm " + intent + " --never --reason 'gave up'");
        assertThat(ran.out() + ran.err()).contains(says);
        assertThat(shop.cashier().standing(intent).state()).isEqualTo(here);
        assertThat(stripe.statusOf(intent)).isEqualTo(atStripe);
        assertThat(shop.credit()).isEqualByComparingTo(credit);
    }

    @Test
    void aClosedAccountIsNotCharged() {
        reckon.clean("account set " + shop.account + " --status closed --reason asked");
        Ran refused = reckon.run("payment charge " + shop.account
                + " 50.00 --gateway stripe --customer cus_1 --method pm_1 --ref c" + shop.account);
        assertThat(refused.err()).contains("no money was moved", "account " + shop.account + " is closed");
        assertThat(stripe.payments()).isZero();
    }

    @Test
    void aBreakWhoseCauseIsMendedIsBookedAndNotClosed() throws Exception {
        Standing charge = shop.cashier().charge(shop.month(GatewayName.STRIPE, PAGE, "m" + shop.account), Shop.ADA);
        String reference = "charged-not-credited:" + charge.intent().id();
        price("9.00");
        stripe.customerPays(charge.intent().id());
        assertThat(references()).contains(reference);
        price("10.00");
        Ran refused = reckon.run("payment close " + reference + " --reason 'too late'");
        assertThat(refused.err())
                .contains("there is no open break " + reference + " that the next sweep would not mend");
        assertThat(shop.lots()).isEmpty();
        assertThat(references()).noneMatch(each -> each.contains(charge.intent().id()));
        assertThat(shop.lots()).isNotEmpty();
    }

    @Test
    void whatWaitsForAnAnswerCannotBeClosed() {
        stripe.mood(Mood.ANSWERS_NOTHING_AT_ALL);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "u" + shop.account), Shop.ADA);
        String reference = "undecided:" + charge.intent().id();
        long patience = System.nanoTime() + 60_000_000_000L;
        while (!atOnce().clean("payment sweep").out().contains(reference) && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        Ran refused = atOnce().run("payment close " + reference + " --reason 'no patience'");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("break " + reference + " waits for an answer and cannot be closed.");
    }

    @Test
    void whatIsOpenForLongSaysWhatHelpsByWhatItIs() {
        Shop offline = Shop.offline(DB, data);
        String charge = offlineIntent("charge " + offline.account + " 50.00 --gateway offline");
        assertThat(openForLong(offline))
                .containsExactly("pending. Say what became of it with: reckon payment confirm " + charge
                        + " --received AMOUNT, or --never --reason WHY.");
        reckon.clean("payment confirm " + charge + " --received 50.00");
        String refund = offlineIntent("refund " + charge + " 20.00 --reason asked");
        assertThat(openForLong(offline))
                .containsExactly("pending. Say what became of it with: reckon payment confirm " + refund
                        + " --sent AMOUNT, or --never --reason WHY.");
    }

    private String offlineIntent(String line) {
        return reckon.clean("payment " + line).out().replaceAll("(?s).*(pay_[0-9a-f]{32}).*", "$1");
    }

    private static List<String> openForLong(Shop offline) {
        Duration never = Duration.ofDays(1);
        return offline.sweep(new Patience(Duration.ZERO, Duration.ofSeconds(-1), never, never, never)).breaks().stream()
                .filter(each ->
                        each.kind() == Break.Kind.STILL_OPEN && each.account().equals(offline.account))
                .map(Break::detail)
                .toList();
    }

    @Test
    void refusedDeliveriesAreListedByDayAndReason() {
        Delivery genuine = StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_x", 1, "usd", "pay_x"),
                Instant.now(),
                "whsec_of_another_shop");
        CommandRunner today = reckon.at(Instant.now());
        for (int days : List.of(0, -3, 36_501)) {
            assertThat(today.run("payment refusals --days " + days).err())
                    .isEqualTo("--days " + days + " is no number of days back. Write 1, for today alone, to 36500.\n");
        }
        assertThat(today.clean("payment refusals").out()).startsWith("No delivery was refused since ");
        shop.inbox().take("stripe", genuine);
        shop.inbox().take("stripe", genuine);
        shop.inbox().take("stripe", new Delivery(Map.of(), genuine.body()));
        assertThat(today.clean("payment refusals --format csv").lines().stream()
                        .map(line -> line.substring(line.indexOf(',') + 1)))
                .containsExactly("gateway,reason,count", "stripe,forged,2", "stripe,unsigned,1");
        assertThat(today.clean("payment refusals").out())
                .contains("forged: its signature does not fit its bytes and our secret.");
    }
}
