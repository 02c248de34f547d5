package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.creem.CreemDouble;
import io.reckoner.jobs.payment.offline.OfflineGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription that a gateway renews is ended there once it has ended here, and what it charges all the same buys nothing. */
class SwitchAtGatewayTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private CreemDouble creem;
    private Shop shop;
    private CommandRunner reckon;
    private String first;

    @BeforeEach
    void subscribedAtCreem() {
        creem = new CreemDouble(1000);
        shop = new Shop(DB, data, creem);
        reckon = new CommandRunner(data, DB.settings());
        first = charge(Purpose.PLAN_CYCLE, "starter", 1000).intent().id();
        paid(first, 1, 1000, Instant.now());
        assertThat(cycles()).containsExactly("starter");
    }

    @AfterEach
    void close() {
        // What this test left open is not the next one's affair.
        creem.mood(Mood.ANSWERS);
        shop.sweep();
        creem.close();
    }

    private Standing charge(Purpose purpose, String plan, long cents) {
        return shop.cashier()
                .charge(
                        new ChargeOrder(
                                shop.account,
                                GatewayName.CREEM,
                                purpose,
                                Optional.of(plan),
                                new Cents(cents),
                                new Means.CheckoutPage("prod_1"),
                                new Reference(plan + shop.account)),
                        Shop.ADA);
    }

    private void paid(String intent, int month, long cents, Instant at) {
        take(creem.subscriptionPaid(intent, "tran_" + month + intent, cents, "USD", at));
    }

    private void take(Delivery delivery) {
        assertThat(shop.inbox().take("creem", delivery)).contains(new Verdict.Genuine());
        shop.process();
    }

    private List<String> cycles() {
        return texts("SELECT plan_code FROM cycle WHERE account_id = ? ORDER BY recorded_at");
    }

    /** What became of the asked endings, in order. */
    private List<String> endings() {
        return texts(
                """
                SELECT o.state || ' ' || i.target_ref FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                WHERE i.account_id = ? AND i.kind = 'cancel_subscription' ORDER BY i.recorded_at, o.outcome_no
                """);
    }

    private List<String> renewable() {
        return texts("SELECT plan_code FROM subscription WHERE account_id = ? AND cancelled_at IS NULL ORDER BY 1");
    }

    private List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }

    private List<String> breaks() {
        return shop.breaks(shop.sweep());
    }

    private void switched() {
        reckon.clean("plan switch " + shop.account + " premium --ref w" + shop.account);
    }

    @Test
    void nothingIsEndedWhileTheSubscriptionGoesOn() {
        assertThat(breaks()).isEmpty();
        assertThat(endings()).isEmpty();
    }

    @Test
    void aSwitchEndsTheOldSubscriptionHoweverOftenItsGatewayDeclinesOrFails() {
        switched();
        creem.mood(Mood.DECLINES);
        assertThat(breaks()).containsExactly("still-subscribed 0.00");
        creem.mood(Mood.FAILS_BEFORE_MOVING_MONEY);
        assertThat(breaks()).isEmpty();
        creem.mood(Mood.ANSWERS);
        // Asked for what became of it, Creem says that it renews it still; then it is asked once more.
        assertThat(breaks()).isEmpty();
        assertThat(breaks()).isEmpty();
        String old = "sub_of_" + first;
        assertThat(endings())
                .containsExactly("declined " + old, "unknown " + old, "declined " + old, "cancelled " + old);
        assertThat(creem.cancellations(old)).isEqualTo(3);
        assertThat(renewable()).containsExactly("premium");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MOVES_MONEY_AND_TIMES_OUT", "MOVES_MONEY_AND_BREAKS_OFF", "MOVES_MONEY_AND_GARBLES"})
    void anEndingWhoseAnswerIsLostIsLookedUpNotRepeated(Mood mood) {
        switched();
        creem.mood(mood);
        shop.sweep();
        creem.mood(Mood.ANSWERS);
        assertThat(breaks()).isEmpty();
        assertThat(breaks()).isEmpty();
        assertThat(endings()).containsExactly("unknown sub_of_" + first, "cancelled sub_of_" + first);
        assertThat(creem.cancellations("sub_of_" + first)).isEqualTo(1);
    }

    @Test
    void aProcessThatDiesBetweenIntentAndCallLeavesAnEndingThatIsAskedForAgain() {
        switched();
        // The intent of the sweep that died: written, and never sent.
        shop.jdbc()
                .sql(
                        """
                        INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, cents, idempotency_key, target_ref,
                                                    actor)
                        VALUES ('pay_dead' || ?, 'cancel_subscription', ?, 'creem', 'plan_cycle', 0, 'dead' || ?, ?, 'payment sweep')
                        """)
                .params(shop.account, shop.account, shop.account, "sub_of_" + first)
                .update();
        assertThat(breaks()).isEmpty();
        shop.sweep();
        assertThat(endings()).containsExactly("declined sub_of_" + first, "cancelled sub_of_" + first);
        assertThat(creem.cancellations("sub_of_" + first)).isEqualTo(1);
    }

    @Test
    void aSubscriptionThatHasEndedAtTheGatewayAlreadyIsTakenForEnded() {
        shop.cashier()
                .cancel(
                        shop.account,
                        GatewayName.CREEM,
                        "sub_of_" + first,
                        new Reference("early" + shop.account),
                        Shop.ADA);
        paid(first, 2, 1000, Instant.now());
        switched(2);
        assertThat(breaks()).isEmpty();
        assertThat(endings())
                .containsExactly("cancelled sub_of_" + first, "declined sub_of_" + first, "cancelled sub_of_" + first);
    }

    /** The month paid ahead goes back first; a switch is refused while it stands. */
    private void switched(int month) {
        reckon.clean("wallet refund "
                + shop.jdbc()
                        .sql("SELECT cycle_id FROM cycle WHERE account_id = ? AND period_no = ?")
                        .params(shop.account, month - 1)
                        .query(String.class)
                        .single()
                + " --gateway-ref ref_ahead" + shop.account + " --reason 'paid ahead'");
        switched();
    }

    @Test
    void whatItChargesAllTheSameOpensNothingAndIsABreakUntilItWentBack() {
        switched();
        shop.sweep();
        for (int times = 0; times < 50; times++) {
            paid(first, 2, 1000, Instant.parse("2026-11-01T00:00:00Z"));
        }
        assertThat(cycles()).containsExactly("starter", "premium");
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
        assertThat(shop.sweep().breaks())
                .filteredOn(each -> each.account().equals(shop.account))
                .allSatisfy(each -> assertThat(each.detail()).startsWith("gateway creem cannot send a payment back."));

        // A person sends it back at Creem, whose webhook names the checkout of the first month, too.
        take(creem.subscriptionRefunded(first, "tran_2" + first, 1000));
        assertThat(breaks()).isEmpty();
        assertThat(renewable()).containsExactly("premium");
        assertThat(texts("SELECT r.kind FROM payment_reversal r WHERE r.account_id = ?"))
                .isEmpty();
        assertThat(texts("SELECT p.amount::text FROM payment p WHERE p.account_id = ? ORDER BY p.recorded_at"))
                .containsExactly("10.000000000000", "25.000000000000");
    }

    @Test
    void anotherChargeAfterTheEndEndsItOnceMore() {
        switched();
        shop.sweep();
        paid(first, 2, 1000, Instant.now());
        shop.sweep();
        assertThat(creem.cancellations("sub_of_" + first)).isEqualTo(2);
        shop.sweep();
        assertThat(creem.cancellations("sub_of_" + first)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscription.scheduled_cancel", "subscription.canceled"})
    void theGatewaysWordThatTheOldOneHasEndedLeavesTheNewOneAlone(String word) {
        switched();
        shop.sweep();
        take(creem.subscriptionEnded(word, first));
        assertThat(renewable()).containsExactly("premium");
    }

    @Test
    void aSwitchPaidAtTheGatewayEndsTheOldOneAndItsOwnMonthsGoOn() {
        String second = charge(Purpose.PLAN_SWITCH, "premium", 2500).intent().id();
        paid(second, 1, 2500, Instant.now());
        assertThat(breaks()).isEmpty();
        assertThat(endings()).containsExactly("cancelled sub_of_" + first);

        paid(second, 2, 2500, Instant.now());
        assertThat(cycles()).containsExactly("starter", "premium", "premium");
        assertThat(breaks()).isEmpty();
        assertThat(endings()).hasSize(1);
        assertThat(renewable()).containsExactly("premium");
    }

    @Test
    void switchedTwiceEachOldOneIsEndedOnce() {
        String second = charge(Purpose.PLAN_SWITCH, "premium", 2500).intent().id();
        paid(second, 1, 2500, Instant.now());
        reckon.clean("plan switch " + shop.account + " pro --ref v" + shop.account);
        shop.sweep();
        shop.sweep();
        assertThat(endings()).containsExactlyInAnyOrder("cancelled sub_of_" + first, "cancelled sub_of_" + second);
        assertThat(renewable()).containsExactly("pro");
    }

    @Test
    void aSwitchToTheSamePlanIsRefusedAndEndsNothing() {
        Ran refused = reckon.run("plan switch " + shop.account + " starter --ref w" + shop.account);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("account " + shop.account + " is on plan starter already");
        shop.sweep();
        assertThat(endings()).isEmpty();
        assertThat(renewable()).containsExactly("starter");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # how it ended here                            | breaks a renewal leaves
                    plan cancel ACC                                | charged-after-end 10.00
                    wallet refund FIRST --reason 'asked for' --gateway-ref ref_1 | charged-after-end 10.00
                    """)
    void aCancellationAndARefundEndItToo(String command, String left) {
        reckon.clean(command.replace("ACC", shop.account).replace("FIRST", first));
        assertThat(breaks()).isEmpty();
        assertThat(endings()).containsExactly("cancelled sub_of_" + first);
        paid(first, 2, 1000, Instant.now());
        assertThat(breaks()).containsExactly(left);
        assertThat(cycles()).containsExactly("starter");
    }

    @Test
    void closingTheAccountEndsItToo() {
        assertThat(reckon.clean("account set " + shop.account + " --status closed --reason asked")
                        .out())
                .contains("its subscription is renewed no more");
        assertThat(renewable()).isEmpty();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(endings()).containsExactly("cancelled sub_of_" + first);
        // Charged all the same: nothing opens, and it is named until it has gone back.
        paid(first, 2, 1000, Instant.now().plusSeconds(60));
        assertThat(cycles()).containsExactly("starter");
        assertThat(shop.breaks(shop.sweep())).containsExactly("charged-after-end 10.00");
    }

    @Test
    void aMonthPaidBeforeTheCancellationAndHeardOfSinceIsServedAndTheLast() {
        Instant before = Instant.now().minus(Duration.ofMinutes(5));
        reckon.clean("plan cancel " + shop.account);
        paid(first, 2, 1000, before);
        assertThat(cycles()).containsExactly("starter", "starter");
        assertThat(breaks()).isEmpty();
        assertThat(renewable()).isEmpty();
    }

    @Test
    void oneThatTheCustomerTookUpAgainAtTheGatewayOpensMonthsAgain() {
        take(creem.subscriptionEnded("subscription.scheduled_cancel", first));
        assertThat(renewable()).isEmpty();
        shop.sweep();
        assertThat(endings()).isEmpty();
        paid(first, 2, 1000, Instant.now());
        assertThat(cycles()).containsExactly("starter", "starter");
        assertThat(breaks()).isEmpty();
        assertThat(renewable()).containsExactly("starter");
    }

    @Test
    void aSwitchByHandWaitsForAPaymentInFlightAndNamesIt() {
        new Cashier(shop.database, new Gateways(Map.of(GatewayName.OFFLINE, OfflineGateway::new)), shop.effects)
                .charge(
                        shop.order(GatewayName.OFFLINE, "500", new Means.CheckoutPage(""), "t" + shop.account),
                        new Act("ada", ""));
        String open = texts("SELECT intent_id FROM payment_in_flight WHERE account_id = ?")
                .getFirst();
        String line = "plan switch " + shop.account + " premium --ref w" + shop.account;
        Ran refused = reckon.run(line);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("account " + shop.account + " has a payment in flight, intent " + open
                        + ". Nothing was changed.");
        assertThat(cycles()).containsExactly("starter");

        reckon.run("payment confirm " + open + " --never --reason gone");
        reckon.clean(line);
        assertThat(cycles()).containsExactly("starter", "premium");
    }

    @Test
    void aPlanIsNotBoughtAndSwitchedAtOnce() {
        charge(Purpose.PLAN_SWITCH, "premium", 2500);
        assertThat(catchThrowable(() -> charge(Purpose.PLAN_CYCLE, "pro", 5000)))
                .hasMessageStartingWith("account " + shop.account + " has a plan switch in flight, intent pay_");
        Ran refused = reckon.run("plan cancel " + shop.account);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("has a payment in flight, intent pay_");
    }
}
