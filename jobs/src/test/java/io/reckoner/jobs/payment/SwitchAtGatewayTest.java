package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription that a gateway renews is ended there once a switch has ended it here, and what it charges all the same buys nothing. */
class SwitchAtGatewayTest extends SubscribedAtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    SwitchAtGatewayTest() {
        super(DB, data);
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
}
