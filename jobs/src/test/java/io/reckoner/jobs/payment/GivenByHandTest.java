package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.creem.CreemDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person has credited for a payment that belonged to nothing is not credited again once it belongs to an intent. */
class GivenByHandTest extends AtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    GivenByHandTest() {
        super(DB, data);
    }

    private CommandRunner reckon;

    @BeforeEach
    void atTheCommandLine() {
        reckon = new CommandRunner(data, DB.settings());
    }

    /** A page that is paid: Creem's list names its order, which nothing here knows until its checkout is asked for. */
    private String paidPage() {
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.CREEM, "1000", PAGE, "p" + shop.account), Shop.ADA)
                .intent()
                .id();
        creem.customerPays(intent);
        return intent;
    }

    private static List<String> references(Sweep.Swept swept) {
        return swept.breaks().stream().map(Break::reference).toList();
    }

    private void close(String reference) {
        reckon.clean("payment close " + reference + " --reason 'credit was given by hand'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the look-up", "the webhook"})
    void aPaymentThatWasClosedAsUnknownIsNotCreditedOnceItsIntentLearnsOfIt(String teller) {
        String intent = paidPage();
        String unknown = "unknown-payment:creem-" + creem.order(intent);
        assertThat(references(shop.sweep(Shop.READS_LISTS))).contains(unknown);
        reckon.clean("wallet top-up " + shop.account + " 10.00");
        close(unknown);
        if (teller.equals("the webhook")) {
            take(creem.completed(intent));
        }
        for (int sweeps = 0; sweeps < 2; sweeps++) {
            assertThat(shop.breaks(shop.sweep())).isEmpty();
        }
        assertThat(shop.cashier().standing(intent).state()).isEqualTo("paid");
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
        // What goes back of it is for the person who gave it.
        take(creem.refunded(intent, 1210));
        assertThat(shop.breaks(shop.sweep())).containsExactly("refunded-not-booked 10.00");
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }

    @Test
    void aPaymentThatWasRecordedUnderItsOwnIdIsNotCreditedThoughItsBreakWasNotClosed() {
        String intent = paidPage();
        String order = creem.order(intent);
        shop.sweep(Shop.READS_LISTS);
        reckon.clean("wallet top-up " + shop.account + " 10.00 --ref " + order);
        assertNotCreditedUntilClosed(
                intent, "payment " + order + " of it was recorded by hand under that reference: it is not credited");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatGoesBackOfItWholeIsABreakUntilAPersonActs(boolean isLearnedFirst) {
        String intent = paidPage();
        String order = creem.order(intent);
        reckon.clean("wallet top-up " + shop.account + " 10.00 --gateway creem --gateway-ref " + order + " --again");
        if (isLearnedFirst) {
            assertThat(shop.breaks(shop.sweep())).containsExactly("charged-not-credited 10.00");
        }
        take(creem.completed(intent));
        take(creem.refunded(intent, 1210));
        for (int sweeps = 0; sweeps < 2; sweeps++) {
            Sweep.Swept swept = shop.sweep();
            assertThat(shop.breaks(swept))
                    .containsExactlyInAnyOrder("charged-not-credited 10.00", "refunded-not-booked 10.00");
            assertThat(swept.breaks())
                    .filteredOn(each -> each.kind() == Break.Kind.REFUNDED_NOT_BOOKED
                            && each.account().equals(shop.account))
                    .singleElement()
                    .satisfies(each -> assertThat(each.detail()).contains("reckon wallet refund creem:" + order));
        }
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({"stray-webhook", "not-processed"})
    void aPaymentOfAWebhookThatWasClosedBeforeIsNotCreditedByItself(String kind) {
        String intent = paidPage();
        reckon.clean("wallet top-up " + shop.account + " 10.00");
        String reference = closedWebhook(kind, intent);
        assertNotCreditedUntilClosed(
                intent,
                reference + ", which names payment " + creem.order(intent) + " of it, was closed by ",
                "(\"credit was given by hand\") before it was known to be this one");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({"stray-webhook", "not-processed"})
    void aPaymentOfAWebhookThatWasClosedIsClaimedToBeAnother(String kind) {
        String intent = paidPage();
        String reference = closedWebhook(kind, intent);
        String line = "wallet top-up " + shop.account + " 10.00 --gateway creem --gateway-ref " + creem.order(intent);
        CommandRunner.Ran ran = reckon.run(line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("was closed by a person, as " + reference + ", and may be this one");
        reckon.clean(line + " --again");
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }

    @Test
    void aWebhookThatWasClosedAfterItsPaymentWasKnownLeavesThatToItsOwnBreak() {
        String intent = paidPage();
        reckon.clean("account set " + shop.account + " --status closed --reason asked");
        assertThat(shop.breaks(shop.sweep())).containsExactly("charged-not-credited 10.00");
        take(ofNoIntent(intent, "EUR"));
        shop.process();
        close("stray-webhook:creem-" + newestWebhook());
        reckon.clean("account set " + shop.account + " --status active");
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }

    /** The webhook of a page's payment, which names no intent, or cannot be processed, and that a person closes; returns its break. */
    private String closedWebhook(String kind, String intent) {
        boolean isStray = kind.equals("stray-webhook");
        take(isStray ? ofNoIntent(intent, "USD") : creem.completed(intent));
        PaymentEffects effects = isStray ? shop.effects : new FailingEffects(shop.account, shop.effects);
        new Webhooks(shop.database, shop.gateways(), effects, Duration.ZERO).process();
        String reference = kind + ":creem-" + newestWebhook();
        closeAtOnce(reference);
        return reference;
    }

    private long newestWebhook() {
        return shop.jdbc()
                .sql("SELECT max(webhook_id) FROM webhook")
                .query(Long.class)
                .single();
    }

    /** The same payment, told without the intent it is of. */
    private Delivery ofNoIntent(String intent, String currency) {
        return CreemDouble.event(
                "checkout.completed",
                """
                {"id":"ch_other","object":"checkout","status":"completed",
                 "order":{"id":"%s","object":"order","amount":1000,"amount_paid":1210,"tax_amount":210,"currency":"%s","status":"paid",
                          "type":"onetime"}}
                """
                        .formatted(creem.order(intent), currency));
    }

    private void closeAtOnce(String reference) {
        CommandRunner impatient = reckon.with("RECKON_PAYMENT_OPEN_AT_MOST", "1s");
        String line = "payment close " + reference + " --reason 'credit was given by hand'";
        long patience = System.nanoTime() + 60_000_000_000L;
        while (impatient.run(line).exit() != 0 && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
    }

    private void assertNotCreditedUntilClosed(String intent, String... details) {
        for (int sweeps = 0; sweeps < 2; sweeps++) {
            Sweep.Swept swept = shop.sweep();
            assertThat(shop.breaks(swept)).containsExactly("charged-not-credited 10.00");
            assertThat(swept.breaks())
                    .filteredOn(each -> each.account().equals(shop.account))
                    .allSatisfy(each -> assertThat(each.detail()).contains(details));
        }
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
        close("charged-not-credited:" + intent);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.credit()).isEqualByComparingTo("10.00");
    }
}
