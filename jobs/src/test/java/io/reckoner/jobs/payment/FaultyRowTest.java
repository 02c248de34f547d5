package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row that fails in a way nobody expects holds up no other: it is named with what was thrown, and tried again. */
class FaultyRowTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    FaultyRowTest() {
        super(DB, data);
    }

    @Test
    void aWebhookThatThrowsIsABreakAndThoseAfterItHaveTheirEffect() {
        String intent = page("2500");
        stripe.customerPays(intent);
        // Signed and well-formed, but PostgreSQL takes no such text.
        take(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_odd", 5000, "usd", "pay_\0"),
                Instant.now(),
                StripeWebhooks.SECRET));
        take(stripe.sessionEvent("checkout.session.completed", intent));

        Webhooks.Processed processed = shop.process();
        assertThat(processed.applied()).isEqualTo(1);
        assertThat(processed.waiting()).isZero();
        assertThat(shop.lots()).containsExactly("bonus 5", "topup 25");
        long webhook = shop.jdbc()
                .sql("SELECT min(webhook_id) FROM webhook")
                .query(Long.class)
                .single();
        String named = "stripe-" + webhook;
        assertThat(processed.sentence())
                .startsWith("1 webhooks processed: 1 with an effect, 0 known before, 0 of no concern, 0 stray; 0 wait, "
                        + "1 failed: " + named + " (PSQLException: ERROR: invalid byte sequence");
        // It is named by each sweep until it is mended.
        for (int round = 0; round < 2; round++) {
            assertThat(shop.sweep().breaks())
                    .filteredOn(each -> each.kind() == Break.Kind.NOT_PROCESSED)
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.subject()).isEqualTo(named);
                        assertThat(each.detail())
                                .startsWith("PSQLException: ERROR: invalid byte sequence")
                                .contains("; it is tried again by each sweep, and can be closed from 20")
                                .doesNotContain("\n");
                    });
        }
        // Nobody can mend it: once it is old enough it is closed, and not tried again.
        String close = "payment close not-processed:" + named + " --reason 'a test of the endpoint'";
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        assertThat(reckon.run(close).err())
                .contains("break not-processed:" + named
                        + ": it is tried again by each sweep, and can be closed from 20");
        CommandRunner impatient = reckon.with("RECKON_PAYMENT_OPEN_AT_MOST", "1s");
        long patience = System.nanoTime() + 60_000_000_000L;
        while (impatient.run(close).exit() != 0 && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(shop.process().failed()).isEmpty();
        assertThat(shop.sweep().breaks()).noneMatch(each -> each.kind() == Break.Kind.NOT_PROCESSED);
    }

    @Test
    void aStrayWhosePaymentIsNoTextIsOneAndStopsNoSweep() {
        take(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_\0" + shop.account + "\n", 5000, "usd", "pay_unknown"),
                Instant.now(),
                StripeWebhooks.SECRET));
        Webhooks.Processed old = new Webhooks(shop.database, shop.gateways(), shop.effects, Duration.ZERO).process();
        assertThat(old.strays()).isPositive();
        assertThat(old.failed()).isEmpty();
        assertThat(shop.sweep().breaks()).anySatisfy(each -> assertThat(each.detail())
                .startsWith("unmatched: paid 50.00 USD, payment pi_ " + shop.account));
        // It is kept as the gateway's list would name it.
        assertThat(shop.jdbc()
                        .sql("SELECT moved_ref FROM webhook_end ORDER BY webhook_id DESC LIMIT 1")
                        .query(String.class)
                        .single())
                .isEqualTo("pi_ " + shop.account);
    }

    @Test
    void aWebhookThatHasNotFailedIsNotClosedHoweverLongItWaits() {
        take(StripeWebhooks.signed(
                "payment_intent.succeeded",
                StripeWebhooks.foreignPayment("pi_new" + shop.account, 5000, "usd", "pay_unknown"),
                Instant.now(),
                StripeWebhooks.SECRET));
        assertThat(shop.process().waiting()).isEqualTo(1);
        String named = "stripe-"
                + shop.jdbc()
                        .sql("SELECT max(webhook_id) FROM webhook")
                        .query(Long.class)
                        .single();
        CommandRunner impatient = new CommandRunner(data, DB.settings()).with("RECKON_PAYMENT_OPEN_AT_MOST", "1s");
        String close = "payment close not-processed:" + named + " --reason 'a test of the endpoint'";
        assertThat(impatient.run(close).err())
                .contains(
                        "webhook " + named + " has not failed, and is no break: gateway stripe is not set up, and it"
                                + " waits for that. Only one whose processing has failed for payment.open-at-most can be closed.");
        assertThat(impatient
                        .with("RECKON_STRIPE_API_KEY", "sk_test_secret")
                        .run(close)
                        .err())
                .contains("it waits to be processed, or for what it tells of to be known. Process it with: "
                        + "reckon payment process.");
        assertThat(shop.process().waiting()).isEqualTo(1);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what fails for one of two accounts | its breaks                      | its lots once it is mended | what helps
                    paid                                 | not-processed 20.00             | bonus 4, topup 20          | cannot be closed: its outcome is waited for
                    disputed                             | not-processed 20.00             | bonus 4, topup 20          | can be closed now, which closes disputed-not-booked:
                    """)
    void aSweepGoesOnAfterARowThatThrows(String failing, String breaks, String lots, String words) {
        String faulty = page("2000");
        Shop other = new Shop(DB, data, stripe);
        String sound = page(other, "3000");
        boolean isDispute = failing.equals("disputed");
        if (isDispute) {
            stripe.customerPays(faulty);
            shop.sweep();
            // Stored while the books refused: due since.
            shop.jdbc()
                    .sql("INSERT INTO payment_dispute (gateway, dispute_ref, state, intent_id, cents) "
                            + "VALUES ('stripe', ?, 'opened', ?, 2000)")
                    .params("dp_" + shop.account, faulty)
                    .update();
        } else {
            stripe.customerPays(faulty);
        }
        stripe.customerPays(sound);

        Sweep.Swept swept = sweep(new FailingEffects(shop.account, shop.effects));
        assertThat(shop.breaks(swept)).containsExactly(breaks.split(", "));
        assertThat(swept.breaks())
                .filteredOn(each -> each.account().equals(shop.account))
                .allSatisfy(each -> assertThat(each.detail())
                        .startsWith("IllegalStateException: out of order; it ")
                        .contains(words));
        assertThat(other.lots()).containsExactly("bonus 6", "topup 30");
        assertThat(other.breaks(swept)).isEmpty();

        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.lots()).containsExactly(lots.split(", "));
    }

    @Test
    void whatIsPaidAndCannotBeBookedIsClosedAtOnceAndNotTriedAgain() {
        String intent = page("2000");
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        reckon.clean("account set " + shop.account + " --status closed --reason asked");
        stripe.customerPays(intent);
        assertThat(shop.breaks(shop.sweep())).containsExactly("charged-not-credited 20.00");
        // What is told by its own name is closed by that.
        assertThat(reckon.run("payment close not-processed:" + intent + " --reason 'given'")
                        .err())
                .contains("it cannot be closed: it is charged-not-credited:" + intent + " by now: account "
                        + shop.account);

        PaymentEffects faulty = new FailingEffects(shop.account, shop.effects);
        Sweep.Swept swept = sweep(faulty);
        assertThat(shop.breaks(swept)).containsExactly("not-processed 20.00");
        assertThat(swept.breaks()).anySatisfy(each -> assertThat(each.detail())
                .isEqualTo(
                        "IllegalStateException: out of order; it is tried again by each sweep, and can be closed now, which closes "
                                + "charged-not-credited:" + intent));
        shop.database.inTransaction(jdbc -> {
            Break open = new StandingBreaks(
                            jdbc, shop.gateways(), new Books(shop.database, faulty), Shop.IMPATIENT.openAtMost())
                    .find(Break.Kind.NOT_PROCESSED, intent)
                    .orElseThrow();
            assertThat(open.reference()).isEqualTo("charged-not-credited:" + intent);
            return new BreakEndTable(jdbc).add(open, Instant.now(), new Act("ada", "given by hand"));
        });
        assertThat(shop.breaks(sweep(faulty))).isEmpty();
        reckon.clean("account set " + shop.account + " --status active --reason asked");
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.lots()).isEmpty();
    }

    private Sweep.Swept sweep(PaymentEffects effects) {
        return new Sweep(shop.database, shop.gateways(), effects, Shop.IMPATIENT).run();
    }

    private String page(String cents) {
        return page(shop, cents);
    }

    private static String page(Shop shop, String cents) {
        return shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, cents, new Means.CheckoutPage(""), "p" + shop.account), Shop.ADA)
                .intent()
                .id();
    }

    private void take(Delivery delivery) {
        assertThat(shop.inbox().take("stripe", delivery)).contains(new Verdict.Genuine());
    }
}
