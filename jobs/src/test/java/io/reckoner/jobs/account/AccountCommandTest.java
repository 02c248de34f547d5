package io.reckoner.jobs.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.kernel.account.ApiKeyText;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class AccountCommandTest {
    private static final Act ACT = new Act("test", "");

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
        reckon.clean("account create " + account + " --name 'First Name' --country DE");
    }

    @Test
    void makingTheSameAgainIsHarmlessAndAnotherOfTheSameIdIsRefused() {
        assertThat(reckon.clean("account create " + account + " --name 'First Name' --country DE")
                        .out())
                .isEqualTo("Account " + account + " was there before; nothing changed.\n");
        Ran other = reckon.run("account create " + account + " --name Other");
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.err()).contains("account " + account + " is there already and differs.");
    }

    @ParameterizedTest(name = "[{index}] account {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    create 'two words'                    | "two words" is no id of an account.
                    create ünïcode                        | "ünïcode" is no id of an account. Write 1 to 200 letters, digits and signs of ASCII
                    create x --country Germany            | the billing country is "Germany". Write its two letters of ISO 3166, such as DE or US.
                    create x --billing-email nonsense     | the billing e-mail "nonsense" is no address. Write it as billing@example.com.
                    create x --billing-email a@b          | the billing e-mail "a@b" is no address.
                    create x --billing-email a@b@c.de     | the billing e-mail "a@b@c.de" is no address.
                    create x --billing-email 'a b@c.de'   | the billing e-mail "a b@c.de" is no address.
                    set ACC --billing-email @c.de         | the billing e-mail "@c.de" is no address.
                    show nobody                           | there is no account nobody. See them with: reckon account list
                    set nobody --name x                   | there is no account nobody.
                    set ACC --status closed               | shutting an account out needs a reason. Give it with --reason.
                    set ACC --status gone                 | Invalid value for option '--status'
                    set ACC --beyond-plan maybe           | Invalid value for option '--beyond-plan'
                    set ACC --beyond-plan off --at 9999-01-01 | --at 9999-01-01T00:00:00Z is still to come
                    set ACC --name x --at 2026-03-01      | --at says since when --beyond-plan holds.
                    """)
    void refusesWhatItCannotKeep(String command, String message) {
        Ran ran = reckon.run("account " + command.replace("ACC", account));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wallet top-up ACC 5.00 --ref tACC",
                "plan subscribe ACC starter --ref sACC",
                "plan subscribe ACC starter --pass --ref pACC"
            })
    void aClosedAccountIsSoldNothingByHand(String command) {
        reckon.clean("account set " + account + " --status closed --reason asked");
        Ran refused = reckon.run(command.replace("ACC", account));
        assertThat(refused.err()).contains("account " + account + " is closed: nothing is sold to it");
        assertThat(refused.exit()).isEqualTo(2);
    }

    @Test
    void paymentsSayWhatWentBackOfThem() {
        reckon.clean("wallet top-up " + account + " 10.00 --ref a" + account);
        reckon.clean("wallet top-up " + account + " 20.00 --ref b" + account);
        reckon.clean("wallet refund b" + account + " --amount 4.00 --reason asked");
        reckon.clean("wallet refund b" + account + " --amount 1.50 --reason asked");
        assertThat(reckon.clean("wallet payments " + account + " --format csv").lines())
                .anyMatch(line -> line.contains("a" + account + ",") && line.contains(",10.000000000000,,,offline,"))
                .anyMatch(line -> line.contains("b" + account + ",")
                        && line.contains(",20.000000000000,,5.500000000000,offline,"));
    }

    @Test
    void changesAreListedWithoutPersonalDataAndTheSwitchHasItsOwnTimeLine() {
        reckon.clean(
                "account set " + account + " --name 'Second Name' --status suspended --beyond-plan off --actor ada "
                        + "--reason 'chargeback of 3 March'");
        reckon.clean("account set " + account + " --name 'Second Name' --actor ada");
        assertThat(DB.database()
                        .jdbc()
                        .sql(
                                "SELECT verb || '|' || detail || '|' || reason FROM act WHERE subject = ? AND actor = 'ada' ORDER BY act_no")
                        .param(account)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "account set|name changed; status: active -> suspended|chargeback of 3 March",
                        "account set|pay beyond plan: OFF|chargeback of 3 March");
        assertThat(reckon.clean("account list --format csv").lines())
                .anyMatch(line -> line.startsWith(account + ",Second Name,suspended,off,"));
    }

    @Test
    void theSwitchCanBeSetFromAnInstantThatHasPassed() {
        assertThat(reckon.clean("account set " + account + " --beyond-plan off --at 2026-03-01T08:30:00Z --actor bob")
                        .out())
                .isEqualTo("Account " + account + ": paying beyond the plan off from 2026-03-01T08:30:00Z.\n");
        reckon.clean("account set " + account + " --beyond-plan on --at 2026-03-01T08:00:00Z --actor bob");
        assertThat(DB.database()
                        .jdbc()
                        .sql("SELECT acts_at AT TIME ZONE 'UTC' || ' ' || pay_beyond_plan FROM account_switch"
                                + " WHERE account_id = ? ORDER BY acts_at")
                        .param(account)
                        .query(String.class)
                        .list())
                .containsExactly("2026-03-01 08:00:00 true", "2026-03-01 08:30:00 false");
        assertThat(reckon.clean("account list --format csv").lines())
                .anyMatch(line -> line.startsWith(account + ",First Name,active,off,"));
    }

    @Test
    void aKeyIsShownOnceAndOnlyItsHashIsKept() {
        Ran ran = reckon.clean("key create " + account + " --kind payg --name production --format csv");
        String[] row = ran.lines().get(1).split(",");
        ApiKeyText key = ApiKeyText.parse(row[1]).orElseThrow();
        assertThat(row[0]).isEqualTo(key.id());
        byte[] stored = JdbcClient.create(DB.database().as(DatabaseRole.GATE))
                .sql("SELECT secret_sha256 FROM gate.api_key_v1 WHERE key_id = ? AND key_status = 'enabled'")
                .param(key.id())
                .query(byte[].class)
                .single();
        assertThat(key.matches(stored)).isTrue();
        String everything = String.join(
                "\n",
                DB.asOwner()
                        .sql(
                                "SELECT row_to_json(k)::text FROM api_key k UNION ALL SELECT row_to_json(a)::text FROM act a")
                        .query(String.class)
                        .list());
        assertThat(everything)
                .contains(key.id())
                .doesNotContain(row[1].substring(key.id().length() + 1));
        assertThat(reckon.clean("key list " + account).out()).doesNotContain(row[1]);
    }

    @Test
    void aKeyIsDisabledEnabledAndDeletedForEver() {
        reckon.clean("key create " + account + " --kind subscription --id k-" + account);
        assertThat(reckon.clean("key disable k-" + account).out()).isEqualTo("Key k-" + account + " disabled.\n");
        assertThat(reckon.clean("key disable k-" + account).out())
                .isEqualTo("Key k-" + account + " was disabled before.\n");
        reckon.clean("key enable k-" + account);
        reckon.clean("key delete k-" + account);
        assertThat(reckon.run("key enable k-" + account).err())
                .contains("key k-" + account + " was deleted, which is for ever.");
        assertThat(reckon.clean("key list " + account + " --format csv").lines())
                .element(1)
                .asString()
                .startsWith("k-" + account + "," + account + ",,,subscription,deleted,");
    }

    @ParameterizedTest(name = "[{index}] key {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    create nobody --kind payg             | there is no account nobody.
                    create ACC                            | Missing required option: '--kind=KIND'
                    create ACC --kind prepaid             | Invalid value for option '--kind'
                    disable rk_none                       | there is no key rk_none. See them with: reckon key list
                    list nobody                           | there is no account nobody.
                    """)
    void refusesKeysOfNobody(String command, String message) {
        Ran ran = reckon.run("key " + command.replace("ACC", account));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    @Test
    void anIdOfAKeyIsUsedOnceForEver() {
        reckon.clean("key create " + account + " --kind payg --id k-" + account);
        assertThat(reckon.clean("key create " + account + " --kind payg --id k-" + account)
                        .out())
                .contains("was there before; nothing changed.");
        assertThat(reckon.run("key create " + account + " --kind subscription --id k-" + account)
                        .err())
                .contains("key k-" + account + " is there already: a payg key of account " + account + ".");
    }

    @Test
    void aRunKnowsTheDirectoryAsOfItsTurnAndNothingRecordedLater() {
        Instant turn =
                DB.database().inTransaction(jdbc -> new TurnTable(jdbc).take().now());
        reckon.clean("account create later-" + account);
        reckon.clean("key create " + account + " --kind payg --id later-" + account);
        Directory before = new DirectoryView(DB.database().jdbc()).at(turn);
        Directory after = new DirectoryView(DB.database().jdbc()).at(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(before.accounts()).contains(account).doesNotContain("later-" + account);
        assertThat(before.keys()).noneMatch(key -> key.id().equals("later-" + account));
        assertThat(after.keys()).contains(new Directory.Key("later-" + account, account, KeyKind.PAYG));
    }

    @Test
    void whoComesSecondWaitsForTheTurnOfTheFirst() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<Instant> run =
                CompletableFuture.supplyAsync(() -> DB.database().inTransaction(jdbc -> {
                    Instant now = new TurnTable(jdbc).take().now();
                    taken.countDown();
                    await(release);
                    return now;
                }));
        taken.await(30, TimeUnit.SECONDS);
        CompletableFuture<Instant> act =
                CompletableFuture.supplyAsync(() -> DB.database().inTransaction(jdbc -> {
                    new Accounts(jdbc).create(Account.of("second-" + account, ""), ACT);
                    return jdbc.sql("SELECT recorded_at FROM account WHERE account_id = ?")
                            .param("second-" + account)
                            .query(OffsetDateTime.class)
                            .single()
                            .toInstant();
                }));
        assertThat(List.of(act)).noneMatch(CompletableFuture::isDone);
        release.countDown();
        assertThat(act.get(30, TimeUnit.SECONDS)).isAfter(run.get(30, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
