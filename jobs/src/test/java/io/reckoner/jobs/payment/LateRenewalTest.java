package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A month that a gateway charges after its subscription was switched is sent back by itself, once. */
class LateRenewalTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    LateRenewalTest() {
        super(DB, data);
    }

    private String first;
    private String subscription;

    @BeforeEach
    void subscribedAtStripeAndSwitched() {
        subscription = "sub_" + shop.account;
        first = shop.cashier()
                .charge(shop.month(GatewayName.STRIPE, PAGE, "s" + shop.account), Shop.ADA)
                .intent()
                .id();
        take(month(1));
        assertThat(cycles()).containsExactly("starter");
        new CommandRunner(data, DB.settings()).clean("plan switch " + shop.account + " premium --ref w" + shop.account);
    }

    private Delivery month(int number) {
        return stripe.invoicePaid(first, subscription, "in_" + number + shop.account, 1000);
    }

    private void take(Delivery delivery) {
        assertThat(shop.inbox().take("stripe", delivery)).contains(new Verdict.Genuine());
        shop.process();
    }

    private List<String> cycles() {
        return texts("SELECT plan_code FROM cycle WHERE account_id = ? ORDER BY recorded_at");
    }

    private List<String> refunds() {
        return texts(
                """
                SELECT o.state || coalesce(' ' || o.cents, '') FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                WHERE i.account_id = ? AND i.kind = 'refund' ORDER BY i.recorded_at, o.outcome_no
                """);
    }

    private List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }

    @Test
    void isSentBackOnceThoughDeliveredFiftyTimesAndSweptByManyAtOnce() throws Exception {
        Delivery renewal = month(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Callable<Integer>> all = new ArrayList<>();
            IntStream.range(0, 50)
                    .forEach(number -> all.add(() -> {
                        take(renewal);
                        if (number % 10 == 0) {
                            shop.sweep();
                        }
                        return number;
                    }));
            for (var each : threads.invokeAll(all)) {
                each.get();
            }
        }
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(refunds()).containsExactly("refunded 1000");
        assertThat(stripe.sentBack()).isEqualTo(1000);
        assertThat(cycles()).containsExactly("starter", "premium");
        assertThat(texts("SELECT trim_scale(amount)::text FROM payment WHERE account_id = ? ORDER BY recorded_at"))
                .containsExactly("10", "25");
        assertThat(texts("SELECT reversal_id FROM payment_reversal WHERE account_id = ?"))
                .isEmpty();
        assertThat(texts("SELECT plan_code FROM subscription WHERE account_id = ? AND cancelled_at IS NULL"))
                .containsExactly("premium");
    }

    @ParameterizedTest(name = "[{index}] disputed {0}, then {1}")
    @CsvSource({"1000, LOST, ''", "400, LOST, refunded 600", "1000, WON, refunded 1000"})
    void whatABankHasTakenIsNotSentBackAsWellUnlessTheBankGivesItBack(
            long disputed, Dispute.State end, String refunds) {
        take(month(2));
        String late = texts(
                        "SELECT intent_id FROM payment_intent WHERE account_id = ? AND kind = 'charge' ORDER BY recorded_at DESC")
                .getFirst();
        String payment = "in_2" + shop.account;
        Books books = new Books(shop.database, shop.effects);
        String dispute = "dp_" + shop.account;
        books.learn(new Dispute(GatewayName.STRIPE, dispute, Dispute.State.OPENED, late, payment, new Cents(disputed)));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(refunds()).containsExactlyElementsOf(disputed == 400 ? List.of(refunds) : List.of());
        books.learn(new Dispute(GatewayName.STRIPE, dispute, end, late, payment, new Cents(disputed)));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(refunds()).containsExactlyElementsOf(refunds.isEmpty() ? List.of() : List.of(refunds));
        assertThat(texts("SELECT reversal_id FROM payment_reversal WHERE account_id = ?"))
                .isEmpty();
        assertThat(
                        texts(
                                "SELECT effect_ref FROM payment_effect JOIN payment_intent USING (intent_id) WHERE account_id = ?"))
                .contains(late);
    }

    @Test
    void aRefundThatStripeDidNotGiveIsAskedForAgainAndOneWhoseAnswerIsLostIsLookedUp() {
        shop.sweep();
        take(month(2));
        stripe.mood(Mood.FAILS_BEFORE_MOVING_MONEY);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        // The first is looked up, and never arrived; the second goes back unseen.
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        stripe.mood(Mood.ANSWERS);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(refunds()).containsExactly("unknown", "declined", "unknown", "refunded 1000");
        assertThat(stripe.sentBack()).isEqualTo(1000);
        // What was paid and what went back are both done with: neither is looked at again.
        assertThat(
                        texts(
                                """
                        SELECT i.intent_id FROM payment_intent i JOIN payment_outcome o USING (intent_id)
                        WHERE i.account_id = ? AND o.state IN ('paid', 'refunded')
                          AND NOT EXISTS (SELECT FROM payment_effect e WHERE e.effect_ref = i.intent_id)
                        """))
                .isEmpty();
    }
}
