package io.reckoner.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Renewals that are due, declined, paid late. */
class RenewalCommandTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    private static int accounts;

    private CommandRunner reckon;
    private String account;

    @BeforeEach
    void starterUntilTheTenthOfApril() {
        reckon = new CommandRunner(data, DB.settings());
        reckon.clean("init");
        account = "acc" + ++accounts;
        reckon.clean("account create " + account);
        reckon.clean("plan subscribe " + account + " starter --at 2026-03-10 --ref s-" + account);
    }

    private List<String> due(String at) {
        return reckon.clean("plan due --format csv --at " + at).lines().stream()
                .filter(line -> line.startsWith(account + ","))
                .toList();
    }

    private String declined(String at) {
        return reckon.clean("plan renew " + account + " --declined --at " + at).out();
    }

    @Test
    void aDeclineIsTriedAgainAndAPaymentInBetweenOpensTheMonth() {
        assertThat(due("2026-04-09")).isEmpty();
        assertThat(due("2026-04-10")).containsExactly(account + ",starter@1,10.000000000000,1,4,2026-04-10T00:00:00Z");
        assertThat(declined("2026-04-10T06:00:00Z"))
                .isEqualTo("Attempt 1 of 4 at renewing account " + account + " declined. The next is due at "
                        + "2026-04-12T06:00:00Z; nothing is granted until it is paid.\n");
        assertThat(due("2026-04-12")).isEmpty();
        assertThat(due("2026-04-12T06:00:00Z"))
                .containsExactly(account + ",starter@1,10.000000000000,2,4,2026-04-12T06:00:00Z");
        assertThat(cycles()).isEqualTo("03-10");
        reckon.clean("plan renew " + account + " --at 2026-04-12T07:00:00Z");
        assertThat(cycles()).isEqualTo("03-10 04-12");
        assertThat(due("2026-05-09")).isEmpty();
        assertThat(due("2026-05-10")).containsExactly(account + ",starter@1,10.000000000000,1,4,2026-05-10T00:00:00Z");
    }

    @Test
    void afterTheLastDeclineThereIsNoPlan() {
        for (int day = 11; day < 16; day += 2) {
            declined("2026-04-" + day);
        }
        assertThat(declined("2026-04-19"))
                .isEqualTo("Attempt 4 of 4 at renewing account " + account
                        + " declined. It was the last: the subscription has ended.\n");
        assertThat(due("2026-12-01")).isEmpty();
        assertThat(reckon.run("plan renew " + account + " --at 2026-04-20").err())
                .contains("account " + account + " has no monthly subscription to renew.");
        assertThat(cycles()).isEqualTo("03-10");
    }

    @Test
    void aDeclineBeforeTheNextAttemptIsDueIsNoAttempt() {
        declined("2026-04-11");
        Ran early = reckon.run("plan renew " + account + " --declined --at 2026-04-12T23:59:59Z");
        assertThat(early.exit()).isEqualTo(2);
        assertThat(early.err())
                .isEqualTo("attempt 2 of 4 at renewing account " + account
                        + " is due at 2026-04-13T00:00:00Z, not at 2026-04-12T23:59:59Z. Nothing was counted. If this is the"
                        + " attempt before, repeat it under its reference with --ref.\n");
        assertThat(due("2026-04-13")).containsExactly(account + ",starter@1,10.000000000000,2,4,2026-04-13T00:00:00Z");
        assertThat(declined("2026-04-13")).startsWith("Attempt 2 of 4");
    }

    @Test
    void aDeclineIsCountedOnceAndOnlyWhenAMonthWasDue() {
        String line = "plan renew " + account + " --declined --at 2026-04-10 --ref d-" + account;
        assertThat(reckon.clean(line).out()).isEqualTo(reckon.clean(line).out());
        assertThat(due("2026-04-20")).containsExactly(account + ",starter@1,10.000000000000,2,4,2026-04-12T00:00:00Z");
        Ran early = reckon.run("plan renew " + account + " --declined --at 2026-04-09");
        assertThat(early.exit()).isEqualTo(2);
        assertThat(early.err())
                .isEqualTo("account " + account + " is paid until 2026-04-10T00:00:00Z: no renewal was due at "
                        + "2026-04-09T00:00:00Z.\n");
    }

    @Test
    void whoeverHoldsThePaymentMethodIsAskedOncePerAttempt() {
        List<String> asked = new ArrayList<>();
        DB.database().inTransaction(jdbc -> {
            new Renewals(jdbc, new PlanSettings(4, Duration.ofDays(2)))
                    .ask(Instant.parse("2026-04-10T00:00:00Z"), renewal -> {
                        if (renewal.account().equals(account)) {
                            asked.add(renewal.reference() + " " + renewal.amount());
                        }
                    });
            return asked;
        });
        assertThat(asked).containsExactly("renewal:s-" + account + ":1:1 10.00");
    }

    private String cycles() {
        return String.join(
                " ",
                DB.database()
                        .jdbc()
                        .sql("SELECT to_char(acts_at, 'MM-DD') FROM cycle WHERE account_id = ? ORDER BY acts_at")
                        .param(account)
                        .query(String.class)
                        .list());
    }
}
