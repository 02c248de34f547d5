package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.plan.DueRenewal;
import io.reckoner.jobs.plan.PlanSettings;
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
class StoredRenewalTest extends AtStripe {
    private static final PlanSettings PLANS = new PlanSettings(4, Duration.ofDays(2));

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    StoredRenewalTest() {
        super(DB, data);
    }

    /** Buys the first month, and tells how long from now the next one is due. */
    private DueRenewal subscribed(Means means) {
        Standing first = shop.cashier().charge(shop.month(GatewayName.STRIPE, means, "first" + shop.account), Shop.ADA);
        if (means instanceof Means.CheckoutPage) {
            stripe.customerPays(first.intent().id());
            shop.sweep();
        }
        List<DueRenewal> due = due(Duration.ofDays(31));
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    private List<DueRenewal> due(Duration later) {
        return new Renewals(shop.jdbc(), PLANS)
                .due(Instant.now().plus(later)).stream()
                        .filter(each -> each.account().equals(shop.account))
                        .toList();
    }

    private List<String> ask(DueRenewal due) {
        StoredRenewal renewal = new StoredRenewal(shop.database, shop.cashier(), PLANS, Duration.ofDays(1));
        renewal.ask(due);
        return renewal.sentences();
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

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "plan renew %s --ref late-%s",
        "plan renew %s --declined --ref late-%s",
        "plan subscribe %s pro --ref late-%s",
        "plan subscribe %s pro --pass --ref late-%s",
        "plan switch %s premium --ref late-%s"
    })
    void whatAPersonRecordsWaitsForTheChargeInFlight(String line) {
        DueRenewal due = subscribed(new Means.StoredMethod("cus_1", "pm_1"));
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        ask(due);
        stripe.mood(Mood.ANSWERS);
        Ran refused = new CommandRunner(data, DB.settings()).run(line.replace("%s", shop.account));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("account " + shop.account + " has a payment in flight, intent " + intent(due)
                        + ". Nothing was changed. Wait for its outcome, which reckon payment sweep finds out: nobody here can end"
                        + " it. If it stays, look at the gateway's dashboard.\n");
        assertThat(cycles()).isEqualTo(1);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(cycles()).isEqualTo(2);
        assertThat(stripe.received()).isEqualTo(2000);
        assertThat(due(Duration.ofDays(62))).singleElement().satisfies(next -> assertThat(next.attempt())
                .isEqualTo(1));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # newest        | what helps
                    unknown         | which reckon payment sweep finds out: nobody here can end it.
                    pending         | which reckon payment sweep finds out: nobody here can end it.
                    action_required | or give up what the customer has left with: reckon payment confirm INTENT --never --reason WHY.
                    not_taken       | Send it back at the gateway, then give the intent up with: reckon payment confirm INTENT --never --reason WHY.
                    """)
    void whatEndsTheChargeInFlightDependsOnItsNewestState(String newest, String helps) {
        DueRenewal due = subscribed(new Means.StoredMethod("cus_1", "pm_1"));
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        ask(due);
        stripe.mood(Mood.ANSWERS);
        Outcome outcome =
                switch (newest) {
                    case "pending" -> new Outcome.Pending("pi_1");
                    case "action_required" -> new Outcome.ActionRequired("pi_1", "");
                    case "not_taken" -> new Outcome.NotTaken("pi_1", "the currency is CNY");
                    default -> new Outcome.Unknown("still no answer");
                };
        new Books(shop.database, shop.effects)
                .learn(shop.cashier().standing(intent(due)).intent(), outcome, Source.LOOK_UP);
        Ran refused = new CommandRunner(data, DB.settings()).run("plan renew " + shop.account);
        assertThat(refused.err())
                .contains("intent " + intent(due) + ". Nothing was changed.", helps.replace("INTENT", intent(due)));
        Ran givenUp = new CommandRunner(data, DB.settings())
                .with("RECKON_STRIPE_API_KEY", "sk_test_secret")
                .with("RECKON_STRIPE_URL", stripe.url())
                .run("payment confirm " + intent(due) + " --never --reason gone");
        // What is advised is what is not refused for being what it is.
        assertThat(givenUp.err().contains("which says itself what became of it"))
                .isNotEqualTo(helps.contains("--never"));
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

    private String intent(DueRenewal due) {
        return shop.jdbc()
                .sql("SELECT intent_id FROM payment_intent WHERE idempotency_key = ?")
                .param(due.reference())
                .query(String.class)
                .single();
    }

    private long cycles() {
        return shop.jdbc()
                .sql("SELECT count(*) FROM cycle WHERE account_id = ?")
                .param(shop.account)
                .query(Long.class)
                .single();
    }
}
