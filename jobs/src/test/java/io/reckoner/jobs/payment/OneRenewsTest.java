package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.creem.CreemDouble;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import io.reckoner.jobs.plan.PlanSettings;
import io.reckoner.jobs.plan.Renewals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription that is paid by a card and at Creem in turns is renewed by one of them, the one that paid last. */
class OneRenewsTest {
    private static final PlanSettings PLANS = new PlanSettings(4, Duration.ofDays(2));

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private StripeDouble stripe;
    private CreemDouble creem;
    private Shop shop;
    private CommandRunner reckon;

    @BeforeEach
    void open() {
        stripe = new StripeDouble();
        creem = new CreemDouble(1000);
        shop = new Shop(DB, data, stripe, creem);
        reckon = new CommandRunner(data, DB.settings());
    }

    @AfterEach
    void close() {
        creem.mood(Mood.ANSWERS);
        shop.sweep();
        creem.close();
        stripe.close();
    }

    private String order(GatewayName gateway, Means means, String plan, long cents) {
        int before = texts("SELECT intent_id FROM payment_intent WHERE account_id = ?")
                .size();
        return shop.cashier()
                .charge(
                        new ChargeOrder(
                                shop.account,
                                gateway,
                                Purpose.PLAN_CYCLE,
                                Optional.of(plan),
                                new Cents(cents),
                                means,
                                new Reference("order" + before + shop.account)),
                        Shop.ADA)
                .intent()
                .id();
    }

    private String byCard(String plan, long cents) {
        return order(GatewayName.STRIPE, AtStripe.CARD, plan, cents);
    }

    /** Buys a month of starter at Creem, which renews it by itself from then on; returns its first charge. */
    private String atCreem() {
        String first = order(GatewayName.CREEM, AtCreem.PAGE, "starter", 1000);
        creemTakes(first, 1);
        return first;
    }

    private void creemTakes(String first, int month) {
        take(creem.subscriptionPaid(first, "tran_" + month + first, 1000, "USD", Instant.now()));
    }

    private void take(Delivery delivery) {
        assertThat(shop.inbox().take("creem", delivery)).contains(new Verdict.Genuine());
        shop.process();
    }

