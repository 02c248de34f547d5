package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.plan.PlanSettings;
import io.reckoner.jobs.plan.Renewals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages for plans that customers pay late, or leave. */
class LatePageTest extends AtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    LatePageTest() {
        super(DB, data);
    }

    private static Instant daysAgo(long days) {
        return Instant.now().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Acts between asking for the switch, 20 days ago, and hearing that its page was paid. */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # bought, and days ago | meanwhile                           | cycles                    | sold as
                    starter --at 40        |                                     | starter, premium          | plan
                    starter --pass --at 40 |                                     | starter, premium          | plan
                    starter --at 25        | wallet refund FIRST --reason asked  | starter, premium          | plan
                    starter --at 40        | plan renew ACC --ref next-ACC       | starter, starter, premium | switch
                    starter --at 25        |                                     | starter, premium          | switch
                    """)
    void aSwitchPaidAfterItsMonthHasRunOutOpensThePlanAsBought(
            String bought, String meanwhile, String cycles, String soldAs) {
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        String first = "first-" + shop.account;
        int days = bought.lastIndexOf(' ') + 1;
        reckon.clean("plan subscribe " + shop.account + " " + bought.substring(0, days)
                + daysAgo(Long.parseLong(bought.substring(days))) + " --ref " + first);
        String asked = "pay_switch" + shop.account;
        Intent page = intent(asked, "plan_switch", "premium", 2500, "", daysAgo(20));
        if (meanwhile != null) {
            reckon.clean(meanwhile.replace("ACC", shop.account).replace("FIRST", first));
        }
        learn(page, new Outcome.Paid("pi_" + shop.account, new Cents(2500), Optional.empty()));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(String.join(", ", cycles())).isEqualTo(cycles);
        assertThat(
                        texts(
                                """
                                SELECT gateway || ' ' || purpose || ' ' || trim_scale(amount) FROM payment
                                WHERE account_id = ? AND payment_id LIKE 'pay_switch%'
                                """))
                .containsExactly("stripe " + soldAs + " 25");
        assertThat(texts("SELECT switch_id FROM plan_switch WHERE account_id = ?"))
                .hasSize(soldAs.equals("switch") ? 1 : 0);
        assertThat(renewable()).containsExactly("premium");
    }

    /**
     * Starter ran out 50 days ago, and the switch that was asked for before is paid. Meanwhile a person has recorded the new plan by hand, which
     * has run out as well.
     */
    @ParameterizedTest
    @ValueSource(strings = {"closed", "taken back"})
    void aSwitchWhosePlanWasRecordedByHandMeanwhileIsNotSoldASecondTime(String then) {
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        reckon.clean(
                "plan subscribe " + shop.account + " starter --at " + daysAgo(80) + " --ref first-" + shop.account);
        Intent page = intent("pay_switch" + shop.account, "plan_switch", "premium", 2500, "", daysAgo(60));
        String byHand = "hand-" + shop.account;
        reckon.clean("plan subscribe " + shop.account + " premium --pass --at " + daysAgo(45) + " --ref " + byHand);
        learn(page, new Outcome.Paid("pi_" + shop.account, new Cents(2500), Optional.empty()));
        for (int sweeps = 0; sweeps < 2; sweeps++) {
            Sweep.Swept swept = shop.sweep();
            assertThat(shop.breaks(swept)).containsExactly("charged-not-credited 25.00");
            assertThat(swept.breaks()).anySatisfy(each -> assertThat(each.detail())
                    .isEqualTo("plan premium was bought for account " + shop.account
                            + " since the switch to it was asked for (payment " + byHand
                            + "). Was that recorded for this payment, close this; else send this payment back (payment pi_"
                            + shop.account + ")"));
        }
        assertThat(cycles()).containsExactly("starter", "premium");
        if (then.equals("closed")) {
            reckon.clean("payment close charged-not-credited:" + page.id() + " --reason 'recorded as " + byHand + "'");
        } else {
            reckon.clean("wallet refund " + byHand + " --reason 'recorded without its gateway'");
        }
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(cycles())
                .containsExactlyElementsOf(
                        then.equals("closed")
                                ? List.of("starter", "premium")
                                : List.of("starter", "premium", "premium"));
    }

    /** A page for a plan that has been in flight for 20 days, while Starter is due to be renewed by card for some 10 days. */
    private Intent pageBesideARenewal(Purpose purpose, String plan, long cents, Outcome newest) {
        String first = "first-" + shop.account;
        new CommandRunner(data, DB.settings())
                .clean("plan subscribe " + shop.account + " starter --at " + daysAgo(40) + " --ref " + first);
        Intent month = intent(first, "plan_cycle", "starter", 1000, "cus_1", daysAgo(40));
        new EffectTable(shop.jdbc()).add(first, month);
        learn(month, new Outcome.Paid("pi_first" + shop.account, new Cents(1000), Optional.empty()));
        Intent page = intent("pay_page" + shop.account, purpose.code(), plan, cents, "", daysAgo(20));
        assertThat(new FlightTable(shop.jdbc()).start(page)).isEmpty();
        learn(page, newest);
        return page;
    }

    private List<String> renew(Duration pageLife) {
        PlanSettings plans = new PlanSettings(4, Duration.ofDays(2));
        StoredRenewal renewal = new StoredRenewal(shop.database, shop.cashier(), plans, pageLife);
        new Renewals(shop.jdbc(), plans).ask(Instant.now(), due -> {
            if (due.account().equals(shop.account)) {
                renewal.ask(due);
            }
        });
        return renewal.sentences();
    }

    @ParameterizedTest(name = "[{index}] {0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # the page: what it buys     | cycles once it is paid after all
                    PLAN_CYCLE  | starter | 1000 | starter, starter, starter
                    PLAN_CYCLE  | pro     | 5000 | starter, starter, pro
                    PLAN_SWITCH | premium | 2500 | starter, starter, premium
                    """)
    void aPageThatWasLeftHoldsARenewalUpNoLongerThanPagesLive(Purpose purpose, String plan, long cents, String cycles) {
        Intent page =
                pageBesideARenewal(purpose, plan, cents, new Outcome.ActionRequired("cs_1", "https://pay.example"));
        assertThat(renew(Duration.ofDays(21))).singleElement().asString().contains("in flight, intent " + page.id());
        assertThat(stripe.received()).isZero();
        assertThat(renew(Duration.ofDays(19))).singleElement().asString().contains("attempt 1 of 4", "is paid");
        assertThat(renew(Duration.ofDays(19))).isEmpty();
        assertThat(stripe.received()).isEqualTo(1000);
        assertThat(cycles()).containsExactly("starter", "starter");

        learn(page, new Outcome.Paid("pi_page" + shop.account, new Cents(cents), Optional.empty()));
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(String.join(", ", cycles())).isEqualTo(cycles);
        assertThat(renewable()).containsExactly(plan);
        assertThat(stripe.received()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "unknown", "not_taken"})
    void aPageThatMayBePaidAlreadyHoldsTheRenewalUp(String newest) {
        pageBesideARenewal(
                Purpose.PLAN_CYCLE,
                "starter",
                1000,
                switch (newest) {
                    case "pending" -> new Outcome.Pending("cs_1");
                    case "unknown" -> new Outcome.Unknown("no answer");
                    default -> new Outcome.NotTaken("cs_1", "the currency is CNY");
                });
        assertThat(renew(Duration.ofDays(19))).singleElement().asString().contains("in flight, intent pay_page");
        assertThat(stripe.received()).isZero();
    }

    /** Starter was bought so many days ago, and never renewed nor cancelled. */
    @ParameterizedTest
    @CsvSource({"40, 1, 0", "80, 2, 1"})
    void aPlanThatRanOutIsRenewedLateOrElseBoughtAnew(long days, int subscriptions, int replaced) {
        new CommandRunner(data, DB.settings())
                .clean("plan subscribe " + shop.account + " starter --at " + daysAgo(days) + " --ref first-"
                        + shop.account);
        shop.cashier().charge(shop.month(GatewayName.STRIPE, CARD, "anew" + shop.account), Shop.ADA);
        assertThat(shop.breaks(shop.sweep())).isEmpty();
        assertThat(cycles()).containsExactly("starter", "starter");
        assertThat(renewable()).containsExactly("starter");
        assertThat(texts(
                        "SELECT cancelled_because FROM subscription WHERE account_id = ? AND cancelled_at IS NOT NULL"))
                .hasSize(replaced);
        assertThat(texts("SELECT subscription_id FROM subscription WHERE account_id = ?"))
                .hasSize(subscriptions);
    }

    private void learn(Intent intent, Outcome outcome) {
        new Books(shop.database, shop.effects).learn(intent, outcome, Source.WEBHOOK);
    }

    private Intent intent(String id, String purpose, String plan, long cents, String customer, Instant at) {
        shop.jdbc()
                .sql(
                        """
                        INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, plan_code, cents, idempotency_key,
                                                    customer_ref, method_ref, recorded_at, actor)
                        VALUES (:id, 'charge', :account, 'stripe', :purpose, :plan, :cents, :id, :customer, :customer,
                                :at::timestamptz, 'test')
                        """)
                .param("id", id)
                .param("account", shop.account)
                .param("purpose", purpose)
                .param("plan", plan)
                .param("cents", cents)
                .param("customer", customer)
                .param("at", at.toString())
                .update();
        return new IntentTable(shop.jdbc()).find(id).orElseThrow();
    }

    private List<String> cycles() {
        return texts("SELECT plan_code FROM cycle WHERE account_id = ? ORDER BY starts_at");
    }

    private List<String> renewable() {
        return texts(
                "SELECT plan_code FROM subscription WHERE account_id = ? AND kind = 'monthly' AND cancelled_at IS NULL");
    }

    private List<String> texts(String sql) {
        return shop.jdbc().sql(sql).param(shop.account).query(String.class).list();
    }
}
