package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded here as paid, and Stripe does not have, is named until it is there or closed. */
class AbsentPaymentsTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    AbsentPaymentsTest() {
        super(DB, data);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what is told with Stripe's signature | detail                                    | then         | entries
                    a payment that Stripe never heard of   | the gateway has never heard of it         | closed       | absent
                    a payment that waits for the customer  | the gateway says that it is action_required | paid after all | absent, found
                    """)
    void whatIsPaidHereAndNotThereIsNamedUntilItIsThereOrClosed(
            String told, String detail, String then, String entries) {
        stripe.mood(Mood.DEMANDS_3DS);
        Standing charge =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", CARD, "f" + shop.account), Shop.ADA);
        stripe.mood(Mood.ANSWERS);
        String intent = charge.intent().id();
        String payment = told.endsWith("customer") ? charge.reference().orElseThrow() : "pi_forged" + shop.account;
        forged(intent, payment);
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
        for (Patience patience : List.of(Shop.READS_LISTS, Shop.READS_LISTS, Shop.IMPATIENT)) {
            Sweep.Swept swept = shop.sweep(patience);
            assertThat(shop.breaks(swept)).containsExactly("missing-at-gateway 50.00");
            assertThat(swept.breaks()).anySatisfy(each -> assertThat(each.detail())
                    .isEqualTo("payment " + payment + " is recorded as paid: " + detail));
        }
        if (then.equals("closed")) {
            new CommandRunner(data, DB.settings()).clean("wallet refund " + intent + " --reason 'never paid'");
            assertThat(sentBack(intent)).containsExactly("refund 50.00");
            new CommandRunner(data, DB.settings())
                    .clean("payment close missing-at-gateway:" + intent + ":" + payment
                            + " --reason 'credit taken back, secret changed'");
        } else {
            stripe.customerProves(intent);
        }
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(texts("SELECT state FROM absent_payment WHERE intent_id = ? ORDER BY entry_no", intent))
                .containsExactly(entries.split(", "));
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
    }

    @Test
    void aPaymentThatStripeDoesNotListNorSayWhetherItHasIsLookedForAgain() {
        String intent = paid("n");
        String payment = "pi_silent" + shop.account;
        forged(intent, payment);
        long readings = readings();
        stripe.moods(request -> request.path().endsWith(payment) ? Mood.ANSWERS_NOTHING_AT_ALL : Mood.ANSWERS);
        assertThat(shop.sweep(Shop.READS_LISTS).breaks()).anySatisfy(each -> {
            assertThat(each.reference()).isEqualTo("undecided:" + intent + ":" + payment);
            assertThat(each.detail())
                    .startsWith(
                            "the gateway does not list it, and did not say whether it has it: Stripe answered 500: ");
        });
        // The list itself was read, and goes on from there; the payment alone is asked for until there is an answer.
        assertThat(readings()).isEqualTo(readings + 2);
        for (int sweeps = 0; sweeps < 2; sweeps++) {
            assertThat(shop.breaks(shop.sweep())).containsExactly("undecided 50.00", "paid-twice 50.00");
        }
        assertThat(readings()).isEqualTo(readings + 2);
        // A gateway that gives no answer is waited for; only looking that fails is closed, once it has failed for long
        // enough.
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        String close = "payment close not-processed:" + intent + ":" + payment + " --reason 'looked there'";
        assertThat(reckon.run(close).err())
                .contains("it cannot be closed: it is undecided:" + intent + ":" + payment
                        + ": its gateway gave no answer about it, and the sweep asks again.");
        new ProcessingFailureTable(shop.jdbc()).add(intent + ":" + payment, "IllegalStateException: out of order");
        assertThat(reckon.run(close).err()).contains("it is tried again by each sweep, and can be closed from 20");
        stripe.mood(Mood.ANSWERS);
        assertThat(shop.breaks(shop.sweep())).containsExactly("paid-twice 50.00", "missing-at-gateway 50.00");
        stripe.moods(request -> request.path().endsWith(payment) ? Mood.ANSWERS_NOTHING_AT_ALL : Mood.ANSWERS);
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS)))
                .containsExactly("paid-twice 50.00", "missing-at-gateway 50.00");
        assertThat(texts("SELECT state FROM absent_payment WHERE intent_id = ? ORDER BY entry_no", intent))
                .containsExactly("unanswered", "absent");
    }

    @Test
    void aMonthTooOldForTheListIsFoundByItsInvoice() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.now().minus(Duration.ofDays(90)));
        try (StripeDouble old = new StripeDouble(clock::get)) {
            Shop other = new Shop(DB, data, old);
            ChargeOrder month = other.month(GatewayName.STRIPE, new Means.CheckoutPage(""), "o" + other.account);
            String first = other.cashier().charge(month, Shop.ADA).intent().id();
            String invoice = "in_old" + other.account;
            Delivery told = old.invoicePaid(first, "sub_" + other.account, invoice, 1000);
            clock.set(Instant.now());
            assertThat(other.inbox().take("stripe", old.sentNow(told))).contains(new Verdict.Genuine());
            assertThat(other.breaks(other.sweep(Shop.READS_LISTS))).isEmpty();
            assertThat(old.requests())
                    .anySatisfy(each -> assertThat(each.path()).isEqualTo("/v1/invoices/" + invoice));
            assertThat(texts("SELECT state FROM absent_payment WHERE intent_id = ?", first))
                    .isEmpty();
        }
    }

    /** Signed as Stripe does, by somebody else. */
    private void forged(String intent, String payment) {
        Delivery forged = StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment(payment, 5000, "usd", intent),
                Instant.now(),
                StripeWebhooks.SECRET);
        assertThat(shop.inbox().take("stripe", forged)).contains(new Verdict.Genuine());
        shop.process();
    }

    private long readings() {
        return shop.jdbc()
                .sql("SELECT count(*) FROM gateway_listing")
                .query(Long.class)
                .single();
    }

    private List<String> texts(String sql, String parameter) {
        return shop.jdbc().sql(sql).param(parameter).query(String.class).list();
    }
}
