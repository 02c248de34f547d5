package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests that went wrong give back: each event at most once, by rule or by claim. */
class CompensationTest {
    private static final String RULES =
            """
            rules:
              - name: server-error
                when: {outcomes: [upstream_error, timeout], status: {from: 500, to: 599}, models: ["openai/*"]}
                give_back: 1
                at_most: {account_month: 0.0035}
              - name: slow
                when: {latency_over_ms: 60000}
                of: wallet
                give_back: 0.5
                at_most: {event: 0.001}
                expires_after_days: 90
              - name: empty
                when: {output: empty, endpoints: ["/v1/completions"]}
                give_back: 1
            """;

    private static final String FAILED = "\"status\":500,\"outcome\":\"upstream_error\"";
    private static final String SLOW = "\"status\":200,\"outcome\":\"ok\",\"latency_ms\":60001";
    private static final String IN_TIME = "\"status\":200,\"outcome\":\"ok\",\"latency_ms\":60000";
    private static final String GIVEN =
            "SELECT event_id || ' ' || rule || ' ' || borne || ' ' || amount FROM compensation"
                    + " ORDER BY event_at, event_id";

    @TempDir
    Path root;

    private Settling settling;
    private HandLog log;

    @BeforeEach
    void oneCustomer() throws Exception {
        settling = new Settling(root);
        log = new HandLog(settling.town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        Files.writeString(root.resolve("rules.yaml"), RULES);
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private void firstDay() throws Exception {
        log.event("fine", "2026-03-02T10:00:00Z", 1000)
                .ended("failed-1", "2026-03-02T10:01:00Z", 1000, FAILED)
                .ended("failed-2", "2026-03-02T10:02:00Z", 1000, FAILED + ",\"latency_ms\":70000")
                .ended("slow-1", "2026-03-02T10:03:00Z", 500, SLOW)
                .ended("slow-2", "2026-03-02T10:04:00Z", 5000, SLOW)
                .ended("in-time", "2026-03-02T10:05:00Z", 1000, IN_TIME)
                .seal("2026-03-03T00:00:00Z");
        settling.settled();
    }

    private CommandRunner.Ran clean(String line) {
        return settling.reckon.clean(line);
    }

    private void refused(String line, String why) {
        CommandRunner.Ran ran = settling.reckon.run(line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(why);
    }

    private String file() {
        return "'" + root.resolve("rules.yaml") + "'";
    }

    @Test
    void theFirstRuleThatHoldsGivesBackOnceWithinItsLimits() throws Exception {
        clean("compensation import " + file());
        firstDay();
        assertThat(clean("compensation run").lines())
                .anyMatch(line -> line.matches("server-error +2 +1 +0\\.0060 +0\\.00350"))
                .anyMatch(line -> line.matches("slow +2 +1 +0\\.0165 +0\\.00175"))
                .anyMatch(line -> line.matches("empty +0 +0 +0\\.0000 +0\\.00000"));
        List<String> given = List.of(
                "failed-1 server-error 0.003000000000 0.003000000000",
                "failed-2 server-error 0.003000000000 0.000500000000",
                "slow-1 slow 0.001500000000 0.000750000000",
                "slow-2 slow 0.015000000000 0.001000000000");
        assertThat(settling.town.rows(GIVEN)).isEqualTo(given);
        assertThat(settling.town.rows(
                        "SELECT concat_ws(' ', l.amount, l.expires_at - l.effective_at) || ' ' || (l.amount = sum(c.amount))"
                                + " FROM lot l JOIN compensation c USING (lot_id) WHERE l.kind = 'compensation'"
                                + " GROUP BY l.lot_id ORDER BY l.amount"))
                .containsExactly("0.001750000000 90 days true", "0.003500000000 true");
        assertThat(clean("compensation run").out()).contains("Nothing to judge");
        assertThat(settling.town.rows(GIVEN)).isEqualTo(given);
        refused("wallet void failed-2 --reason complaint", "0.0005 was given back as compensation");
        for (String how : List.of("--dry-run", "--reason complaint")) {
            refused(
                    "wallet void --account acc_00001 --from 2026-03-02 --to 2026-03-02 " + how,
                    "of event failed-2, charged 0.003, 0.0005 was given back as compensation. Give what is missing with: reckon"
                            + " wallet grant acc_00001 AMOUNT --kind compensation --reason WHY.");
        }
    }

    @Test
    void rulesJudgeWhatIsSettledAfterThemAndTheMonthsLimitGoesOn() throws Exception {
        firstDay();
        clean("compensation import " + file());
        assertThat(clean("compensation run").out()).contains("Nothing to judge");
        log.ended("failed-3", "2026-03-03T10:00:00Z", 1000, FAILED).seal("2026-03-04T00:00:00Z");
        settling.settled();
        clean("compensation run");
        log.ended("failed-4", "2026-03-04T10:00:00Z", 1000, FAILED).seal("2026-03-05T00:00:00Z");
        settling.settled();
        Files.writeString(root.resolve("rules.yaml"), "rules: []\n");
        clean("compensation import " + file());
        log.ended("failed-5", "2026-03-05T10:00:00Z", 1000, FAILED).seal("2026-03-06T00:00:00Z");
        settling.settled();
        clean("compensation run");
        assertThat(settling.town.rows(GIVEN))
                .containsExactly(
                        "failed-3 server-error 0.003000000000 0.003000000000",
                        "failed-4 server-error 0.003000000000 0.000500000000");
        assertThat(settling.town.rows("SELECT concat_ws(' ', round_no, rules_version, first_run, last_run, events)"
                        + " FROM compensation_round ORDER BY 1"))
                .containsExactly("1 1 2 2 1", "2 1 3 3 1", "3 2 4 4 0");
    }

    @Test
    void aTrialShowsTheSameAndChangesNothing() throws Exception {
        firstDay();
        assertThat(clean("compensation run --trial " + file()).lines())
                .anyMatch(line -> line.matches("server-error +2 +1 +0\\.0060 +0\\.00350"));
        assertThat(settling.town.rows(GIVEN)).isEmpty();
        assertThat(settling.town.rows("SELECT 'x' FROM compensation_round")).isEmpty();
    }

    @Test
    void twoRoundsAtOnceGiveOnce() throws Exception {
        clean("compensation import " + file());
        firstDay();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<CommandRunner.Ran>> ran = both.invokeAll(List.of(
                    () -> settling.reckon.run("compensation run"), () -> settling.reckon.run("compensation run")));
            assertThat(List.of(ran.get(0).get().exit(), ran.get(1).get().exit()))
                    .contains(0);
        }
        assertThat(settling.town.rows(GIVEN)).hasSize(4);
        assertThat(settling.town.rows("SELECT sum(amount)::text FROM lot WHERE kind = 'compensation'"))
                .containsExactly("0.005250000000");
    }

    @Test
    void aClaimIsDecidedOnceAndNeverOnTopOfARule() throws Exception {
        clean("compensation import " + file());
        firstDay();
        clean("compensation run");
        assertThat(clean("compensation claim acc_00001 fine --reason 'cut off'").out())
                .startsWith("Claim 1: 0.003 USD borne by acc_00001, usage-p-1-");
        refused("compensation claim acc_00001 fine --reason again", "was claimed before: claim 1");
        refused("compensation claim acc_00001 failed-1 --reason x", "got something back already");
        refused("compensation claim acc_00001 nothing --reason x", "has no settled event nothing");
        refused("compensation claim acc_00001 in-time", "a claim needs a reason");
        refused("compensation decide 1 --grant 0.004 --reason x", "Grant at most that");
        refused("compensation decide 2 --refuse --reason x", "there is no claim 2");
        refused("compensation decide 1 --grant -1 --reason x", "-1");
        assertThat(clean("compensation decide 1 --grant 0.002 --reason 'it was'")
                        .out())
                .contains("0.002 USD given back");
        refused("compensation decide 1 --refuse --reason x", "was decided before");
        clean("compensation claim acc_00001 in-time --reason late");
        assertThat(clean("compensation decide 2 --refuse --reason 'it was not'").out())
                .contains("Claim 2 is refused");
        assertThat(clean("compensation claims --format csv").lines()).hasSize(3);
        assertThat(settling.town.rows("SELECT event_id || ' ' || amount FROM compensation WHERE claim_no IS NOT NULL"))
                .containsExactly("fine 0.002000000000");
    }

    @Test
    void whatIsGivenIsInTheBooksOnceItLands() throws Exception {
        clean("compensation import " + file());
        firstDay();
        clean("compensation run");
        settling.byHand("2026-03-04T00:00:00Z");
        assertThat(
                        settling.town.rows(
                                "SELECT kind || ' ' || ledger_account || ' ' || sum(amount) FROM reports.journal_export"
                                        + " WHERE ledger_account LIKE '%Compensation%' GROUP BY kind, ledger_account ORDER BY 1"))
                .isNotEmpty();
        assertThat(clean("verify").out()).contains("hold");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            give_back: 1                      | give_back: 1.5                 | above 0 and is at most 1
            give_back: 1                      | give_back: -1                  | negative
            give_back: 1                      | give_back: 1e-1                | exponent
            account_month: 0.0035             | account_month: 0               | more than 0
            account_month: 0.0035             | acount_month: 0.0035           | unknown key
            latency_over_ms: 60000            | latency_over_ms: -5            | not a whole number
            from: 500, to: 599                | from: 599, to: 500             | the first not above the last
            upstream_error, timeout           | broken                         | is none of ok, upstream_error
            name: slow                        | name: Slow!                    | "Slow!" is no name of a rule
            name: slow                        | name: server-error             | two rules are called server-error
            , endpoints: ["/v1/completions"]  | ''                             | empty output needs endpoints
            latency_over_ms: 60000            | models: ["*"]                  | would mean every request
            expires_after_days: 90            | expires_after_days: 90000      | 1 to 36500 days
            of: wallet                        | of: bank                       | is none of wallet, charge
            """)
    void faultsOfAFileAreNamedByLine(String right, String wrong, String why) throws Exception {
        assertThat(RULES).contains(right);
        Files.writeString(root.resolve("rules.yaml"), RULES.replace(right, wrong));
        CommandRunner.Ran ran = settling.reckon.run("compensation import " + file());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).containsPattern("rules.yaml:\\d+: rules").contains(why, "Nothing was taken in.");
        assertThat(settling.town.rows("SELECT 'x' FROM compensation_rules")).isEmpty();
    }
}
