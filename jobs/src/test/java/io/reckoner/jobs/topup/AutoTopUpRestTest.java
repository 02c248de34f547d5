package io.reckoner.jobs.topup;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a rule charges nothing: within its limit, after declines, while it is paused, and where it could never charge. */
class AutoTopUpRestTest extends AutoTopUpAtStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    AutoTopUpRestTest() {
        super(DB, data);
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
    void aPaymentThatAPersonHasSettledHoldsUpNoOther() {
        reckon.clean(rule("--below 5 --amount 10 --monthly-limit 100"));
        stripe.mood(Mood.MOVES_MONEY_AND_TIMES_OUT);
        judge(Duration.ZERO);
        stripe.mood(Mood.ANSWERS);
        reckon.clean("account set " + shop.account + " --status closed --reason asked");
        shop.lookUp();
        reckon.clean("account set " + shop.account + " --status active");
        String intent = shop.jdbc()
                .sql("SELECT intent_id FROM payment_intent WHERE account_id = ?")
                .param(shop.account)
                .query(String.class)
                .single();
        assertThat(judge(Duration.ofDays(2))).isEmpty();
        reckon.clean("account set " + shop.account + " --status closed --reason asked");
        reckon.clean("payment close charged-not-credited:" + intent + " --reason 'sent back by cheque'");
        reckon.clean("account set " + shop.account + " --status active");
        assertThat(judge(Duration.ofDays(2))).singleElement().asString().contains("is paid");
        assertThat(shop.lots()).containsExactly("bonus 2", "topup 10");
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
}