    private List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }

    private List<String> cycles() {
        return texts("SELECT plan_code FROM cycle WHERE account_id = ? ORDER BY starts_at");
    }

    /** Plans that are renewed. */
    private List<String> renewed() {
        return texts("SELECT plan_code FROM subscription WHERE account_id = ? AND cancelled_at IS NULL");
    }

    private List<String> endings() {
        return texts(
                """
                SELECT o.state || ' ' || i.target_ref FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                WHERE i.account_id = ? AND i.kind = 'cancel_subscription' ORDER BY i.recorded_at, o.outcome_no
                """);
    }

    private List<String> breaks() {
        return shop.breaks(shop.sweep());
    }

    /** The next month is due: what our schedule asks for. */
    private List<String> asked() {
        StoredRenewal renewal = new StoredRenewal(shop.database, shop.cashier(), PLANS, Duration.ofDays(1));
        new Renewals(shop.jdbc(), PLANS)
                .due(Instant.now().plus(Duration.ofDays(93))).stream()
                        .filter(each -> each.account().equals(shop.account))
                        .forEach(renewal::ask);
        return renewal.sentences();
    }

    @Test
    void aPlanThatTheCustomerHasBoughtAtCreemSinceIsNotAskedForByCard() {
        byCard("starter", 1000);
        String first = atCreem();
        assertThat(cycles()).containsExactly("starter", "starter");
        assertThat(asked()).isEmpty();
        assertThat(breaks()).isEmpty();
        assertThat(endings()).isEmpty();
        creemTakes(first, 2);
        assertThat(cycles()).containsExactly("starter", "starter", "starter");
        assertThat(asked()).isEmpty();
        assertThat(stripe.received()).isEqualTo(1000);
        // It ends when Creem says so.
        take(creem.subscriptionEnded("subscription.canceled", first));
        assertThat(renewed()).isEmpty();
    }

    @Test
    void aCardThatPaysSinceEndsTheRenewalAtCreem() {
        String first = atCreem();
        byCard("starter", 1000);
        creem.mood(Mood.DECLINES);
        assertThat(breaks()).containsExactly("still-subscribed 0.00");
        creem.mood(Mood.ANSWERS);
        assertThat(breaks()).isEmpty();
        assertThat(endings()).containsExactly("declined sub_of_" + first, "cancelled sub_of_" + first);
        // Its word that it has ended there is no word about what the card renews.
        take(creem.subscriptionEnded("subscription.canceled", first));
        assertThat(renewed()).containsExactly("starter");
        assertThat(asked()).singleElement().asString().contains("is paid: 10.00 USD, booked");
        assertThat(cycles()).hasSize(3);

        // What Creem takes all the same opens nothing, and is named until it has gone back.
        creemTakes(first, 2);
        assertThat(cycles()).hasSize(3);
        assertThat(shop.sweep().breaks())
                .filteredOn(each -> each.account().equals(shop.account))
                .singleElement()
                .satisfies(each -> assertThat(each.reference()).startsWith("charged-after-end:"));
        take(creem.subscriptionRefunded(first, "tran_2" + first, 1000));
        assertThat(breaks()).isEmpty();
        assertThat(endings()).hasSize(4).last().isEqualTo("cancelled sub_of_" + first);
        assertThat(stripe.received()).isEqualTo(2000);
    }

    @Test
    void theRenewalMayChangeHandsMoreThanOnce() {
        String first = atCreem();
        byCard("starter", 1000);
        String second = atCreem();
        assertThat(cycles()).hasSize(3);
        assertThat(breaks()).isEmpty();
        assertThat(endings()).containsExactly("cancelled sub_of_" + first);
        assertThat(asked()).isEmpty();
        creemTakes(second, 2);
        creemTakes(first, 2);
        assertThat(cycles()).hasSize(4);
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
        assertThat(stripe.received()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pro 5000", "starter 1000"})
    void oneThatIsResumedAtCreemAfterAnotherPlanWasBoughtOpensNothingAndEndsThere(String bought) {
        String first = atCreem();
        take(creem.subscriptionEnded("subscription.scheduled_cancel", first));
        String plan = bought.split(" ")[0];
        byCard(plan, Long.parseLong(bought.split(" ")[1]));
        assertThat(cycles()).containsExactly("starter", plan);
        assertThat(breaks()).isEmpty();
        assertThat(endings()).isEmpty();

        creemTakes(first, 2);
        assertThat(cycles()).containsExactly("starter", plan);
        assertThat(renewed()).containsExactly(plan);
        Break conflict = shop.sweep().breaks().stream()
                .filter(each -> each.account().equals(shop.account))
                .findFirst()
                .orElseThrow();
        assertThat(conflict.kind()).isEqualTo(Break.Kind.CHARGED_AFTER_END);
        assertThat(conflict.detail())
                .endsWith(" (subscription sub_of_" + first + " was charged at gateway creem after plan " + plan
                        + " had been bought instead)");
        assertThat(endings()).containsExactly("cancelled sub_of_" + first);
        assertThat(asked()).singleElement().asString().contains("is paid");
        take(creem.subscriptionRefunded(first, "tran_2" + first, 1000));
        assertThat(breaks()).isEmpty();
        assertThat(cycles()).containsExactly("starter", plan, plan);
    }

    @Test
    void oneThatIsResumedAtCreemAfterTheOtherPlanWasCancelledFollowsIt() {
        String first = atCreem();
        take(creem.subscriptionEnded("subscription.scheduled_cancel", first));
        byCard("pro", 5000);
        reckon.clean("plan cancel " + shop.account);
        creemTakes(first, 2);
        assertThat(cycles()).containsExactly("starter", "pro", "starter");
        assertThat(renewed()).containsExactly("starter");
        assertThat(breaks()).isEmpty();
        assertThat(endings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled here", "ended at Creem"})
    void aMonthTakenBeforeItsEndAndHeardOfAfterAnotherPlanWasBoughtOpensNothing(String end) {
        String first = atCreem();
        Instant before = Instant.now();
        if (end.equals("cancelled here")) {
            reckon.clean("plan cancel " + shop.account);
        } else {
            take(creem.subscriptionEnded("subscription.canceled", first));
        }
        byCard("pro", 5000);
        take(creem.subscriptionPaid(first, "tran_2" + first, 1000, "USD", before));
        assertThat(cycles()).containsExactly("starter", "pro");
        assertThat(renewed()).containsExactly("pro");
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
    }
}
