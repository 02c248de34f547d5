package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe's own lists are read: what nobody told is taken in, what belongs to nothing on either side is named. */
class StripeListTest {
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
        shop = new Shop(DB, data, StripeChargeTest.gateway(stripe));
    }

    @AfterEach
    void close() {
        stripe.close();
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

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # how it stands when the lists are read | stages known | what the books say
                    needs_response                          | opened       | chargeback 30.00
                    needs_response, under_review            | opened       | chargeback 30.00
                    won                                     | opened won   | chargeback 30.00, chargeback_won 30.00
                    needs_response, won                     | opened won   | chargeback 30.00, chargeback_won 30.00
                    warning_needs_response                  |              |
                    prevented                               |              |
                    """)
    void aDisputeThatNoWebhookHasToldIsFoundInStripesListOnce(
            String standing, @Nullable String stages, @Nullable String booked) {
        String intent = paid("d");
        for (String status : standing.split(", ")) {
            // Its webhook is lost.
            stripe.dispute("charge.dispute.updated", intent, "dp_" + shop.account, status, 3000);
            for (int reading = 0; reading < 2; reading++) {
                assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).isEmpty();
            }
        }
        assertThat(texts("SELECT state FROM payment_dispute WHERE intent_id = ? ORDER BY recorded_at, state", intent))
                .containsExactlyElementsOf(words(stages, " "));
        assertThat(booked(intent)).containsExactlyElementsOf(words(booked, ", "));
    }

    @Test
    void aLostDisputeThatNoWebhookHasToldIsNamedUntilItsChargebackIsSettled() {
        String intent = paid("l");
        stripe.dispute("charge.dispute.closed", intent, "dp_" + shop.account, "lost", 3000);
        for (int reading = 0; reading < 2; reading++) {
            assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).containsExactly("disputed-not-booked 30.00");
        }
        assertThat(texts("SELECT kind FROM payment_reversal WHERE payment_id = ?", intent))
                .containsExactly("chargeback");
    }

    @ParameterizedTest(name = "[{index}] {0}, then {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # by hand                 | then                        | breaks                    | what the books say
                    --ref dp_ID --amount 40   |                             |                           | chargeback 40.00
                    --ref case-17 --amount 40 |                             | disputed-not-booked 40.00 | chargeback 40.00
                    --ref case-17 --amount 40 | close                       |                           | chargeback 40.00
                    --ref case-17 --amount 40 | open --ref dp_ID --amount 40 |                          | chargeback 40.00, chargeback 40.00
                    --ref case-17 --amount 30 |                             |                           | chargeback 30.00, chargeback 40.00
                    """)
    void aDisputeRecordedByHandIsNotTakenTwiceWhenStripesListTellsOfIt(
            String byHand, @Nullable String then, @Nullable String breaks, String booked) {
        String intent = shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "10000", CARD, "h" + shop.account), Shop.ADA)
                .intent()
                .id();
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        assertThat(reckon.run("wallet dispute open " + intent + " --amount 40 --reason chargeback")
                        .err())
                .contains(
                        "which tells of its disputes by itself: this one would be booked twice. Give its id at stripe with --ref");
        reckon.clean(
                "wallet dispute open " + intent + " " + byHand.replace("ID", shop.account) + " --reason chargeback");
        String dispute = "dp_" + shop.account;
        // Its webhook is lost.
        stripe.dispute("charge.dispute.created", intent, dispute, "needs_response", 4000);
        List<String> first = shop.breaks(shop.sweep(Shop.READS_LISTS));
        if (then != null) {
            assertThat(first).containsExactly("disputed-not-booked 40.00");
            reckon.clean(
                    then.equals("close")
                            ? "payment close disputed-not-booked:dispute:stripe:" + dispute
                                    + ":opened --reason 'the same'"
                            : "wallet dispute "
                                    + then.replace(" --ref", " " + intent + " --ref")
                                            .replace("ID", shop.account) + " --reason another");
        }
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS))).containsExactlyElementsOf(words(breaks, ", "));
        assertThat(booked(intent)).containsExactly(booked.split(", "));
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
            assertThat(booked(intent)).containsExactly("refund 50.00");
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
        stripe.mood(Mood.ANSWERS);
        assertThat(shop.breaks(shop.sweep())).containsExactly("paid-twice 50.00", "missing-at-gateway 50.00");
        stripe.moods(request -> request.path().endsWith(payment) ? Mood.ANSWERS_NOTHING_AT_ALL : Mood.ANSWERS);
        assertThat(shop.breaks(shop.sweep(Shop.READS_LISTS)))
                .containsExactly("paid-twice 50.00", "missing-at-gateway 50.00");
        assertThat(texts("SELECT state FROM absent_payment WHERE intent_id = ? ORDER BY entry_no", intent))
                .containsExactly("unanswered", "absent");
    }

    @Test
    void aKeyThatMayNotReadDisputesHoldsUpNoOtherList() {
        stripe.forbidDisputes();
        String intent = paid("k");
        stripe.dispute("charge.dispute.created", intent, "dp_" + shop.account, "needs_response", 1000);
        stripe.refundedByHand(intent, 2000);
        String lost = "stripe-" + stripe.paidAtDashboard("pay_unread" + shop.account, 4300) + " 43.00";
        Sweep.Swept swept = shop.sweep(Shop.READS_LISTS);
        assertThat(swept.breaks()).anySatisfy(each -> {
            assertThat(each.reference()).isEqualTo("undecided:stripe-disputes-list");
            assertThat(each.detail())
                    .startsWith(
                            "its list of disputes could not be read: the key may not read disputes: give the restricted "
                                    + "key the permission Disputes: Read in Stripe's dashboard")
                    .contains("rak_dispute_read");
        });
        assertThat(unknown(swept)).contains(lost);
        assertThat(booked(intent)).containsExactly("refund 20.00");
        stripe.allowDisputes();
        assertThat(shop.sweep(Shop.READS_LISTS).breaks())
                .noneMatch(each -> each.reference().equals("undecided:stripe-disputes-list"));
        assertThat(booked(intent)).containsExactly("refund 20.00", "chargeback 10.00");
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
        new Confirmations(shop.database, shop.gateways, new Books(shop.database, shop.effects))
                .never(intent, "sent back at Stripe");
        Sweep.Swept after = shop.sweep(Shop.READS_LISTS);
        assertThat(shop.breaks(after)).isEmpty();
        assertThat(after.breaks()).noneMatch(each -> (each.detail() + each.subject()).contains(payment));
        assertThat(shop.cashier().standing(intent).state()).isEqualTo("declined");
        assertThat(shop.credit()).isEqualByComparingTo("0");
    }

    private List<String> booked(String intent) {
        return texts(
                "SELECT kind || ' ' || amount::numeric(9, 2) FROM payment_reversal WHERE payment_id = ? "
                        + "ORDER BY recorded_at, acts_at",
                intent);
    }

    @Test
    void aMonthTooOldForTheListIsFoundByItsInvoice() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.now().minus(Duration.ofDays(90)));
        try (StripeDouble old = new StripeDouble(clock::get)) {
            Shop other = new Shop(DB, data, StripeChargeTest.gateway(old));
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

    private String paid(String key) {
        return shop.cashier()
                .charge(shop.order(GatewayName.STRIPE, "5000", CARD, key + shop.account), Shop.ADA)
                .intent()
                .id();
    }

    private List<String> texts(String sql, String parameter) {
        return shop.jdbc().sql(sql).param(parameter).query(String.class).list();
    }

    private static List<String> words(@Nullable String words, String separator) {
        return words == null ? List.of() : List.of(words.split(separator));
    }
}
