package io.reckoner.jobs.topup;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.account.Account;
import io.reckoner.jobs.account.AccountStatus;
import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.Shop;
import io.reckoner.jobs.payment.stripe.StripeDouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored card is charged when the Wallet is low: once, within its limit, and no more after three declines. */
class AutoTopUpTest {
    private static final String BOOK =
            """
            price_book: 1
            per: 1000000
            models:
              - provider: openai
                model: openai/m
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                components: {input: 2.00, output: 8.00}
            """;

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private StripeDouble stripe;
    private Shop shop;
    private CommandRunner reckon;

    @BeforeEach
    void open() {
        stripe = new StripeDouble();
        shop = new Shop(DB, data, stripe);
        reckon = new CommandRunner(data, DB.settings())
                .with("RECKON_STRIPE_API_KEY", "sk_test_double")
                .with("RECKON_STRIPE_URL", stripe.url());
    }

    /** Rules of other tests must not meet this one's double. */
    @AfterEach
    void close() {
        reckon.run("wallet auto pause " + shop.account + " --reason over");
        stripe.close();
    }

    private String rule(String options) {
        return "wallet auto set " + shop.account + " --gateway stripe --customer cus_1 --method pm_1 " + options;
    }

    private List<String> judge(Duration later) {
        return new AutoTopUpJob(shop.database, shop.cashier())
                .run(new AutoTopUpView(shop.jdbc()).now().plus(later)).stream()
                        .filter(sentence -> sentence.contains("account " + shop.account + ":")
                                || sentence.contains("account " + shop.account + " "))
                        .toList();
    }

    private long charges() {
        return stripe.requests().stream()
                .filter(each -> each.method().equals("POST"))
                .count();
    }

