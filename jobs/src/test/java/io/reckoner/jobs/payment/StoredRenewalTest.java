package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.plan.DueRenewal;
import io.reckoner.jobs.plan.Renewals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A month that is due is charged by the card that paid the one before: once for each attempt. */
class StoredRenewalTest extends StoredRenewals {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    StoredRenewalTest() {
        super(DB, data);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # mood                    | at once    | received | cycles
                    ANSWERS                   | is paid    | 2000     | 2
                    MOVES_MONEY_AND_TIMES_OUT | is unknown | 2000     | 2
                    DEMANDS_3DS               | waits      | 1000     | 1
                    """)
    void oneAttemptChargesOnceAndAPaymentOpensOneMonth(Mood mood, String atOnce, long received, long cycles) {
        DueRenewal due = subscribed(new Means.StoredMethod("cus_1", "pm_1"));
        stripe.mood(mood);
        assertThat(ask(due))
                .singleElement()
                .asString()
                .contains("attempt 1 of 4")
                .contains(atOnce);
        stripe.mood(Mood.ANSWERS);
        ask(due);
        shop.sweep();
        ask(due);
        assertThat(stripe.received()).isEqualTo(received);
        assertThat(cycles()).isEqualTo(cycles);
        assertThat(stripe.requests().stream().filter(each -> each.method().equals("POST")))
                .hasSize(2);
    }

    @Test
    void theCommandChargesWhatIsDueOnce() {
        subscribed(CARD);
        CommandRunner reckon = new CommandRunner(data, DB.settings())
                .with("RECKON_STRIPE_API_KEY", "sk_test_secret")
                .with("RECKON_STRIPE_URL", stripe.url());
        assertThat(reckon.clean("payment renew").out()).doesNotContain(shop.account);
        // What is paid is never changed, not even by the owner: the month has to have begun a while ago.
        DB.asOwner()
                .sql(
                        """
                        SET session_replication_role = replica;
                        UPDATE subscription SET anchor_at = anchor_at - interval '32 days' WHERE account_id = 'ACC';
                        UPDATE cycle SET starts_at = starts_at - interval '32 days', acts_at = acts_at - interval '32 days',
                                         ends_at = ends_at - interval '32 days' WHERE account_id = 'ACC';
                        """
                                .replace("ACC", shop.account))
                .update();
        assertThat(reckon.clean("payment renew").out())
                .contains("Renewal of account " + shop.account + ", attempt 1 of 4: ", "is paid");
        assertThat(reckon.clean("payment renew").out()).doesNotContain(shop.account);
        assertThat(cycles()).isEqualTo(2);
        assertThat(stripe.received()).isEqualTo(2000);
    }

    @Test
    void anAccountWhoseRenewalFailsIsNamedAndHoldsUpNoOther() {
        DueRenewal faulty = subscribed(CARD);
        Shop mine = shop;
        shop = new Shop(DB, data, stripe);
        DueRenewal sound = subscribed(CARD);
        Cashier cashier =
                new Cashier(shop.database, shop.gateways(), new FailingEffects(faulty.account(), shop.effects));
        StoredRenewal renewal = new StoredRenewal(shop.database, cashier, PLANS, Duration.ofDays(1));
        for (DueRenewal due : List.of(faulty, sound)) {
            renewal.ask(due);
        }
        assertThat(renewal.sentences()).hasSize(2);
        assertThat(renewal.sentences().getFirst())
                .isEqualTo("Renewal of account " + faulty.account()
                        + " failed, the others go on and it is tried again with the next round: "
                        + "IllegalStateException: out of order");
        assertThat(renewal.sentences().getLast()).contains("Renewal of account " + sound.account(), "is paid");
        assertThat(cycles()).isEqualTo(2);
        shop = mine;
        assertThat(cycles()).isEqualTo(1);
        assertThat(ask(faulty)).singleElement().asString().contains("is paid");
        assertThat(cycles()).isEqualTo(2);
    }

    @Test
    void aMonthPaidOnAPageLeavesNothingToCharge() {
        DueRenewal due = subscribed(new Means.CheckoutPage(""));
        assertThat(ask(due)).isEmpty();
        assertThat(stripe.received()).isEqualTo(1000);
    }

    @Test
    void aMonthThatHasEndedOrWasOvertakenIsNotCharged() {
        DueRenewal due = subscribed(new Means.StoredMethod("cus_1", "pm_1"));
        assertThat(asked(due.dueAt())).containsExactly(due.reference());
        assertThat(asked(due.endsAt().minusSeconds(1))).containsExactly(due.reference());
        assertThat(asked(due.endsAt())).isEmpty();
        shop.cashier()
                .charge(
                        new ChargeOrder(
                                shop.account,
                                GatewayName.STRIPE,
                                Purpose.PLAN_SWITCH,
                                Optional.of("premium"),
                                new Cents(2500),
                                new Means.StoredMethod("cus_1", "pm_1"),
                                new Reference("switch" + shop.account)),
                        Shop.ADA);
        assertThat(asked(due.dueAt())).doesNotContain(due.reference());
    }

    @Test
    void aMonthThatEndsBetweenListingAndChargingIsNotCharged() {
        String first = "first-" + shop.account;
        Instant began = Instant.now().minus(Duration.ofDays(70)).truncatedTo(ChronoUnit.SECONDS);
        new CommandRunner(data, DB.settings())
                .clean("plan subscribe " + shop.account + " starter --at " + began + " --ref " + first);
        shop.jdbc()
                .sql(
                        """
                    INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, plan_code, cents, idempotency_key,
                                                customer_ref, method_ref, actor)
                    VALUES (:id, 'charge', :account, 'stripe', 'plan_cycle', 'starter', 1000, :id, 'cus_1', 'pm_1', 'test')
                    """)
                .param("id", first)
                .param("account", shop.account)
                .update();
        StoredRenewal renewal = new StoredRenewal(shop.database, shop.cashier(), PLANS, Duration.ofDays(1));
        new Renewals(shop.jdbc(), PLANS).ask(began.plus(Duration.ofDays(32)), each -> {
            if (each.account().equals(shop.account)) {
                renewal.ask(each);
            }
        });
        assertThat(renewal.sentences())
                .singleElement()
                .asString()
                .startsWith("Renewal of account " + shop.account + ": the month of account " + shop.account
                        + " that was due ended at ")
                .endsWith(" only. Nothing was charged.");
        assertThat(stripe.requests()).isEmpty();
        assertThat(cycles()).isEqualTo(1);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "plan cancel %s --reason asked",
        "account set %s --status suspended --reason debts",
        "account set %s --status closed --reason asked",
        "plan renew %s --ref by-hand-%s",
        "plan switch %s premium --ref switched-%s"
    })
    void whatHappensBetweenListingAndChargingIsHeeded(String meanwhile) {
        DueRenewal due = subscribed(new Means.StoredMethod("cus_1", "pm_1"));
        CommandRunner reckon = new CommandRunner(data, DB.settings()).at(Instant.now());
        StoredRenewal renewal = new StoredRenewal(shop.database, shop.cashier(), PLANS, Duration.ofDays(1));
        new Renewals(shop.jdbc(), PLANS).ask(due.dueAt(), each -> {
            if (each.account().equals(shop.account)) {
                reckon.clean(meanwhile.replace("%s", shop.account));
                renewal.ask(each);
            }
        });
        assertThat(stripe.received()).isEqualTo(1000);
        assertThat(shop.jdbc()
                        .sql(
                                "SELECT count(*) FROM payment_intent WHERE account_id = ? AND idempotency_key LIKE 'renewal:%'")
                        .param(shop.account)
                        .query(Long.class)
                        .single())
                .isZero();
        ask(due);
        assertThat(stripe.received()).isEqualTo(1000);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "plan cancel %s --reason asked,                   1",
        "account set %s --status closed --reason asked,   1",
        "plan renew %s --ref by-hand-%s,                  2",
    })
    void aRenewalTakenForDeclinedThatWasPaidAfterAllIsSentBackOnceItsMonthIsNotToOpen(String meanwhile, long cycles) {
        DueRenewal due = subscribed(new Means.StoredMethod("cus_1", "pm_1"));
        stripe.mood(Mood.DEMANDS_3DS);
        ask(due);
        String intent = intent(due);
        new Books(shop.database, shop.effects)
                .learn(
                        new IntentTable(shop.jdbc()).find(intent).orElseThrow(),
                        new Outcome.Declined("told by mistake"),
                        Source.LOOK_UP);
        stripe.mood(Mood.ANSWERS);
        new CommandRunner(data, DB.settings()).at(Instant.now()).clean(meanwhile.replace("%s", shop.account));
        stripe.customerProves(intent);
        shop.inbox().take("stripe", stripe.event("payment_intent.succeeded", intent));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(stripe.left(intent)).isZero();
        assertThat(cycles()).isEqualTo(cycles);
        assertThat(shop.jdbc()
                        .sql("SELECT count(*) FROM payment WHERE payment_id = ?")
                        .param(intent)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(stripe.sentBack()).isEqualTo(1000);
    }

    @Test
    void aRenewalThatIsPaidLateOpensItsOwnMonthWhileItMay() {
        DueRenewal due = subscribed(new Means.StoredMethod("cus_1", "pm_1"));
        stripe.mood(Mood.DEMANDS_3DS);
        ask(due);
        String intent = intent(due);
        stripe.customerProves(intent);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(cycles()).isEqualTo(2);
        assertThat(stripe.left(intent)).isEqualTo(1000);
    }

    private List<String> asked(Instant at) {
        List<String> asked = new ArrayList<>();
        new Renewals(shop.jdbc(), PLANS).ask(at, due -> {
            if (due.account().equals(shop.account)) {
                asked.add(due.reference());
            }
        });
        return asked;
    }
}
