package io.reckoner.jobs.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.kernel.money.Money;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalletCommandTest {
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

    @ParameterizedTest(name = "[{index}] wallet {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # command                                                     | lots: kind amount effective..expires
                    top-up ACC 50.00 --at 2026-03-01                              | bonus 10.00 2026-03-01T00:00Z..never, topup 50.00 2026-03-01T00:00Z..never
                    top-up ACC 0.01 --at 2026-03-01                               | bonus 0.002 2026-03-01T00:00Z..never, topup 0.01 2026-03-01T00:00Z..never
                    top-up ACC 50.00 --face-value 60 --at 2026-03-01              | bonus 10.00 2026-03-01T00:00Z..never, discount 10.00 2026-03-01T00:00Z..never, topup 50.00 2026-03-01T00:00Z..never
                    top-up ACC 8999999.99 --at 2026-03-01                         | bonus 1799999.998 2026-03-01T00:00Z..never, topup 8999999.99 2026-03-01T00:00Z..never
                    grant ACC 5 --kind gift --reason a --at 2026-03-01T01:00:00+01:00        | gift 5.00 2026-03-01T00:00Z..never
                    grant ACC 0.000000000001 --kind bonus --at 2026-03-01         | bonus 0.000000000001 2026-03-01T00:00Z..never
                    grant ACC 1.5 --kind referral --reason a --at 2026-03-01 --expires 2026-04-01 | referral 1.50 2026-03-01T00:00Z..2026-04-01T00:00Z
                    grant ACC 1.5 --kind compensation --reason a --at 2026-03-01T00:00:00.000001Z | compensation 1.50 2026-03-01T00:00:00.000001Z..never
                    adjust ACC --add 1.25 --reason 'ticket 4711' --at 2026-03-01  | adjustment 1.25 2026-03-01T00:00Z..never
                    """)
    void givesTheLotsOfEachAct(String command, String lots) {
        reckon.clean("wallet " + command.replace("ACC", account));
        assertThat(lots()).isEqualTo(lots);
    }

    @Test
    void twoUnknownAccountsAreToldAtOnce() {
        assertThat(reckon.run("wallet refer nobody noone 5").err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("there is no account nobody."),
                        line -> assertThat(line).startsWith("there is no account noone."));
    }

    @Test
    void takesCreditAsADebitThatIsNoLot() {
        reckon.clean("wallet adjust " + account
                + " --take 3.5 --reason 'meant for another' --at 2026-03-01 --actor ada --ref t" + account);
        assertThat(lots()).isEmpty();
        assertThat(DB.database()
                        .jdbc()
                        .sql(
                                """
                                SELECT adjustment_id || ' ' || trim_scale(amount) || ' ' || actor || ' ' || reason
                                FROM negative_adjustment WHERE account_id = ?
                                """)
                        .param(account)
                        .query(String.class)
                        .list())
                .containsExactly("adjustment:t" + account + " 3.5 ada meant for another");
    }

    @ParameterizedTest(name = "[{index}] wallet {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    top-up ACC 1.234,56                        | "1.234,56" is no amount. Write a point before the decimals and nothing between thousands, as in 1234.56.
                    top-up ACC 1,50                            | "1,50" is no amount. Write a point before the decimals
                    top-up ACC 1e3                             | "1e3" is no amount. Write digits
                    top-up ACC .5                              | ".5" is no amount. Write digits
                    top-up ACC $5                              | "$5" is no amount. Write the number alone; it is in USD.
                    top-up ACC 0.00                            | "0.00" is nothing. Write an amount above zero.
                    top-up ACC 0.005                           | a payment is in whole cents, not 0.005. Write at most two decimals.
                    top-up ACC 9000000                         | an amount of 9000000.00 is too large. Write one below 9000000.00.
                    top-up ACC 50 --face-value 49.99           | the face value of 49.99 is below the 50.00 paid.
                    top-up nobody 50                           | there is no account nobody. See them with: reckon account list
                    top-up ACC 50 --at yesterday               | "yesterday" is no instant. Write 2026-03-01T08:30:00Z
                    top-up ACC 50 --at 2026-03-01T00:00:00.1234567Z | is finer than a microsecond
                    top-up ACC 50 --at 1999-12-31T23:59:59.999999Z | is before 2000 or after 9999: nothing here is as old or as far off. Look at the year.
                    top-up ACC 50 --at 0202-03-01              | "0202-03-01" is before 2000 or after 9999
                    top-up ACC 50 --at 2206-11-22              | 2206-11-22T00:00:00Z is still to come, and what is recorded here has happened. Give an instant up to now.
                    grant ACC 5 --kind gift --at 0202-03-01    | "0202-03-01" is before 2000 or after 9999
                    grant ACC 5 --kind gift --at 2206-11-22    | 2206-11-22T00:00:00Z is more than 10 years ahead. Look at the year
                    adjust ACC --add 5 --reason x --at 2206-11-22 | 2206-11-22T00:00:00Z is more than 10 years ahead.
                    refer ACC ACC 5 --at 2206-11-22            | 2206-11-22T00:00:00Z is more than 10 years ahead.
                    refund p1 --reason x --at 2206-11-22       | 2206-11-22T00:00:00Z is still to come
                    dispute open p1 --reason x --at 2206-11-22 | 2206-11-22T00:00:00Z is still to come
                    dispute open p1 --reason x --ref ''        | "" is no reference: it is empty. Give one, or leave the option out.
                    write-off ACC --reason x --at 2206-11-22   | 2206-11-22T00:00:00Z is more than 10 years ahead.
                    top-up ACC 50 --ref ''                     | "" is no reference: it is empty. Give one, or leave the option out.
                    grant ACC 5 --kind gift --ref ''           | "" is no reference: it is empty.
                    top-up ACC ' 5'                            | " 5" is no amount. Leave out the blanks around it.
                    top-up ACC '1 234.50'                      | "1 234.50" is no amount. Write a point before the decimals and nothing between thousands
                    top-up ACC 50 --ref 'two words'            | "two words" is no reference.
                    grant ACC 0.0000000000001 --kind gift      | "0.0000000000001" is no amount. Write digits, and a point before at most twelve decimals
                    grant ACC 5 --kind topup                   | credit of kind topup is not given by hand. Write bonus, gift, referral or compensation
                    grant ACC 5 --kind gift                    | credit of kind gift needs a reason, which stays with it for ever. Give it with --reason.
                    grant ACC 5 --kind referral                | credit of kind referral needs a reason
                    grant ACC 5 --kind compensation            | credit of kind compensation needs a reason
                    grant ACC 5                                | Missing required option: '--kind=KIND'
                    grant ACC 5 --kind gift --reason a --at 2026-03-01 --expires 2026-03-01 | would expire at 2026-03-01T00:00:00Z, before it is effective
                    adjust ACC --add 1                         | an adjustment needs a reason, which stays with it for ever. Give it with --reason.
                    adjust ACC --take 1                        | an adjustment needs a reason
                    adjust ACC --reason x                      | Missing required argument (specify one of these): (--add=AMOUNT | --take=AMOUNT)
                    adjust ACC --add 1 --take 1 --reason x     | mutually exclusive
                    """)
    void refusesAndChangesNothing(String command, String message) {
        Ran ran = reckon.run("wallet " + command.replace("ACC", account));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
        assertThat(lots()).isEmpty();
    }

    @ParameterizedTest(name = "[{index}] wallet {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    top-up ACC 50 --ref pay-ACC                               | top-up ACC 50.00 --ref pay-ACC                            | same
                    top-up ACC 50 --ref pay-ACC                               | top-up ACC 50.01 --ref pay-ACC                            | reference pay-ACC was used before, for 50.00 topup for account ACC
                    top-up ACC 50 --ref pay-ACC                               | top-up ACC 50 --face-value 60 --ref pay-ACC               | reference pay-ACC was used before
                    grant ACC 5 --kind gift --reason a --ref g-ACC                       | grant ACC 5 --kind gift --reason a --ref g-ACC                       | same
                    grant ACC 5 --kind gift --reason a --ref g-ACC                       | grant ACC 5 --kind bonus --ref g-ACC                      | reference g-ACC was used before, for 5.00 gift for account ACC
                    adjust ACC --add 2 --reason a --ref a-ACC                 | adjust ACC --add 2 --reason a --ref a-ACC                 | same
                    adjust ACC --take 2 --reason a --ref a-ACC                | adjust ACC --take 2 --reason a --ref a-ACC                | same
                    adjust ACC --take 2 --reason a --ref a-ACC                | adjust ACC --take 3 --reason a --ref a-ACC                | reference a-ACC was used before, for 2.00 taken from account ACC
                    """)
    void recognisesARepeatByItsReference(String first, String second, String outcome) {
        reckon.clean("wallet " + first.replace("ACC", account));
        String lots = lots();
        long acts = acts();
        Ran again = reckon.run("wallet " + second.replace("ACC", account));
        if (outcome.equals("same")) {
            assertThat(again.exit()).isZero();
            assertThat(again.out()).contains("Done before under this reference; nothing changed.");
        } else {
            assertThat(again.exit()).isEqualTo(2);
            assertThat(again.err()).contains(outcome.replace("ACC", account));
        }
        assertThat(lots()).isEqualTo(lots);
        assertThat(acts()).isEqualTo(acts);
    }

    @Test
    void landsNeverBehindASettlementNorInARunInProgress() {
        try (TestDatabase settled = new TestDatabase().open()) {
            CommandRunner here = new CommandRunner(data, settled.settings());
            here.clean("account create acme");
            run(settled, 1, "1970-01-01T00:00Z", "2026-03-05T00:00Z", "committed");
            run(settled, 2, "2026-03-05T00:00Z", "2026-03-06T00:00Z", "open");
            here.clean("wallet grant acme 1 --kind gift --reason a --at 2026-03-01 --ref before");
            here.clean("wallet grant acme 1 --kind gift --reason a --at 2026-03-05T12:00:00Z --ref within");
            here.clean("wallet grant acme 1 --kind gift --reason a --at 2026-03-07 --ref after");
            Ran lapsed = here.run("wallet grant acme 1 --kind gift --reason a --at 2026-03-01 --expires 2026-03-06");
            assertThat(lapsed.exit()).isEqualTo(2);
            assertThat(lapsed.err())
                    .contains(
                            "the credit would expire at 2026-03-06T00:00:00Z, before it lands at 2026-03-06T00:00:00Z");
            assertThat(settled.database()
                            .jdbc()
                            .sql(
                                    """
                                    SELECT origin_ref || ' ' || to_char(effective_at, 'DD.HH24') || ' ' || to_char(acts_at, 'DD.HH24')
                                    FROM lot ORDER BY acts_at, effective_at
                                    """)
                            .query(String.class)
                            .list())
                    .containsExactly("before 01.00 06.00", "within 05.12 06.00", "after 07.00 07.00");
        }
    }

    @Test
    void givesNoBonusWhereTheSettingSaysSoAndLetsItExpireWhereItSaysThat() {
        try (TestDatabase other = new TestDatabase().open()) {
            CommandRunner here = new CommandRunner(data, other.settings());
            here.clean("account create acme");
            here.with("RECKON_CREDIT_TOPUP_BONUS", "0").clean("wallet top-up acme 10 --at 2026-03-01");
            here.with("RECKON_CREDIT_TOPUP_BONUS", "0.123456")
                    .with("RECKON_CREDIT_TOPUP_BONUS_EXPIRY", "31d")
                    .clean("wallet top-up acme 10.01 --at 2026-03-02");
            assertThat(lots(other, "acme"))
                    .isEqualTo("bonus 1.23579456 2026-03-02T00:00Z..2026-04-02T00:00Z, "
                            + "topup 10.00 2026-03-01T00:00Z..never, topup 10.01 2026-03-02T00:00Z..never");
        }
    }

    private String lots() {
        return lots(DB, account);
    }

    private static String lots(TestDatabase db, String account) {
        List<String> lots = db.database()
                .jdbc()
                .sql(
                        """
                        SELECT kind, amount, effective_at, expires_at FROM lot WHERE account_id = ?
                        ORDER BY kind, amount
                        """)
                .param(account)
                .query((row, number) -> {
                    OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
                    return row.getString("kind") + " "
                            + Money.of(row.getBigDecimal("amount")) + " "
                            + row.getObject("effective_at", OffsetDateTime.class) + ".."
                            + (expires == null ? "never" : expires);
                })
                .list();
        return String.join(", ", lots);
    }

    private static long acts() {
        return DB.database()
                .jdbc()
                .sql("SELECT count(*) FROM act")
                .query(Long.class)
                .single();
    }

    private static void run(TestDatabase db, int id, String from, String to, String state) {
        db.database()
                .jdbc()
                .sql(
                        """
                        INSERT INTO price_book (version, content, sha256, recorded_at, actor)
                        VALUES (1, '', sha256(''), now(), 'test') ON CONFLICT DO NOTHING
                        """)
                .update();
        db.database()
                .jdbc()
                .sql(
                        """
                        INSERT INTO run (run_id, business_date, previous_watermark, watermark, price_book_version,
                                         directory_as_of, buckets, state, opened_at, closed_at, seal, actor)
                        VALUES (?, '2026-03-05', CAST(? AS timestamptz), CAST(? AS timestamptz), 1, now(), 16, ?, now(),
                                CASE WHEN ? = 'open' THEN NULL ELSE now() END,
                                CASE WHEN ? = 'committed' THEN sha256('') END, 'test')
                        """)
                .params(id, from, to, state, state, state)
                .update();
    }
}
