package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two nights of one customer with 2.50 of credit, listed event by event. An input token is charged 3 microdollars; the
 * subscription key has no plan, and the account does not pay beyond one.
 */
class ListedEventsTest {
    private static final String EVENT =
            """
            {"v":1,"id":"%s","ts":"%s","account":"acc_00001","key":"%s","key_kind":"%s","provider":"openai",\
            "model":"openai/gpt-4o","endpoint":"/v1/chat/completions","format":"openai.chat",\
            "usage":{"prompt_tokens":%d,"completion_tokens":0,"total_tokens":%5$d},"usage_source":"%s","status":200,\
            "outcome":"ok"}""";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path root;

    private static Town town;
    private static CommandRunner reckon;

    /** A mistake in the question is the asker's, in the words of DuckDB. */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            SELECT chrge FROM facts | Referenced column "chrge" not found in FROM clause
            SELEC 1                 | syntax error at or near "SELEC"
            DROP VIEW facts         | would change something
            SELECT 1; SELECT 2      | Write one statement at a time
            """)
    void aMistakeInSqlIsWrongUse(String sql, String said) {
        CommandRunner.Ran ran = reckon.run(List.of("sql", sql));
        assertThat(ran.err()).contains(said).doesNotContain("Unexpected");
        assertThat(ran.exit()).isEqualTo(2);
    }

    @BeforeAll
    static void settleTwoNights() throws Exception {
        town = new Town(root, DATABASE.database()).settleOneCustomer();
        reckon = new CommandRunner(root, DATABASE.settings());
        town.jdbc.update(
                """
                INSERT INTO api_key (key_id, account_id, name, kind, recorded_at, actor)
                VALUES ('key_plan', 'acc_00001', 'plan', 'subscription', '2026-03-01T00:00:00Z', 'test')
                """);
        town.jdbc.update(
                """
                INSERT INTO account_switch (account_id, acts_at, pay_beyond_plan, recorded_at, actor)
                VALUES ('acc_00001', '2026-03-02T00:00:01Z', false, '2026-03-01T00:00:00Z', 'test')
                """);
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T09:00:00Z", 100_000)
                .start("evt_2", "2026-03-02T09:30:00.000001Z")
                .crash("{\"v\":1,\"id\":\"evt_2", "2026-03-02T10:00:00Z");
        log.line(
                        event("evt_3", "2026-03-02T11:00:00Z", "key_plan", "subscription", 10_000, "provider"),
                        "2026-03-02T11:00:00Z")
                .event("evt_4", "2026-03-02T12:00:00Z", 1_000_000)
                .seal("2026-03-03T00:00:00Z");
        assertThat(town.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
        log.line(
                        event("evt_5", "2026-03-02T13:00:00Z", "key_0000101", "payg", 1000, "estimated"),
                        "2026-03-03T01:00:00Z")
                .seal("2026-03-04T00:00:00Z");
        assertThat(town.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
    }

    private static String event(String id, String ts, String key, String kind, long input, String source) {
        return EVENT.formatted(id, ts, key, kind, input, source);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # asked                      | listed
            lost                         | evt_2,2026-03-02T09:30:00.000001Z,acc_00001,key_0000101,,openai/gpt-4o,lost,0.000000000000,0.000000000000,0.000000000000,no,usage-p-1-000000000002.jsonl:2,1
            over-run                     | evt_3,2026-03-02T11:00:00Z,acc_00001,key_plan,openai,openai/gpt-4o,ok,0.030000000000,0.000000000000,0.030000000000,no,usage-p-1-000000000003.jsonl:1,1
            shortfall --limit 1          | evt_4,2026-03-02T12:00:00Z,acc_00001,key_0000101,openai,openai/gpt-4o,ok,3.000000000000,0.800000000000,0.000000000000,no,usage-p-1-000000000003.jsonl:2,1; others (1),,,,,,,0.003000000000,0.003000000000,0.000000000000,,,
            late                         | evt_5,2026-03-02T13:00:00Z,acc_00001,key_0000101,openai,openai/gpt-4o,ok,0.003000000000,0.003000000000,0.000000000000,yes,usage-p-1-000000000004.jsonl:1,2
            estimated --key key_0000101  | evt_5,2026-03-02T13:00:00Z,acc_00001,key_0000101,openai,openai/gpt-4o,ok,0.003000000000,0.003000000000,0.000000000000,yes,usage-p-1-000000000004.jsonl:1,2
            over-run --key key_0000101   |
            over-run --account acc_00002 |
            late --from 2026-03-03       |
            late --to 2026-03-01         |
            shortfall --limit 1 --sort charge:asc | evt_5,2026-03-02T13:00:00Z,acc_00001,key_0000101,openai,openai/gpt-4o,ok,0.003000000000,0.003000000000,0.000000000000,yes,usage-p-1-000000000004.jsonl:1,2; others (1),,,,,,,3.000000000000,0.800000000000,0.000000000000,,,
            """)
    void namesEachEventWithItsLineAndWhatWasNotCovered(String asked, String listed) {
        List<String> lines =
                reckon.clean("report events --format csv --only " + asked).lines();
        assertThat(String.join("; ", lines.subList(1, lines.size()))).isEqualTo(listed == null ? "" : listed);
    }

    @Test
    void theTotalsAreThoseOfTheRuns() {
        assertThat(reckon.clean("report events --only shortfall").out())
                .contains(
                        "\n\n2 events.\nAs of watermark 2026-03-04 00:00:00 UTC.\nLate: 1 of 2 events (50.0 %), 0.003 USD of the"
                                + " charge (0.1 %).\nEstimated: 1 of 2 events (50.0 %), ")
                .contains("\nSuspended: none.\n")
                .containsPattern("Total +3\\.003 +0\\.803 +0\\.00 ");
        assertThat(town.rows("SELECT sum(shortfall)::text || ' ' || sum(over_run) FROM reports.run_summary"))
                .containsExactly("0.803000000000 0.030000000000");
    }

    @Test
    void lotsHistoryAndRunsAreShownByCommands() {
        assertThat(reckon.clean("account lots acc_00001 --format csv").lines())
                .extracting(line -> line.replaceAll("\\.0+(?=,)", ""))
                .containsExactly(
                        "lot,pool,kind,amount,left,from,expires,state,origin",
                        "payment:pay-acc_00001:wallet:bonus,wallet,bonus,0.500000000000,0,2026-03-01T00:00:00Z,"
                                + "2026-03-03T00:00:00Z,used up,payment pay-acc_00001",
                        "payment:pay-acc_00001:wallet:topup,wallet,topup,2,0,2026-03-01T00:00:00Z,,used up,"
                                + "payment pay-acc_00001");
        List<String> history =
                reckon.clean("account history acc_00001 --format csv").lines();
        assertThat(history.getFirst()).isEqualTo("run,day,what,pool,kind,lot,credit,debt,balance");
        assertThat(history.getLast())
                .startsWith("2,2026-03-0")
                .contains(",wallet,")
                .endsWith(",-0.803000000000");
        assertThat(reckon.clean("account history acc_00001 --limit 1 --format csv")
                        .lines())
                .containsExactly(history.getFirst(), history.getLast());
        assertThat(reckon.clean("report runs --format csv").lines())
                .extracting(line -> line.split(",")[0] + " " + line.split(",")[4] + " " + line.split(",")[10])
                .containsExactly("run events shortfall", "2 1 0.003000000000", "1 4 0.800000000000");
        assertThat(reckon.clean("report runs --limit 1").out()).contains("Committed runs");
        for (String wrong : List.of("account lots nobody", "account history nobody")) {
            assertThat(reckon.run(wrong).err()).startsWith("there is no account nobody.");
        }
        for (String wrong : List.of("account history acc_00001", "report runs")) {
            assertThat(reckon.run(wrong + " --limit 0").exit()).isEqualTo(2);
        }
    }

    @Test
    void refusesAWordItDoesNotKnow() {
        CommandRunner.Ran ran = reckon.run("report events --only free");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo("cannot list \"free\" events; known are lost, over-run, shortfall, late, estimated\n");
        for (String report : List.of("events --only late", "cost --by model")) {
            CommandRunner.Ran sorted = reckon.run("report " + report + " --sort price");
            assertThat(sorted.exit()).isEqualTo(2);
            assertThat(sorted.err()).startsWith("cannot sort by \"price\"; the columns are ");
        }
    }

    @Test
    void aLostRequestKnownByItsStartAloneHasNoProvider() {
        assertThat(town.duck(
                        "SELECT event_id FROM facts WHERE provider IS NULL AND endpoint IS NULL AND purpose IS NULL"))
                .containsExactly("evt_2");
        assertThat(reckon.clean("report cost --by provider").lines())
                .filteredOn(line -> line.startsWith("(none)"))
                .singleElement()
                .asString()
                .matches("\\(none\\) +0 +0 +0 .*");
        assertThat(town.rows("SELECT ledger_account FROM posting WHERE ledger_account ILIKE '%unknown%'"))
                .isEmpty();
    }
}
