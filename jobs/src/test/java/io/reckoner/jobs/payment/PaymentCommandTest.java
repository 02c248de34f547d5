package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.cli.Reckon;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments at the command line: what is refused, what a sweep ends with, what outlives a kill. */
class PaymentCommandTest extends PaymentsByCommand {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private StripeDouble stripe;

    PaymentCommandTest() {
        super(DB, data);
    }

    @BeforeEach
    void atStripe() {
        stripe = new StripeDouble();
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    private CommandRunner withStripe() {
        return reckon.with("RECKON_STRIPE_API_KEY", "sk_test_secret").with("RECKON_STRIPE_URL", stripe.url());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    charge ACC -5 --gateway stripe                                  | "-5" is no amount. Write it without a sign.
                    charge ACC 1.000,50 --gateway stripe                            | "1.000,50" is no amount. Write a point before the decimals
                    charge ACC 0.005 --gateway stripe                               | a payment is in whole cents, not 0.005.
                    charge ACC 0.49 --gateway stripe                                | gateway stripe charges at least 0.50 USD, not 0.49 USD.
                    charge ACC 9000000 --gateway stripe                             | a payment of 9000000.00 is too large. Write one below 9000000.00.
                    charge ACC 5 --gateway paypal                                   | "paypal" is no gateway. Write one of stripe, alipay, creem, nowpayments, offline.
                    charge ACC 5 --gateway creem                                    | gateway creem is not set up. Give its keys in the environment
                    charge ACC 5 --gateway stripe --customer cus_1                  | a stored method is charged by --customer and --method together.
                    charge ACC 5 --gateway stripe --customer 'cus 1' --method pm    | "cus 1" is no id of a customer at a gateway.
                    charge ACC 5 --gateway offline --customer c --method m          | gateway offline cannot charge a stored payment method. It can
                    charge nobody 5 --gateway offline                               | there is no account nobody
                    cancel ACC --gateway offline --subscription s1                  | gateway offline cannot renew and end subscriptions of its own.
                    refund pay_1 5 --reason x                                       | there is no payment intent pay_1.
                    show pay_1                                                      | there is no payment intent pay_1.
                    """)
    void refusesWithASentenceAndWritesNothing(String command, String says) {
        Ran ran = withStripe().run("payment " + command.replace("ACC", account));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(says);
        assertThat(DB.database()
                        .jdbc()
                        .sql("SELECT count(*) FROM payment_intent WHERE account_id = ?")
                        .param(account)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(stripe.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Your card was declined.,Your card was declined", "do_not_honor,do_not_honor"})
    void aSentenceOfOthersIsNotStoppedTwice(String theirs, String shown) {
        assertThat(PaymentDesk.withoutStop(theirs)).isEqualTo(shown);
    }

    @Test
    void aBreakEndsTheSweepWithOneWhereAskedFor() {
        stripe.mood(Mood.MOVES_MONEY_AND_FAILS);
        CommandRunner shop = withStripe();
        Ran unknown =
                shop.clean("payment charge " + account + " 12.00 --gateway stripe --customer cus_1 --method pm_1");
        assertThat(unknown.out()).contains("is unknown").contains("Do not charge again");
        assertThat(unknown.out() + unknown.err()).doesNotContain("sk_test_secret");
        // Credit in the name of an intent that nobody has paid.
        reckon.clean("wallet top-up " + account + " 3.00 --ref pay_"
                + String.format(Locale.ROOT, "%032d", Integer.parseInt(account.substring("payer".length()))));
        Ran swept = shop.run("payment sweep --fail-on breaks");
        assertThat(swept.exit()).isEqualTo(1);
        assertThat(swept.out())
                .contains("credited-not-charged")
                .contains(account)
                .contains("3.00");
    }

    @Test
    void aProcessKilledBetweenChargeAndOutcomeLeavesNothingLost() throws Exception {
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        Process charging = child(
                "payment",
                "charge",
                account,
                "20.00",
                "--gateway",
                "stripe",
                "--customer",
                "cus_k",
                "--method",
                "pm_1");
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (stripe.payments() == 0) {
            assertThat(charging.isAlive() && System.nanoTime() < patience)
                    .as("charging")
                    .isTrue();
            Thread.sleep(5);
        }
        charging.destroyForcibly().waitFor();
        assertThat(stripe.received()).isEqualTo(2000);
        assertThat(credit()).isEqualTo("0");

        stripe.mood(Mood.ANSWERS);
        Sweep.Swept swept = new Shop(DB, data, stripe).sweep();
        assertThat(swept.resolved()).isPositive();
        assertThat(credit()).isEqualTo("20");
        assertThat(stripe.payments()).isEqualTo(1);
    }

    private Process child(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), Reckon.class.getName()));
        builder.command().addAll(List.of(words));
        var environment = builder.environment();
        environment.put("RECKON_DATA", data.toString());
        DB.settings().url().ifPresent(url -> environment.put("RECKON_DB_URL", url));
        DB.settings().user().ifPresent(user -> environment.put("RECKON_DB_USER", user));
        DB.settings().password().ifPresent(password -> environment.put("RECKON_DB_PASSWORD", password));
        environment.put("RECKON_STRIPE_API_KEY", "sk_test_secret");
        environment.put("RECKON_STRIPE_URL", stripe.url());
        environment.put("RECKON_PAYMENT_TIMEOUT", "60s");
        environment.put("RECKON_PAYMENT_LOOK_UP_AFTER", "3m");
        Path said = Files.createTempFile(data, "child", ".log");
        return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }
}
