package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan's payment that a gateway holds opens it by a person's word, and by nobody else's after that. */
class PlanByHandTest extends SubscribedAtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    PlanByHandTest() {
        super(DB, data);
    }

    private Ran plan(String words) {
        return reckon.run("plan "
                + words.replace("ACC", shop.account).replace("NEW", newcomer()).replace("FIRST", first));
    }

    private void recorded(String words) {
        Ran ran = plan(words);
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    private String refused(String words) {
        Ran ran = plan(words);
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(2);
        return ran.err();
    }

    /** An account without a plan. */
    private String newcomer() {
        return "new-" + shop.account;
    }

    /** Payments of an account but the first, as {@code gateway id purpose amount}. */
    private List<String> payments(String account) {
        return shop.jdbc()
                .sql(
                        """
                        SELECT gateway || ' ' || gateway_ref || ' ' || purpose || ' ' || amount::numeric(9, 2) FROM payment
                        WHERE account_id = ? AND payment_id <> ? ORDER BY recorded_at
                        """)
                .params(account, first)
                .query(String.class)
                .list();
    }

    @Test
    void aMonthIsBookedToItsGatewayOnceWhoeverTellsOfItLater() {
        String second = creem.nextMonthUntold(first);
        String words = "renew ACC --gateway creem --gateway-ref " + second;
        assertThat(refused(words)).contains("was told by creem before, as tran_1" + first + ", and may be this one");
        recorded(words + " --again");
        assertThat(plan(words).out()).contains("Done before");
        assertThat(payments(shop.account)).containsExactly("creem " + second + " plan 10.00");

        // Creem's list tells of it, then its webhook: it opens nothing more, and goes back to nobody.
        shop.sweep(Shop.READS_LISTS);
        take(creem.subscriptionPaid(first, second, 1000, "USD"));
        Sweep.Swept swept = shop.sweep();
        assertThat(shop.breaks(swept)).containsExactly("charged-not-credited 10.00");
        Break named = swept.breaks().stream()
                .filter(each -> each.account().equals(shop.account))
                .findFirst()
                .orElseThrow();
        assertThat(named.detail()).contains("was recorded by hand under that reference: it is not credited again");
        assertThat(cycles()).hasSize(2);
        reckon.clean("payment close " + named.reference() + " --reason 'recorded by hand'");
        assertThat(breaks()).isEmpty();
        assertThat(payments(shop.account)).hasSize(1);

        // The subscription goes on at Creem.
        paid(first, 3, 1000, Instant.now());
        assertThat(cycles()).hasSize(3);
        assertThat(breaks()).isEmpty();
    }

    @Test
    void aPaymentThatAnIntentKnowsIsBookedAsThatOneAndGoesBackWithIt() {
        reckon.clean("plan cancel " + shop.account);
        assertThat(breaks()).isEmpty();
        paid(first, 2, 1000, Instant.now());
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
        String late = texts("SELECT intent_id FROM payment_intent WHERE account_id = ? AND kind = 'charge' "
                        + "ORDER BY recorded_at DESC LIMIT 1")
                .getFirst();

        // The customer wants the month after all.
        String words = "subscribe ACC starter --gateway creem --gateway-ref tran_2FIRST";
        recorded(words);
        assertThat(plan(words).out()).contains("Done before");
        assertThat(breaks()).isEmpty();
        assertThat(cycles()).containsExactly("starter", "starter");
        assertThat(payments(shop.account)).containsExactly("creem tran_2" + first + " plan 10.00");

        take(creem.subscriptionRefunded(first, "tran_2" + first, 1000));
        assertThat(breaks()).isEmpty();
        assertThat(shop.jdbc()
                        .sql("SELECT amount::numeric(9, 2)::text FROM payment_reversal WHERE payment_id = ?")
                        .param(late)
                        .query(String.class)
                        .list())
                .containsExactly("10.00");
    }

    @Test
    void whatGoesBackOfAMonthThatWasToldLaterIsABreakUntilItIsTakenBackByHand() {
        String second = creem.nextMonthUntold(first);
        recorded("renew ACC --gateway creem --gateway-ref " + second + " --again");
        take(creem.subscriptionPaid(first, second, 1000, "USD"));
        take(creem.subscriptionRefunded(first, second, 1000));
        Sweep.Swept swept = shop.sweep();
        assertThat(shop.breaks(swept))
                .containsExactlyInAnyOrder("charged-not-credited 10.00", "refunded-not-booked 10.00");
        assertThat(shop.breaks(shop.sweep())).hasSize(2);
        List<Break> ours = swept.breaks().stream()
                .filter(each -> each.account().equals(shop.account))
                .toList();
        assertThat(ours)
                .filteredOn(each -> each.kind() == Break.Kind.REFUNDED_NOT_BOOKED)
                .singleElement()
                .satisfies(each -> assertThat(each.detail())
                        .contains("record the same of that, a refund with reckon wallet refund creem:" + second));

        reckon.clean("wallet refund creem:" + second + " --reason 'sent back at Creem'");
        ours.forEach(each -> reckon.clean("payment close " + each.reference() + " --reason 'taken back by hand'"));
        assertThat(breaks()).isEmpty();
        assertThat(texts(
                        "SELECT payment_id || ' ' || amount::numeric(9, 2) FROM payment_reversal WHERE account_id = ?"))
                .containsExactly("creem:" + second + " 10.00");
    }

    @Test
    void monthsThatHaveRunOutWerePaidByPaymentsOfTheirOwn() {
        reckon.clean("account create " + newcomer());
        recorded("subscribe NEW starter --gateway creem --gateway-ref tran_aNEW --at "
                + Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.SECONDS));
        recorded("renew NEW --gateway creem --gateway-ref tran_bNEW");
        assertThat(refused("renew NEW --gateway creem --gateway-ref ord_bNEW"))
                .contains("was told by creem before, as tran_b" + newcomer() + ", and may be this one");
        assertThat(payments(newcomer())).hasSize(2);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what ends the first          | what goes on  | what is recorded for a late month of the first
                    cancel ACC ; subscribe ACC starter --ref bACC | starter | renew ACC
                    switch ACC premium --ref bACC                 | premium | switch ACC starter
                    """)
    void aLateMonthOfOneSubscriptionGoesOnWithNoOther(String acts, String plan, String verb) {
        for (String act : acts.split(";")) {
            recorded(act.strip());
        }
        assertThat(breaks()).isEmpty();
        paid(first, 2, 1000, Instant.now());
        take(creem.subscriptionEnded("subscription.canceled", first));
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
        assertThat(refused(verb + " --gateway creem --gateway-ref tran_2FIRST"))
                .contains("which was charged for another subscription than b" + shop.account);
        assertThat(renewable()).containsExactly(plan);
        reckon.clean("wallet top-up " + shop.account + " 10.00 --gateway creem --gateway-ref tran_2" + first);
        assertThat(breaks()).isEmpty();
        assertThat(renewable()).containsExactly(plan);
    }

    private static String daysAgo(int days) {
        return Instant.now()
                .minus(Duration.ofDays(days))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** Creem's list has named a payment that is known here by no other name. */
    private void listed(String payment, int daysAgo, long cents, String detail) {
        Listing.Entry entry = new Listing.Entry(
                new GatewayEvent.Other("listed"),
                payment,
                new Cents(cents),
                Optional.of(Instant.parse(daysAgo(daysAgo))),
                Listing.Owner.OURS);
        new UnknownPaymentTable(shop.jdbc()).add(GatewayName.CREEM, entry, detail, Instant.now());
    }

    @ParameterizedTest(name = "[{index}] {0}, listed {1} days ago")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # recorded before | moved, days ago | what it may be
                    # Credit given while the plan ran is no month of before.
                    top-up  |    | tran_cNEW
                    top-up  | 20 | tran_cNEW
                    # It moved after that credit was given.
                    top-up  | 5  |
                    # A month is paid in advance: it moved when that month was paid for.
                    -       | 40 | tran_aNEW
                    -       | 5  |
                    """)
    void onlyMonthsThatHaveRunOutAreNoOtherNamesOfThisOne(String before, Integer moved, String told) {
        reckon.clean("account create " + newcomer());
        recorded("subscribe NEW starter --gateway creem --gateway-ref tran_aNEW --at " + daysAgo(40));
        if (before.equals("top-up")) {
            reckon.clean("wallet top-up NEW 10.00 --gateway creem --gateway-ref tran_cNEW --again --at "
                            .replace("NEW", newcomer())
                    + daysAgo(20));
        }
        if (moved != null) {
            listed("tran_b" + newcomer(), moved, 1000, "paid 10.00 USD");
        }
        String words = "renew NEW --gateway creem --gateway-ref tran_bNEW";
        if (told != null) {
            assertThat(refused(words))
                    .contains("was told by creem before, as " + told.replace("NEW", newcomer())
                            + ", and may be this one");
            words += " --again";
        }
        recorded(words);
        assertThat(payments(newcomer())).contains("creem tran_b" + newcomer() + " plan 10.00");
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # cents | what was read                                   | what is said
                    1000 | paid 10.00 USD, payment tran_x                     |
                    900  | paid 9.00 USD, payment tran_x                      | is listed by creem over 9.00 USD, not 10.00
                    # Of another currency, or never read, nobody knows how much it is.
                    900  | the currency is EUR; only USD is taken             |
                    900  | it could not be processed: a fault                 |
                    0    | transaction x was paid, and is "refunded" now      | as money that went back: transaction x was paid, and is "refunded" now
                    1000 | transaction x was paid, and is "partialRefund" now | as money that went back
                    1000 | refunded 10.00 USD, payment tran_x                 | as money that went back
                    """)
    void whatAListSaysOfAPaymentIsHeldAgainstIt(long cents, String read, String says) {
        reckon.clean("account create " + newcomer());
        listed("tran_" + newcomer(), 1, cents, read);
        String words = "subscribe NEW starter --gateway creem --gateway-ref tran_NEW";
        if (says == null) {
            recorded(words);
        } else {
            assertThat(refused(words)).contains(says);
        }
    }

    @Test
    void whatAnIntentKnowsIsNotHeldAgainstAList() {
        paid(first, 2, 1200, Instant.now());
        listed("tran_2" + first, 1, 1100, "paid 11.00 USD, payment tran_x");
        reckon.clean("wallet top-up " + shop.account + " 12.00 --gateway creem --gateway-ref tran_2" + first);
        assertThat(payments(shop.account)).containsExactly("creem tran_2" + first + " top_up 12.00");
    }

    @Test
    void soAreAPassAndASwitch() {
        reckon.clean("account create " + newcomer());
        recorded("subscribe NEW starter --pass --gateway stripe --gateway-ref pi_1NEW");
        recorded("switch NEW premium --gateway alipay --gateway-ref trade_NEW");
        assertThat(plan("switch NEW premium --gateway alipay --gateway-ref trade_NEW")
                        .out())
                .contains("Done before");
        assertThat(payments(newcomer()))
                .containsExactly(
                        "stripe pi_1" + newcomer() + " plan 10.00", "alipay trade_" + newcomer() + " switch 25.00");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    subscribe NEW starter --gateway creem                                      | give it with --gateway-ref
                    subscribe NEW starter --gateway-ref tran_NEW                               | name it with --gateway
                    subscribe NEW starter --again                                              | name it with --gateway
                    subscribe NEW starter --gateway creem --gateway-ref tran_NEW --ref y       | leave --ref out
                    subscribe NEW starter --gateway creem --gateway-ref tran_NEW --again       | Leave --again out
                    subscribe NEW starter --gateway offline --gateway-ref b1                   | is recorded without --gateway,
                    subscribe NEW free --gateway creem --gateway-ref tran_NEW                  | costs nothing: no gateway holds a payment for it
                    subscribe NEW starter --gateway creem --gateway-ref tran_2FIRST            | of account ACC
                    subscribe ACC premium --gateway creem --gateway-ref tran_2FIRST            | over 12.00 USD, not 25.00, which plan premium costs
                    renew ACC --gateway creem --gateway-ref tran_2FIRST                        | over 12.00 USD, not 10.00, which plan starter costs
                    renew ACC --gateway creem --gateway-ref tran_9FIRST                        | was told by creem before, as tran_1FIRST, and may be this one
                    switch ACC premium --gateway creem --gateway-ref tran_1FIRST               | was used before, for a plan: 10.00 paid by account ACC
                    subscribe NEW starter --gateway creem --gateway-ref tran_1FIRST            | was used before, for a plan: 10.00 paid by account ACC
                    renew ACC --declined --gateway creem --gateway-ref tran_2FIRST             | leave --gateway, --gateway-ref and --again out
                    """)
    void whatDoesNotFitIsRefused(String words, String says) {
        reckon.clean("account create " + newcomer());
        paid(first, 2, 1200, Instant.now());
        assertThat(breaks()).containsExactly("charged-not-credited 12.00");
        assertThat(refused(words)).contains(says.replace("ACC", shop.account).replace("FIRST", first));
        assertThat(payments(shop.account)).isEmpty();
        assertThat(payments(newcomer())).isEmpty();
        assertThat(cycles()).hasSize(1);
    }

    @Test
    void theMonthThatItsGatewayHasPaidIsRecognised() {
        Ran ran = plan("renew ACC --gateway creem --gateway-ref tran_1FIRST");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("Done before");
        assertThat(payments(shop.account)).isEmpty();
        assertThat(cycles()).hasSize(1);
    }

    @Test
    void aPaymentForCreditOrOneThatIsAwaitedOpensNoPlanUnseen() {
        String credit = shop.cashier()
                .charge(shop.order(GatewayName.CREEM, "1000", AtCreem.PAGE, "c" + shop.account), Shop.ADA)
                .intent()
                .id();
        creem.customerPays(credit);
        String order = creem.order(credit);
        String words = "subscribe ACC starter --pass --gateway creem --gateway-ref " + order;
        // Creem lists it, and nobody knows yet that it is that intent's.
        shop.sweep(Shop.READS_LISTS);
        assertThat(refused(words)).contains("was told by creem before, as tran_1" + first);
        assertThat(refused("switch ACC premium --gateway creem --gateway-ref " + order))
                .contains("has a payment in flight, intent " + credit);
        assertThat(refused("subscribe ACC premium --pass --gateway creem --gateway-ref " + order + " --again"))
                .contains("is listed by creem over 10.00 USD, not 25.00, which plan premium costs");

        reckon.clean("account set " + shop.account + " --status closed --reason asked");
        assertThat(breaks()).contains("charged-not-credited 10.00");
        reckon.clean("account set " + shop.account + " --status active --reason asked");
        assertThat(refused(words)).contains("which is for credit, not for plan starter");
        assertThat(payments(shop.account)).isEmpty();
    }
}
