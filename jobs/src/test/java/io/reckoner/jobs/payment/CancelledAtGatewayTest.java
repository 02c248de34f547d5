package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.offline.OfflineGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a subscription here besides a switch ends it at its gateway, too; what comes in between is served or waited for. */
class CancelledAtGatewayTest extends SubscribedAtCreem {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    CancelledAtGatewayTest() {
        super(DB, data);
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
    void aLateMonthThatIsInDisputeAsAWholeIsNamedUntilItIsClosed() {
        reckon.clean("plan cancel " + shop.account);
        shop.sweep();
        paid(first, 2, 1000, Instant.now());
        take(creem.monthDisputed(first, "tran_2" + first, "disp_" + shop.account, 1210));
        for (int sweeps = 0; sweeps < 2; sweeps++) {
            Sweep.Swept swept = shop.sweep();
            assertThat(shop.breaks(swept)).containsExactly("charged-after-end 10.00");
            assertThat(swept.breaks())
                    .filteredOn(each -> each.account().equals(shop.account))
                    .allSatisfy(each -> assertThat(each.detail())
                            .startsWith("all that is left of it is in dispute, and gateway creem does not tell how a "
                                    + "dispute ends. Look there; once it has ended, close this (subscription sub_of_"
                                    + first));
        }
        String late = texts(
                        "SELECT intent_id FROM payment_intent WHERE account_id = ? AND kind = 'charge' ORDER BY recorded_at DESC")
                .getFirst();
        reckon.clean("payment close charged-after-end:" + late + " --reason 'lost'");
        assertThat(breaks()).isEmpty();
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
