package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's own lists of payments are read: what nobody told is taken in, what belongs to nothing here is named. */
class StripeListTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    StripeListTest() {
        super(DB, data);
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
    void aMonthPaidWithNothingOpensNothingAndIsOneBreakThatHoldsUpNoList() {
        ChargeOrder month = shop.month(GatewayName.STRIPE, new Means.CheckoutPage(""), "z" + shop.account);
        String first = shop.cashier().charge(month, Shop.ADA).intent().id();
        String subscription = "sub_" + shop.account;
        shop.inbox().take("stripe", stripe.invoicePaid(first, subscription, "in_1" + shop.account, 1000));
        shop.process();
        // The customer has a coupon, or money with Stripe that pays it.
        Delivery free = stripe.invoicePaid(first, subscription, "in_0" + shop.account, 0);
        long readings = readings();
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).containsExactly("charged-not-credited 0.00");
        assertThat(readings()).isGreaterThan(readings);
        shop.inbox().take("stripe", free);
        assertThat(shop.process().failed()).isEmpty();
        Sweep.Swept swept = shop.sweep(Shop.READS_LISTS);
        assertThat(shop.breaks(swept)).containsExactly("charged-not-credited 0.00");
        Break named = swept.breaks().stream()
                .filter(each -> each.account().equals(shop.account))
                .findFirst()
                .orElseThrow();
        assertThat(named.detail()).contains("Nothing is opened for another amount");
        new CommandRunner(data, DB.settings())
                .clean("payment close " + named.reference() + " --reason 'a coupon; credit was granted'");
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
    }

    /** How often the list of payments was read whole. */
    private long readings() {
        return shop.jdbc()
                .sql("SELECT count(*) FROM gateway_listing WHERE gateway = 'stripe' AND list = 'payments'")
                .query(Long.class)
                .single();
    }

    @Test
    void anEntryThatCannotBeProcessedIsNamedUntilItIsClosedAndHoldsUpNoList() {
        String odd = stripe.paidAtDashboard("pay_\0" + shop.account, 4300);
        long readings = readings();
        Patience waits = new Patience(Shop.NEVER, Shop.NEVER, Shop.NEVER, Duration.ZERO, Duration.ofDays(3));
        assertThat(shop.sweep(waits).breaks()).anySatisfy(each -> {
            assertThat(each.reference()).isEqualTo("not-processed:stripe-" + odd);
            assertThat(each.detail())
                    .startsWith("PSQLException: ERROR: invalid byte sequence")
                    .contains("; it cannot be closed: the first sweep after ")
                    .contains(" names it unknown-payment:stripe-" + odd + " where it fails still");
        });
        assertThat(readings()).isEqualTo(readings);
        Sweep.Swept swept = shop.sweep(Shop.READS_LISTS);
        assertThat(unknown(swept)).contains("stripe-" + odd + " 43.00");
        assertThat(swept.breaks()).noneMatch(each -> each.kind() == Break.Kind.NOT_PROCESSED);
        assertThat(readings()).isEqualTo(readings + 1);
        new CommandRunner(data, DB.settings())
                .clean("payment close unknown-payment:stripe-" + odd + " --reason 'sent back at Stripe'");
        assertThat(unknown(shop.sweep(Shop.READS_LISTS))).noneMatch(each -> each.contains(odd));
    }

    private static List<String> references(Sweep.Swept swept) {
        return swept.breaks().stream().map(Break::reference).toList();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # field  | the break
                    created  | unknown-payment:stripe-PAYMENT
                    status   | unknown-payment:stripe-PAYMENT
                    amount   | unknown-payment:stripe-PAYMENT
                    currency | unknown-payment:stripe-PAYMENT
                    """)
    void anEntryThatLacksAFieldIsOneBreakAndTheOthersAreTakenIn(String field, String named) {
        Standing page =
                shop.cashier().charge(shop.order(GatewayName.STRIPE, "5000", PAGE, "p" + shop.account), Shop.ADA);
        stripe.customerPays(page.intent().id());
        String odd = stripe.paidAtDashboard("pay_odd" + shop.account, 4000);
        PaymentIntent payment = stripe.payment("pay_odd" + shop.account);
        switch (field) {
            case "created" -> payment.setCreated(null);
            case "status" -> payment.setStatus(null);
            case "amount" -> payment.setAmountReceived(null);
            default -> payment.setCurrency(null);
        }
        Sweep.Swept swept = shop.sweep(Shop.READS_LISTS);
        assertThat(references(swept).stream().filter(each -> each.contains(odd)))
                .containsExactly(named.replace("PAYMENT", odd));
        assertThat(references(swept)).doesNotContain("undecided:stripe-list");
        assertThat(shop.credit()).isEqualByComparingTo("50.00");
    }

    @Test
    void aRefundAndADisputeWithoutATimeAreTakenIn() {
        String intent = paid("r");
        stripe.refundedByHand(intent, 2000);
        stripe.dispute("charge.dispute.created", intent, "dp_" + shop.account, "needs_response", 1000);
        stripe.forgetsTimes();
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
        assertThat(sentBack(intent)).containsExactly("refund 20.00", "chargeback 10.00");
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
            assertThat(each.detail()).startsWith("its list of payments could not be read: Stripe answered 500: ");
        });
        stripe.mood(Mood.ANSWERS);
        shop.sweep(Shop.READS_LISTS);
        assertThat(shop.jdbc()
                        .sql(
                                """
                                SELECT bool_and(listed_from = before - interval '3 days') FROM (
                                    SELECT listed_from, lag(listed_until) OVER (PARTITION BY list ORDER BY listed_until) AS before FROM gateway_listing) AS each
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
    void aPaymentInEurosIsOneBreakUntilItsIntentIsGivenUp() {
        stripe.mood(Mood.DEMANDS_3DS);
        String intent = paid("e");
        stripe.mood(Mood.ANSWERS);
        stripe.customerProves(intent);
        stripe.payment(intent).setCurrency("eur");
        String payment = stripe.payment(intent).getId();
        assertThat(shop.inbox().take("stripe", stripe.event("payment_intent.succeeded", intent)))
                .contains(new Verdict.Genuine());
        shop.process();
        for (int reading = 0; reading < 2; reading++) {
            assertThat(shop.sweep(Shop.READS_LISTS).breaks())
                    .noneMatch(each -> (each.detail() + each.subject()).contains(payment));
            assertThat(shop.breaks(shop.sweep())).containsExactly("not-taken 50.00");
        }
        new Confirmations(shop.database, shop.gateways(), new Books(shop.database, shop.effects))
                .never(intent, new Act("ada", "sent back at Stripe"));
        Sweep.Swept after = shop.sweep(Shop.READS_LISTS);
        assertThat(shop.breaks(after)).isEmpty();
        assertThat(after.breaks()).noneMatch(each -> (each.detail() + each.subject()).contains(payment));
        assertThat(shop.cashier().standing(intent).state()).isEqualTo("declined");
        assertThat(shop.credit()).isEqualByComparingTo("0");
    }
}
