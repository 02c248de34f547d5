package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.plan.DueRenewal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While the charge of a month is in flight, what a person records of the plan waits, and is told what ends the waiting. */
class RenewalInFlightTest extends StoredRenewals {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    RenewalInFlightTest() {
        super(DB, data);
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
}
