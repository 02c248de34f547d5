package io.reckoner.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private static int accounts;

    private CommandRunner reckon;
    private String account;

    @BeforeEach
    void freshAccount() {
        reckon = new CommandRunner(data, DB.settings());
        reckon.clean("init");
        account = "acc" + ++accounts;
        reckon.clean("account create " + account);
    }

    @Test
    void plansComeBackFromTheDatabaseAsTheKernelShipsThem() {
        assertThat(new PlanTable(DB.database().jdbc()).catalogue().plans())
                .isEqualTo(PlanCatalogue.shipped().plans());
    }

    @Test
    void listsPlansInCredits() {
        assertThat(reckon.clean("plan list --format csv").lines())
                .contains(
                        "starter@1,Starter,active,10.000000000000,1000,200,3000,100,300,20,,*,to wallet",
                        "free@1,Free,active,0.000000000000,0,0,0,,,1,1000,*:free,to wallet",
                        "builder@1,Builder,inactive,10.000000000000,1000,200,3000,,300,15,,*,none");
    }

    /** Acts, one after another; then the cycles as {@code start..end}, with {@code opens} where that is later. */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # acts                                                                             | cycles
                    subscribe starter --at 2026-01-31T10:00:00Z                                        | starter@1 01-31..02-28
                    subscribe starter --at 2026-01-31; renew --at 2026-02-20; renew --at 2026-03-01    | starter@1 01-31..02-28, starter@1 02-28..03-31, starter@1 03-31..04-30
                    subscribe starter --at 2026-01-31; renew --at 2026-03-03                           | starter@1 01-31..02-28, starter@1 02-28..03-31 opens 03-03
                    subscribe pro --pass --at 2026-03-01                                               | pro@1 03-01..03-31
                    subscribe starter --at 2026-03-10; subscribe pro --at 2026-03-15                   | starter@1 03-10..04-10, pro@1 04-10..05-10
                    subscribe starter --at 2026-03-10; subscribe starter --pass --at 2026-03-15        | starter@1 03-10..04-10, starter@1 04-10..05-10
                    subscribe starter --at 2026-01-10; subscribe starter --at 2026-03-15               | starter@1 01-10..02-10, starter@1 03-15..04-15
                    # a switch sets a new anchor, clamped month by month, in leap years too
                    subscribe starter --at 2024-01-10; switch pro --at 2024-01-31; renew --at 2024-02-20; renew --at 2024-03-20 | starter@1 01-10..02-10, pro@1 01-31..02-29, pro@1 02-29..03-31, pro@1 03-31..04-30
                    subscribe starter --at 2025-01-10; switch pro --at 2025-01-29; renew --at 2025-02-20; renew --at 2025-03-20 | starter@1 01-10..02-10, pro@1 01-29..02-28, pro@1 02-28..03-29, pro@1 03-29..04-29
                    subscribe starter --at 2024-02-01; switch pro --at 2024-02-29; renew --at 2024-03-20; renew --at 2024-04-20 | starter@1 02-01..03-01, pro@1 02-29..03-29, pro@1 03-29..04-29, pro@1 04-29..05-29
                    subscribe starter --pass --at 2025-01-02; switch pro --at 2025-01-28T12:00:00Z; renew --at 2025-02-20         | starter@1 01-02..02-01, pro@1 01-28..02-28, pro@1 02-28..03-28
                    """)
    void opensTheCycleOfEachPayment(String acts, String cycles) {
        for (String act : acts.split("; ")) {
            String verb = act.split(" ")[0];
            reckon.clean("plan " + verb + " " + account + act.substring(verb.length()));
        }
        assertThat(cycles()).isEqualTo(cycles);
    }

    @Test
    void theAccountShowsThePlanThatServesAndTheOneToCome() {
        reckon.clean("plan subscribe " + account + " starter --at 2026-03-10");
        assertThat(reckon.clean("account show " + account).out())
                .contains("Plan             starter@1", "Plan paid until  2026-04-10 00:00:00 UTC")
                .doesNotContain("to come  pro");
        reckon.clean("plan switch " + account + " pro --at 2026-03-15");
        assertThat(reckon.clean("account show " + account).out())
                .contains(
                        "Plan             starter@1",
                        "Plan paid until  2026-03-15 00:00:00 UTC",
                        "Plan, to come    pro@1",
                        "From             2026-03-15 00:00:00 UTC");
    }

    @Test
    void aCycleOpensItsPoolsAtPaymentAndTheyEndWithIt() {
        reckon.clean("plan subscribe " + account + " starter --at 2026-03-10T08:00:00Z --ref pay-" + account);
        assertThat(DB.database()
                        .jdbc()
                        .sql(
                                """
                                SELECT pool, kind, amount, acts_at, expires_at, lot_id FROM lot WHERE account_id = ?
                                ORDER BY pool, kind
                                """)
                        .param(account)
                        .query((row, number) -> row.getString("pool") + " " + row.getString("kind") + " "
                                + Money.of(row.getBigDecimal("amount")) + " "
                                + row.getObject("acts_at", OffsetDateTime.class) + ".."
                                + row.getObject("expires_at", OffsetDateTime.class) + " " + row.getString("lot_id"))
                        .list())
                .containsExactly(
                        "backup plan 30.00 2026-03-10T08:00Z..2026-04-10T08:00Z cycle:pay-" + account + ":backup:plan",
                        "main plan 10.00 2026-03-10T08:00Z..2026-04-10T08:00Z cycle:pay-" + account + ":main:plan",
                        "main plan_bonus 2.00 2026-03-10T08:00Z..2026-04-10T08:00Z cycle:pay-" + account
                                + ":main:plan_bonus");
    }

    @Test
    void aRepeatIsRecognisedByItsReference() {
        String line = "plan subscribe " + account + " starter --at 2026-03-10 --ref pay-" + account;
        reckon.clean(line);
        assertThat(reckon.clean(line).out()).contains("Done before under this reference; nothing changed.");
        assertThat(reckon.clean("plan renew " + account + " --at 2026-04-01 --ref next-" + account)
                        .out())
                .doesNotContain("Done before");
        assertThat(reckon.clean("plan renew " + account + " --at 2026-04-01 --ref next-" + account)
                        .out())
                .contains("Done before");
        Ran other = reckon.run("plan subscribe " + account + " pro --ref pay-" + account);
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err())
                .contains("reference pay-" + account + " was used before, for plan starter of account " + account);
        assertThat(cycles()).isEqualTo("starter@1 03-10..04-10, starter@1 04-10..05-10");
    }

    @Test
    void whatWasRecordedBeforeIsRecognisedWhateverIsInFlight() {
        String line = "plan subscribe " + account + " starter --at 2026-03-10 --ref first-" + account;
        reckon.clean(line);
        reckon.clean("plan subscribe " + account + " pro --ref second-" + account);
        String intent = reckon.clean("payment charge " + account + " 25.00 --gateway offline --plan premium --switch")
                .out()
                .replaceAll("(?s).*(pay_[0-9a-f]{32}).*", "$1");
        assertThat(reckon.clean(line).out()).contains("Done before under this reference; nothing changed.");
        Ran refused = reckon.run("plan renew " + account);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("account " + account + " has a payment in flight, intent " + intent
                        + ". Nothing was changed. Say what became of it with: reckon payment confirm " + intent
                        + " --received AMOUNT, or --never --reason WHY.\n");
        reckon.run("payment confirm " + intent + " --never --reason gone");
        reckon.clean("plan renew " + account);
        assertThat(cycles().split(", ")).hasSize(3);
    }

    @Test
    void aCancelledSubscriptionRunsToItsEndAndIsNotRenewed() {
        reckon.clean("plan subscribe " + account + " starter --at 2026-03-10");
        assertThat(reckon.clean("plan cancel " + account).out())
                .isEqualTo("Subscription of account " + account + " cancelled; paid until 2026-04-10T00:00:00Z.\n");
        assertThat(reckon.run("plan renew " + account).err())
                .contains("account " + account + " has no monthly subscription to renew.");
        assertThat(cycles()).isEqualTo("starter@1 03-10..04-10");
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    subscribe ACC gold                         | there is no plan gold. Plans: builder, free, master, premium, pro, starter, ultra.
                    subscribe ACC builder                      | plan builder@1 is inactive and cannot be bought.
                    subscribe nobody starter                   | there is no account nobody.
                    renew ACC                                  | account ACC has no monthly subscription to renew. Start one with: reckon plan subscribe ACC PLAN.
                    subscribe ACC starter --at 2206-11-22      | 2206-11-22T00:00:00Z is still to come, and what is recorded here has happened.
                    subscribe ACC starter --pass --at 2206-11-22 | 2206-11-22T00:00:00Z is still to come
                    subscribe ACC starter --at 1969-12-31      | "1969-12-31" is before 2000 or after 9999
                    subscribe ACC starter --ref ''             | "" is no reference: it is empty.
                    switch ACC pro --at 2206-11-22             | 2206-11-22T00:00:00Z is still to come
                    renew ACC --at 2206-11-22                  | 2206-11-22T00:00:00Z is still to come
                    renew ACC --declined --at 2206-11-22       | 2206-11-22T00:00:00Z is still to come
                    cancel ACC                                 | account ACC has no monthly subscription to cancel.
                    """)
    void refusesAndChangesNothing(String command, String message) {
        Ran ran = reckon.run("plan " + command.replace("ACC", account));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message.replace("ACC", account));
        assertThat(cycles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan subscribe", "plan subscribe --pass", "plan switch", "plan switch --preview"})
    void anUnknownAccountAndAnUnknownPlanAreToldAtOnce(String command) {
        Ran ran = reckon.run(command + " nobody gold");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("there is no account nobody."),
                        line -> assertThat(line).startsWith("there is no plan gold. Plans: "));
    }

    @Test
    void aSwitchBeforeAnEarlierOneIsToldOfThatOne() {
        reckon.clean("plan subscribe " + account + " starter --at 2026-03-10");
        reckon.clean("plan switch " + account + " pro --at 2026-03-20");
        assertThat(reckon.run("plan switch " + account + " master --at 2026-03-15")
                        .err())
                .isEqualTo("account " + account + " switched from plan starter at 2026-03-20T00:00:00Z, after"
                        + " 2026-03-15T00:00:00Z. A switch comes after those before it: give a later --at.\n");
    }

    @Test
    void whatASwitchWithoutALivePlanAdvisesIsDone() {
        reckon.clean("plan subscribe " + account + " starter --at 2026-01-10");
        Ran refused = reckon.run("plan switch " + account + " pro --at 2026-02-15");
        assertThat(refused.err())
                .isEqualTo("account " + account
                        + " has no live plan at 2026-02-15T00:00:00Z to switch from. Buy one with: reckon plan subscribe "
                        + account + " pro.\n");
        reckon.clean(refused.err().replaceAll("(?s).*reckon (.*)\\.\n", "$1") + " --at 2026-02-15");
        assertThat(cycles()).isEqualTo("starter@1 01-10..02-10, pro@1 02-15..03-15");
        assertThat(reckon.run("plan renew " + account + " --at 2026-03-10").exit())
                .isZero();
        assertThat(cycles()).endsWith(", pro@1 03-15..04-15");
    }

    @Test
    void refusesASecondSubscriptionToALivePlanAndAMonthThatIsOver() {
        reckon.clean("plan subscribe " + account + " starter --at 2026-01-10");
        assertThat(reckon.run("plan subscribe " + account + " starter --at 2026-01-20")
                        .err())
                .contains("account " + account + " is subscribed to starter, paid until 2026-02-10T00:00:00Z. "
                        + "Record the payment of its next month with: reckon plan renew " + account + ".");
        assertThat(reckon.run("plan renew " + account + " --at 2026-03-10").err())
                .contains("the next month of account " + account
                        + " ends at 2026-03-10T00:00:00Z, but its pools could open "
                        + "at 2026-03-10T00:00:00Z only. Start anew with: reckon plan subscribe " + account
                        + " starter.");
        reckon.clean("plan subscribe " + account + " pro --at 2026-02-15");
        reckon.clean("plan cancel " + account);
        assertThat(cycles()).isEqualTo("starter@1 01-10..02-10, pro@1 02-15..03-15");
    }

    private String cycles() {
        List<String> cycles = DB.database()
                .jdbc()
                .sql(
                        """
                        SELECT plan_code || '@' || plan_version || ' ' || to_char(starts_at, 'MM-DD') || '..'
                               || to_char(ends_at, 'MM-DD')
                               || CASE WHEN acts_at > starts_at THEN ' opens ' || to_char(acts_at, 'MM-DD') ELSE '' END
                        FROM cycle WHERE account_id = ? ORDER BY starts_at
                        """)
                .param(account)
                .query(String.class)
                .list();
        return String.join(", ", cycles);
    }
}
