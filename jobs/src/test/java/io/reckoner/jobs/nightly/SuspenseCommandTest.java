package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code reckon suspense} says of lines set aside, and what people do about them. */
class SuspenseCommandTest {
    private static final String MONDAY = "2026-03-02T10:00:00Z";
    private static final String FILE = "usage-p-1-000000000002.jsonl";

    @TempDir
    Path root;

    private Settling settling;
    private CommandRunner reckon;
    private HandLog log;

    @BeforeEach
    void oneCustomer() throws Exception {
        settling = new Settling(root);
        reckon = settling.reckon;
        log = new HandLog(settling.town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private void threeUnpricedAndOneTorn() throws Exception {
        log.event("evt_1", MONDAY, 1000, "openai/next").event("evt_2", MONDAY, 10, "openai/gpt-4o");
        log.event("evt_3", MONDAY, 500, "openai/next").line("{torn \u001b[2J", MONDAY);
        log.event("evt_4", MONDAY, 7, "openai/other").seal("2026-03-03T00:00:00Z");
        settling.settled();
    }

    private String rows(String command) {
        return String.join("\n", reckon.clean(command + " --format csv").lines())
                .replace("\r", "");
    }

    @Test
    void listAddsUpByReasonDetailItemAndSegment() throws Exception {
        threeUnpricedAndOneTorn();
        assertThat(rows("suspense list"))
                .isEqualTo(
                        """
                        reason,state,lines,tokens,age_hours,first,last
                        no_price,open,3,1507,0,FILE:1,:5
                        not_json,open,1,0,0,FILE:4,"""
                                .replace("FILE", FILE));
        assertThat(rows("suspense list --by detail").lines().map(row -> row.replaceAll("^([^,]*),.*?,open", "$1 open")))
                .containsExactly(
                        "reason,detail,state,lines,tokens,age_hours,first,last",
                        "no_price open,2,1500,0," + FILE + ":1,:3",
                        "not_json open,1,0,0," + FILE + ":4,",
                        "no_price open,1,7,0," + FILE + ":5,");
        assertThat(rows("suspense list --by item").lines().map(row -> row.split(",")[0]))
                .containsExactly("id", "1", "2", "3");
        assertThat(rows("suspense list --by segment")).endsWith("\n" + FILE + ",open,4,1507,0," + FILE + ":1,:5");
    }

    @Test
    void listReadsNamesFromTheLinesThemselves() throws Exception {
        threeUnpricedAndOneTorn();
        assertThat(rows("suspense list --by model").lines().skip(1))
                .containsExactly(
                        "openai/next,open,2,1500,0," + FILE + ":1,:3",
                        "\"\",open,1,0,0," + FILE + ":4,",
                        "openai/other,open,1,7,0," + FILE + ":5,");
        assertThat(rows("suspense list --by account").lines().skip(1))
                .containsExactly("acc_00001,open,3,1507,0," + FILE + ":1,:5", "\"\",open,1,0,0," + FILE + ":4,");
        assertThat(rows("suspense list --by provider").lines().skip(1).map(row -> row.split(",")[0]))
                .containsExactly("openai", "\"\"");
    }

    @Test
    void ageCountsFromWatermarkToWatermark() throws Exception {
        threeUnpricedAndOneTorn();
        log.seal("2026-03-05T06:00:00Z");
        settling.settled();
        assertThat(rows("suspense list")).contains("no_price,open,3,1507,54,");
        assertThat(reckon.clean("suspense list").out()).containsPattern("no_price +open +3 +1,507 +2 d ");
        assertThat(settling.town.rows("SELECT DISTINCT since::text FROM reports.suspense"))
                .containsExactly("2026-03-03 00:00:00+00");
    }

    @Test
    void showWritesNothingThatCouldUpsetATerminal() throws Exception {
        threeUnpricedAndOneTorn();
        assertThat(reckon.clean("suspense show not_json").out())
                .contains(FILE + ":4 (byte ")
                .contains("  {torn \\x1b[2J\n")
                .doesNotContain("\u001b");
        assertThat(reckon.clean("suspense show not_json --format csv").out()).doesNotContain("\u001b");
        assertThat(reckon.clean("suspense show no_price --limit 1 --most-bytes 20")
                        .out())
                .contains("  {\"v\":1,\"id\":\"evt_1\",… (")
                .contains("Not shown: 2 lines; see more with --limit.");
    }

    @Test
    void whatIsToBeReadAgainStillCountsUntilItHasPassed() throws Exception {
        threeUnpricedAndOneTorn();
        assertThat(reckon.clean("suspense retry no_price").out())
                .isEqualTo("2 items are read again by the next reckon settle.\n");
        assertThat(rows("suspense list")).contains("no_price,retry,3,1507,0,").contains("not_json,open,1,");
        assertThat(reckon.clean("status").out()).contains("4 lines are in suspense: reckon suspense list.");
        Ran again = reckon.run("suspense retry no_price");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("nothing is open for no_price");
    }

    @Test
    void whatIsWrittenOffIsShownWithWhoAndWhy() throws Exception {
        threeUnpricedAndOneTorn();
        assertThat(reckon.run("suspense write-off not_json").exit()).isEqualTo(2);
        assertThat(reckon.clean("suspense write-off not_json no_price --actor ana --reason 'test traffic'")
                        .out())
                .isEqualTo("3 items are written off.\n");
        assertThat(reckon.clean("suspense list").out()).isEqualTo("Nothing is in suspense.\n");
        assertThat(reckon.clean("status").out()).contains("Nothing is in suspense.");
        assertThat(rows("suspense list --all")).contains("no_price,written off,3,1507,0,");
        assertThat(reckon.clean("suspense show 2").out()).contains("written off by ana: test traffic");
    }

    @Test
    void anUnknownReasonIsAnsweredWithAllThatThereAre() {
        assertThat(reckon.run("suspense show no_prize").err())
                .contains("there is no reason \"no_prize\". Write one of line_too_long, not_json, ");
    }

    /** Each count is allowed; ten of them are more than a long holds, in units of a millionth second. */
    @Test
    void countsThatAddUpBeyondALongStopNoRun() throws Exception {
        for (int i = 0; i < 20; i++) {
            log.line(
                    "{\"v\":1,\"id\":\"evt_" + i + "\",\"ts\":\"2026-03-02T10:00:00Z\",\"account\":\"acc_00001\","
                            + "\"key\":\"key_0000101\",\"key_kind\":\"payg\",\"provider\":\"openai\","
                            + "\"model\":\"openai/gpt-4o\",\"endpoint\":\"/v1/audio\",\"format\":\"generic\","
                            + "\"usage\":{\"seconds\":999999999999.999999},\"usage_source\":\"provider\","
                            + "\"status\":200,\"outcome\":\"ok\"}",
                    MONDAY);
        }
        log.seal("2026-03-03T00:00:00Z");
        settling.settled();
        assertThat(settling.suspense("open")).containsExactly("no_component_price 20");
        assertThat(settling.town.rows(
                        "SELECT DISTINCT amount::text FROM control_total WHERE name LIKE '%suspended%seconds%'"))
                .containsExactly("19999999999999999980.000000000000");
    }
}
