package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.creem.CreemDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription that Creem renews, another plan bought to follow it, and its end told in any order. */
class FollowingPlanTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private CreemDouble creem;
    private Shop shop;
    private CommandRunner reckon;

    @BeforeEach
    void open() {
        creem = new CreemDouble(1000);
        shop = new Shop(DB, data, creem);
        reckon = new CommandRunner(data, DB.settings());
    }

    @AfterEach
    void close() {
        creem.mood(Mood.ANSWERS);
        shop.sweep();
        creem.close();
    }

    /** Starter, whose first month Creem was paid 40 days ago; returns the intent. */
    private String starterSince(Instant began) {
        String first = "first-" + shop.account;
        reckon.clean("plan subscribe " + shop.account + " starter --at " + began + " --ref " + first);
        for (String row : List.of(
                """
                INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, plan_code, cents, idempotency_key,
                                            product_ref, actor)
                VALUES (:id, 'charge', :account, 'creem', 'plan_cycle', 'starter', 1000, :id, 'prod_1', 'test')
                """,
                """
                INSERT INTO payment_outcome (intent_id, outcome_no, state, gateway_ref, cents, learned_by)
                VALUES (:id, 1, 'paid', 'tran_1' || :account, 1000, 'webhook')
                """,
                "INSERT INTO payment_effect (effect_ref, intent_id) VALUES (:id, :id)",
                """
                INSERT INTO gateway_subscription (intent_id, gateway, subscription_ref, paid_at)
                VALUES (:id, 'creem', 'sub_of_' || :id, now() - INTERVAL '40 days')
                """)) {
            shop.jdbc()
                    .sql(row)
                    .param("id", first)
                    .param("account", shop.account)
                    .update();
        }
        return first;
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    private void take(Delivery delivery) {
        assertThat(shop.inbox().take("creem", delivery)).contains(new Verdict.Genuine());
        shop.process();
    }

    private List<String> breaks() {
        return shop.breaks(shop.sweep());
    }

    private List<String> cycles() {
        return texts("SELECT plan_code FROM cycle WHERE account_id = ? ORDER BY starts_at");
    }

    private List<String> renewable() {
        return texts(
                "SELECT plan_code FROM subscription WHERE account_id = ? AND kind = 'monthly' AND cancelled_at IS NULL");
    }

    private List<String> endings() {
        return texts(
                """
                SELECT o.state || ' ' || i.target_ref FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                WHERE i.account_id = ? AND i.kind = 'cancel_subscription' ORDER BY i.recorded_at, o.outcome_no
                """);
    }

    private List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pro", "pro --pass", "starter --pass"})
    void aPlanBoughtToFollowEndsTheRenewalOfTheOneBeforeItHereAndThere(String bought) {
        String first = starterSince(daysAgo(40));
        reckon.clean("plan subscribe " + shop.account + " " + bought + " --at " + daysAgo(20));
        String follows = bought.replace(" --pass", "");
        assertThat(cycles()).containsExactly("starter", follows);
        assertThat(renewable()).isEqualTo(bought.equals("pro") ? List.of("pro") : List.of());
        creem.mood(Mood.DECLINES);
        assertThat(breaks()).containsExactly("still-subscribed 0.00");
        creem.mood(Mood.ANSWERS);
        assertThat(breaks()).isEmpty();
        assertThat(endings()).containsExactly("declined sub_of_" + first, "cancelled sub_of_" + first);

        // What Creem takes all the same buys nothing, and the plan that followed goes on.
        take(creem.subscriptionPaid(first, "tran_2" + shop.account, 1000, "USD", daysAgo(9)));
        assertThat(cycles()).containsExactly("starter", follows);
        assertThat(renewable()).isEqualTo(bought.equals("pro") ? List.of("pro") : List.of());
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
        take(creem.subscriptionRefunded(first, "tran_2" + shop.account, 1000));
        assertThat(breaks()).isEmpty();
        assertThat(creem.cancellations("sub_of_" + first)).isEqualTo(3);
    }

    @Test
    void aMonthTakenBeforeAnotherPlanWasBoughtInItsPlaceAndHeardOfSinceOpensNothing() {
        String first = starterSince(daysAgo(40));
        // Starter ran out some 9 days ago; Creem has taken its next month, and nobody has told yet.
        reckon.clean("plan subscribe " + shop.account + " pro --at " + daysAgo(2));
        take(creem.subscriptionPaid(first, "tran_2" + shop.account, 1000, "USD", daysAgo(9)));
        assertThat(cycles()).containsExactly("starter", "pro");
        assertThat(renewable()).containsExactly("pro");
        assertThat(breaks()).containsExactly("charged-after-end 10.00");
    }

    private String month(String key) {
        return shop.cashier()
                .charge(
                        shop.month(GatewayName.CREEM, new Means.CheckoutPage("prod_monthly"), key + shop.account),
                        Shop.ADA)
                .intent()
                .id();
    }

    private List<String> causes() {
        return texts(
                """
                SELECT plan_code || ' ' || coalesce(cancelled_because, '-') FROM subscription WHERE account_id = ?
                ORDER BY recorded_at
                """);
    }

    /** Whoever tells of the payment first, and however often the end is told. */
    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "end, paid",
                "end, end, paid",
                "end, paid, end",
                "paid, end",
                "end, sweep, paid",
                "sweep, end, paid",
            })
    void anEndToldInAnyOrderEndsItWithTheMonthThatWasPaid(String told) {
        String first = month("m");
        creem.customerPays(first);
        Delivery paid = creem.firstMonth(first);
        int ends = 0;
        for (String each : told.split(", ")) {
            switch (each) {
                case "end" ->
                    take(creem.subscriptionEnded(
                            ends++ == 0 ? "subscription.scheduled_cancel" : "subscription.canceled", first));
                case "sweep" -> shop.sweep();
                default -> take(paid);
            }
        }
        assertThat(cycles()).containsExactly("starter");
        assertThat(causes()).containsExactly("starter gateway");
        assertThat(breaks()).isEmpty();
        assertThat(endings()).isEmpty();

        // Bought anew, it is a month of its own, and renewed.
        take(creem.subscriptionPaid(month("again"), "tran_again" + shop.account, 1000, "USD"));
        assertThat(cycles()).containsExactly("starter", "starter");
        assertThat(causes()).containsExactly("starter gateway", "starter -");
        assertThat(breaks()).isEmpty();
    }

    @Test
    void whatIsPaidAfterItsEndWasTakenUpAgain() {
        String first = month("m");
        take(creem.subscriptionEnded("subscription.scheduled_cancel", first));
        take(creem.subscriptionPaid(first, "tran_1" + shop.account, 1000, "USD"));
        assertThat(causes()).containsExactly("starter -");
    }
}