    private String state() {
        return reckon.clean("wallet auto show --format csv " + shop.account)
                .lines()
                .get(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account closed", "rule paused"})
    void whatHappensBetweenJudgingAndChargingIsHeeded(String meanwhile) throws Exception {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            // Whoever has the turn keeps the charge waiting: it is judged by then, and not written yet.
            Future<List<String>> judged = shop.database.inTransaction(jdbc -> {
                new TurnTable(jdbc).take();
                Future<List<String>> judging = thread.submit(() -> judge(Duration.ZERO));
                long patience = System.nanoTime() + 60_000_000_000L;
                while (waiting() == 0 && System.nanoTime() < patience) {
                    Thread.onSpinWait();
                }
                switch (meanwhile.substring(0, meanwhile.indexOf(' '))) {
                    case "account" ->
                        new Accounts(jdbc)
                                .change(
                                        shop.account,
                                        before -> new Account(
                                                shop.account, before.name(), AccountStatus.CLOSED, before.billing()),
                                        new Act("ada", "asked"));
                    default -> new AutoTopUps(jdbc).pause(shop.account, new Act("ada", "asked"));
                }
                return judging;
            });
            assertThat(judged.get())
                    .singleElement()
                    .asString()
                    .contains("the account or its rule was changed meanwhile. Nothing was charged.");
        }
        assertThat(charges()).isZero();
        reckon.clean("account set " + shop.account + " --status active");
    }

    private long waiting() {
        return shop.jdbc()
                .sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # mood                     | at once         | received | lots             | shown at last
                    ANSWERS                    | paid            | 1000     | bonus 2,topup 10 | rests: the balance is not below the threshold,12.0
                    MOVES_MONEY_AND_TIMES_OUT  | unknown         | 1000     | bonus 2,topup 10 | rests: the balance is not below the threshold,12.0
                    MOVES_MONEY_AND_FAILS      | unknown         | 1000     | bonus 2,topup 10 | rests: the balance is not below the threshold,12.0
                    FAILS_BEFORE_MOVING_MONEY  | unknown         | 0        |                  | waits until
                    DECLINES                   | declined        | 0        |                  | waits until
                    DEMANDS_3DS                | action_required | 0        |                  | waits for the outcome of pay_
                    """)
    void whateverTheAnswerOneChargeIsMade(Mood mood, String atOnce, long received, String lots, String shown) {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        stripe.mood(mood);
        assertThat(judge(Duration.ZERO)).singleElement().asString().contains("10.00 USD by stripe is " + atOnce);
        stripe.mood(Mood.ANSWERS);
        // What is not decided is not charged again, however much later.
        if (atOnce.equals("unknown") || atOnce.equals("action_required")) {
            assertThat(judge(Duration.ofDays(3))).isEmpty();
        }
        shop.lookUp();
        assertThat(judge(Duration.ZERO)).isEmpty();
        assertThat(charges()).isEqualTo(1);
        assertThat(stripe.received()).isEqualTo(received);
        assertThat(String.join(",", shop.lots())).isEqualTo(lots == null ? "" : lots);
        assertThat(state()).startsWith(shown);
    }

    @Test
    void eightJobsAtOnceChargeOnce() throws Exception {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        stripe.mood(Mood.ANSWERS_LATE);
        Instant now = new AutoTopUpView(shop.jdbc()).now();
        List<Callable<List<String>>> jobs = IntStream.range(0, 8)
                .mapToObj(n -> (Callable<List<String>>) () -> new AutoTopUpJob(shop.database, shop.cashier()).run(now))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (var job : threads.invokeAll(jobs)) {
                job.get();
            }
        }
        assertThat(charges()).isEqualTo(1);
        assertThat(shop.lots()).containsExactly("bonus 2", "topup 10");
        assertThat(intents()).containsExactly("auto:" + shop.account + ":1:1 1000");
    }

    @Test
    void anAttemptTakenByAJobThatDiedIsChargedOnceUnderItsKey() {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        new AutoTopUpAttemptTable(shop.jdbc()).take(shop.account, 1, 1);
        reckon.clean(rule("--below 5 --amount 20 --monthly-limit 100"));
        judge(Duration.ZERO);
        judge(Duration.ZERO);
        assertThat(intents()).containsExactly("auto:" + shop.account + ":1:1 2000");
        assertThat(shop.lots()).containsExactly("bonus 4", "topup 20");
    }

    @Test
    void declinesDoubleTheWaitAndThreePauseUntilResumed() {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100 --cool-down 1h"));
        stripe.mood(Mood.DECLINES);
        judge(Duration.ZERO);
        assertThat(judge(Duration.ofMinutes(119))).isEmpty();
        assertThat(judge(Duration.ofMinutes(121))).hasSize(1);
        assertThat(judge(Duration.ofMinutes(239))).isEmpty();
        assertThat(judge(Duration.ofMinutes(241)))
                .singleElement()
                .asString()
                .contains("is declined")
                .contains("is paused: 3 declines in a row, the last: ")
                .contains("insufficient");
        assertThat(charges()).isEqualTo(3);
        stripe.mood(Mood.ANSWERS);
        assertThat(judge(Duration.ofDays(20))).isEmpty();
        assertThat(state())
                .startsWith("\"paused: 3 declines in a row, the last: ")
                .contains("insufficient");

        assertThat(reckon.clean("wallet auto resume " + shop.account).out()).contains("goes on");
        assertThat(judge(Duration.ofMinutes(59))).isEmpty();
        assertThat(judge(Duration.ofMinutes(61))).hasSize(1);
        assertThat(shop.lots()).containsExactly("bonus 2", "topup 10");
        assertThat(charges()).isEqualTo(4);
    }

    @Test
    void theMonthlyLimitStopsItUntilTheNextMonth() {
        reckon.clean(rule("--below 500 --amount 10 --monthly-limit 25 --cool-down 1m"));
        assertThat(judge(Duration.ZERO)).singleElement().asString().contains("10.00 USD by stripe is paid");
        assertThat(judge(Duration.ofMinutes(2))).singleElement().asString().contains("10.00 USD by stripe is paid");
        assertThat(judge(Duration.ofMinutes(4))).isEmpty();
        assertThat(stripe.received()).isEqualTo(2000);
        assertThat(state()).startsWith("stopped by the monthly limit: 20.00 USD used,24.0");
        assertThat(judge(Duration.ofDays(32))).hasSize(1);
        assertThat(stripe.received()).isEqualTo(3000);
    }

    @Test
    void whatWillBeTakenIsMissingFromTheBalanceAtOnce() {
        reckon.clean("wallet top-up " + shop.account + " 10 --ref by-hand-" + shop.account);
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        assertThat(judge(Duration.ZERO)).isEmpty();
        assertThat(state()).startsWith("rests: the balance is not below the threshold,12.0");
        reckon.clean("wallet adjust " + shop.account + " --take 8 --reason mistaken --at "
                + Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS));
        assertThat(judge(Duration.ofDays(1))).isEmpty();
        reckon.clean("wallet refund by-hand-" + shop.account + " --amount 5 --reason asked");
        assertThat(judge(Duration.ofDays(1))).isEmpty();
        assertThat(state()).startsWith("rests: the balance is not below the threshold,6.0");
        assertThat(judge(Duration.ofDays(3))).hasSize(1);
        assertThat(charges()).isEqualTo(1);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # payments told of the attempt           | used
                    pi_1 1000, pi_1 1400                      | 10.00
                    pi_1 1400, pi_1 1000                      | 14.00
                    pi_1 1000, pi_2 1000                      | 20.00
                    pi_1 1000, pi_2 1000, pi_2 300, pi_1 1000 | 20.00
                    """)
    void anotherAmountOfOnePaymentCountsOnceAgainstTheLimit(String told, String used) {
        reckon.clean(rule("--below 500 --amount 10 --monthly-limit 25 --cool-down 1m"));
        String intent = "pay_told_" + shop.account;
        shop.jdbc()
                .sql(
                        """
                    INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, cents, idempotency_key, actor)
                    VALUES (:id, 'charge', :account, 'stripe', 'auto_top_up', 1000, :id, 'test')
                    """)
                .param("id", intent)
                .param("account", shop.account)
                .update();
        int number = 0;
        for (String payment : told.split(", ")) {
            String[] words = payment.split(" ");
            shop.jdbc()
                    .sql(
                            """
                        INSERT INTO payment_outcome (intent_id, outcome_no, state, gateway_ref, cents, learned_by)
                        VALUES (:id, :number, 'paid', :reference, :cents, 'webhook')
                        """)
                    .param("id", intent)
                    .param("number", ++number)
                    .param("reference", words[0] + shop.account)
                    .param("cents", Long.parseLong(words[1]))
                    .update();
        }
        assertThat(reckon.clean("wallet auto show " + shop.account).out()).containsPattern("Used this month +" + used);
        // Booked, and then judged: the limit of 25.00 leaves room for one more of 10.00, or does not.
        shop.lookUp();
        assertThat(judge(Duration.ofMinutes(2))).hasSize(used.equals("20.00") ? 0 : 1);
    }

    @Test
    void moneyThatWentBackPausesItInsteadOfBeingChargedAgain() {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        judge(Duration.ZERO);
        String intent = shop.jdbc()
                .sql("SELECT intent_id FROM payment_intent WHERE account_id = ?")
                .param(shop.account)
                .query(String.class)
                .single();
        reckon.clean("wallet dispute open " + intent + " --ref dp_1 --reason bank");
        assertThat(judge(Duration.ofDays(2))).singleElement().asString().contains("is paused: payment " + intent);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void pausedByHandNothingIsCharged() {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        Ran without = reckon.run("wallet auto pause " + shop.account);
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).contains("a pause needs a reason");
        reckon.clean("wallet auto pause " + shop.account + " --reason 'asked for'");
        assertThat(judge(Duration.ofDays(9))).isEmpty();
        assertThat(state()).startsWith("paused: asked for,");
        assertThat(charges()).isZero();
    }

    @Test
    void anAccountThatIsNotActiveIsNotCharged() {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        reckon.clean("account set " + shop.account + " --status SUSPENDED --reason late");
        assertThat(judge(Duration.ofDays(1))).isEmpty();
        assertThat(state()).startsWith("rests: the account is not active,");
    }

    @Test
    void settlingJudgesTheRules() throws Exception {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        Files.writeString(data.resolve("book.yaml"), BOOK);
        reckon.clean("price import " + data.resolve("book.yaml") + " --reason first");
        Ran settled = reckon.clean("settle --watermark 2026-03-01");
        assertThat(settled.err())
                .contains("Automatic top-up of account " + shop.account + ": 10.00 USD by stripe is paid");
        reckon.clean("nightly --watermark 2026-03-02");
        assertThat(charges()).isEqualTo(1);
        assertThat(shop.lots()).containsExactly("bonus 2", "topup 10");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    set ACC --gateway offline --customer c --method m --below 5 --amount 10 --monthly-limit 20  | gateway offline cannot charge a stored payment method. It can
                    set ACC --gateway creem --customer c --method m --below 5 --amount 10 --monthly-limit 20    | gateway creem cannot charge a stored payment method. It can
                    set ACC --gateway alipay --customer c --method m --below 5 --amount 10 --monthly-limit 20   | gateway alipay is not set up.
                    set ACC --gateway stripe --customer c --method m --below 5 --amount 0.4 --monthly-limit 20  | gateway stripe charges at least 0.50 USD, not 0.40 USD.
                    set ACC --gateway stripe --customer c --method m --below 5 --amount 10 --monthly-limit 9    | a monthly limit of 9.00 USD is below the amount of 10.00 USD
                    set nobody --gateway stripe --customer c --method m --below 5 --amount 10 --monthly-limit 9 | a monthly limit of 9.00 USD is below
                    set nobody --gateway stripe --customer c --method m --below 5 --amount 1 --monthly-limit 9  | there is no account nobody
                    show ACC                                                                                    | has no automatic top-up. Set one with
                    resume ACC                                                                                  | has no automatic top-up. Set one with
                    """)
    void whatCouldNeverBeChargedIsRefusedAtSetUp(String command, String says) {
        Ran ran = reckon.with("RECKON_CREEM_API_KEY", "k").run("wallet auto " + command.replace("ACC", shop.account));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(says);
        assertThat(shop.jdbc()
                        .sql("SELECT count(*) FROM auto_top_up_rule WHERE account_id = ?")
                        .param(shop.account)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<String> intents() {
        return shop.jdbc()
                .sql("SELECT idempotency_key || ' ' || cents FROM payment_intent WHERE account_id = ?")
                .param(shop.account)
                .query(String.class)
                .list();
    }
}
