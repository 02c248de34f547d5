package io.reckoner.jobs.topup;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.account.Account;
import io.reckoner.jobs.account.AccountStatus;
import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stored card is charged when the Wallet is low: once, whatever is answered, killed or asked for at once. */
class AutoTopUpTest extends AutoTopUpAtStripe {
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

    AutoTopUpTest() {
        super(DB, data);
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

    private List<String> intents() {
        return shop.jdbc()
                .sql("SELECT idempotency_key || ' ' || cents FROM payment_intent WHERE account_id = ?")
                .param(shop.account)
                .query(String.class)
                .list();
    }
}
