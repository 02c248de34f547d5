package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.settlement.SettlementSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a run took in and could not settle are taken back by name; files that were settled stay what they were. */
class WithdrawnFilesTest {
    private static final String MONDAY = "2026-03-02T10:00:00Z";
    private static final String TUESDAY = "2026-03-03T00:00:00Z";
    private static final String SECOND = "usage-p-1-000000000002.jsonl";
    private static final String MAPPING =
            """
            time: {format: rfc3339}
            columns: {ts: ended, id: %s}
            constants: {account: acc_00001, key: key_0000101, provider: openai, model: openai/gpt-4o}
            usage: {input: in}
            """;

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private Settling settling;

    @BeforeEach
    void oneCustomer() {
        settling = new Settling(root);
    }

    @AfterEach
    void close() {
        settling.close();
    }

    @Test
    void aForeignFileWithAWrongMappingIsWithdrawnAndHandedOverMended() throws IOException {
        wrongThenMended(settling, Town.settings(1, 1, 1));
        CommandRunner reckon = settling.reckon;
        assertThat(settling.town.facts("run, source_file, source_line, event_id, n_input"))
                .containsExactly(
                        "2 foreign-billing-000000000002.csv 2 r1 1000",
                        "2 foreign-billing-000000000002.csv 3 r2 2000",
                        "2 foreign-billing-000000000002.csv 4 r3 3000");
        assertThat(settling.town.rows(
                        "SELECT concat_ws('|', actor, verb, subject, reason) FROM act WHERE verb LIKE '%withdraw'"))
                .containsExactly("ada|ingest withdraw|foreign-billing-000000000001.csv|id was the customer");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
        assertThat(root.resolve("foreign/foreign-billing-000000000001.csv")).exists();
        Path other = Files.createDirectories(elsewhere.resolve("other"));
        try (Settling again = new Settling(other)) {
            wrongThenMended(again, Town.settings(4, 64, 64));
            assertThat(Evidence.of(again.town)).isEqualTo(Evidence.of(settling.town));
        }
    }

    private void wrongThenMended(Settling in, SettlementSettings settings) throws IOException {
        ForeignFiles files = new ForeignFiles(elsewhere);
        Path usage = files.file(
                "usage.csv",
                """
                ended,request,customer,in
                2026-03-02T10:00:00Z,r1,c1,1000
                2026-03-02T10:00:00Z,r2,c1,2000
                2026-03-02T10:00:00Z,r3,c1,3000
                """);
        String line = "ingest " + usage + " --as csv --source billing --through 2026-03-03 --mapping ";
        in.reckon.clean(line + files.file("wrong.yaml", MAPPING.formatted("customer")));
        Ran refused = in.reckon.run("settle");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .contains("2 of 3 events would be set aside")
                .contains(
                        "  2 lines, conflict: first foreign-billing-000000000001.csv:3, differs from the event accepted"
                                + " at foreign-billing-000000000001.csv:2\n")
                .contains("reckon suspense list --run 1 --by item")
                .contains("reckon ingest withdraw");
        assertThat(in.reckon
                        .clean("suspense list --run 1 --by item --format csv")
                        .lines())
                .containsExactly(
                        "id,reason,detail,state,lines,tokens,age_hours,first,last",
                        "1,conflict,differs from the event accepted at foreign-billing-000000000001.csv:2,refused,2,"
                                + "5000,0,foreign-billing-000000000001.csv:3,:4");
        assertThat(in.reckon.clean("suspense show conflict --run 1 --limit 1").out())
                .contains("of a run that was refused")
                .contains("foreign-billing-000000000001.csv:3")
                .contains("r2,c1,2000");
        assertThat(in.reckon.clean("suspense list").out()).contains("Nothing is in suspense");
        assertThat(in.reckon.run("suspense retry 1").err()).contains("there is no suspense item 1");
        in.reckon.clean("ingest withdraw " + usage + " --actor ada --reason 'id was the customer'");
        assertThat(in.reckon.clean("settle").out()).contains("Nothing to settle");
        in.reckon.clean(line + files.file("right.yaml", MAPPING.formatted("request")));
        assertThat(in.town.run(settings)).isInstanceOf(RunOutcome.Committed.class);
    }

    @Test
    void aSegmentIsLaidAsideAndItsNumberWaitsForTheGoodCopy() throws IOException {
        CommandRunner reckon = settling.reckon;
        HandLog log = new HandLog(settling.town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", MONDAY, 1000, "openai/nxet").seal(TUESDAY);
        log.event("evt_2", TUESDAY, 500).seal("2026-03-04T00:00:00Z");
        assertThat(reckon.run("settle").err()).contains("no_price: first " + SECOND + ":1, model \"openai/nxet\"");
        Path good = goodCopy();
        assertThat(reckon.run("ingest " + good).err())
                .contains("usage-p-1-000000000002 was taken in with other content");
        assertThat(reckon.clean("ingest withdraw " + SECOND + " --reason 'model misspelt'")
                        .out())
                .contains(SECOND + " is withdrawn and lies in " + root.resolve("intake/withdrawn/" + SECOND + "."))
                .contains("The watermark waits for segment 2 of proxy p-1");
        assertThat(root.resolve("intake/" + SECOND)).doesNotExist();
        assertThat(reckon.clean("settle").err()).contains(SECOND + " has not arrived: the watermark waits for it");
        reckon.clean("ingest " + good);
        reckon.clean("settle");
        assertThat(settling.town.facts("event_id, source_file, source_line, n_input"))
                .containsExactly("evt_1 " + SECOND + " 1 1000", "evt_2 usage-p-1-000000000003.jsonl 1 500");
        assertThat(settling.town.rows("SELECT watermark::text FROM run WHERE state = 'committed' ORDER BY run_id"))
                .containsExactly("2026-03-02 00:00:00+00", "2026-03-04 00:00:00+00");
        assertThat(reckon.clean("suspense show no_price --run 1").out())
                .as("the good copy lies where the withdrawn file did")
                .startsWith(
                        "Suspense 1: no_price, 1 line from " + SECOND + ":1 on, not shown: that file was withdrawn at ")
                .doesNotContain("evt_1");
        assertThat(reckon.clean("suspense show no_price --run 1 --format csv").lines())
                .hasSize(1);
        assertThat(reckon.clean("suspense list --run 1 --by model --format csv").out())
                .doesNotContain("gpt-4o");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
        assertThat(reckon.run("ingest withdraw " + SECOND + " --reason 'once more'")
                        .err())
                .contains(SECOND + ": run 3 has settled it, and what is booked stays")
                .contains("Nothing was withdrawn");
    }

    @Test
    void ofRunsRefusedAgainForTheSameFilesTheNewestAloneKeepsWhatItWouldSetAside() throws IOException {
        CommandRunner reckon = settling.reckon;
        HandLog log = new HandLog(settling.town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_0", MONDAY, 1000, "openai/nix").seal(TUESDAY);
        settling.town.run(Town.withMostSuspended("1"));
        log.event("evt_1", TUESDAY, 1000, "openai/nxet").seal("2026-03-04T00:00:00Z");
        Path last =
                log.event("evt_2", "2026-03-04T10:00:00Z", 500, "openai/nxt").seal("2026-03-05T00:00:00Z");
        for (int run = 2; run <= 4; run++) {
            assertThat(reckon.run("settle").err())
                    .contains("run " + run + " of ")
                    .contains("suspense list --run " + run);
        }
        assertThat(kept()).containsExactly("1 openai/nix", "4 openai/nxet", "4 openai/nxt");
        assertThat(reckon.clean("suspense list --run 2").out())
                .startsWith("Run 4 was refused after it and has read the same files again");
        assertThat(reckon.clean("suspense list --run 4 --by item --format csv").lines())
                .hasSize(3);
        assertThat(reckon.clean("suspense show no_price --run 4").out())
                .contains("evt_1")
                .contains("evt_2");
        assertThat(reckon.clean("suspense list --by segment --format csv").lines())
                .hasSize(2);
        assertThat(reckon.clean("status").out()).contains("1 line");

        reckon.clean("ingest withdraw " + last.getFileName() + " --reason 'model misspelt'");
        reckon.run("settle");
        assertThat(kept())
                .as("run 5 has not read the withdrawn file")
                .containsExactly("1 openai/nix", "4 openai/nxt", "5 openai/nxet");
        assertThat(reckon.clean("suspense show no_price --run 4").out())
                .contains("that file was withdrawn")
                .doesNotContain("evt_");
        assertThat(settling.town.run(Town.withMostSuspended("1"))).isInstanceOf(RunOutcome.Committed.class);
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
        assertThatThrownBy(() -> settling.town.jdbc.update("DELETE FROM suspense_range"))
                .rootCause()
                .hasMessageContaining("suspense 1 is of run 1, which was not refused: it stays");
        settling.town.jdbc.update(
                "INSERT INTO suspense (run_id, segment_no, reason, detail, lines, tokens, first_run)"
                        + " SELECT run_id, segment_no, reason, 'no ranges', lines, tokens, first_run FROM suspense WHERE run_id = 1");
        assertThatThrownBy(() -> settling.town.jdbc.update("DELETE FROM suspense WHERE detail = 'no ranges'"))
                .rootCause()
                .hasMessageContaining("is of run 1, which was not refused: it stays");
        settling.town.jdbc.update("UPDATE run SET failure = 'worded otherwise' WHERE run_id = 2");
        settling.town.jdbc.update("UPDATE run SET refused_for = '' WHERE run_id = 3");
        assertThat(reckon.clean("suspense list --run 2").out()).startsWith("Run 5 was refused after it");
        assertThat(reckon.clean("suspense list --run 3").out())
                .contains("or was refused for something else")
                .doesNotContain("has read the same files again");
    }

    /** Run and model of every place that is kept. */
    private List<String> kept() {
        return settling
                .town
                .rows(
                        "SELECT s.run_id || ' ' || split_part(s.detail, ' ', 2) FROM suspense s JOIN suspense_range USING (suspense_id)"
                                + " ORDER BY s.run_id, s.suspense_id")
                .stream()
                .map(row -> row.replace("\"", ""))
                .toList();
    }

    private Path goodCopy() throws IOException {
        Path gateway = Files.createDirectories(elsewhere.resolve("gateway"));
        return new HandLog(gateway, "p-1", "2026-03-02T00:00:00Z")
                .event("evt_1", MONDAY, 1000, "openai/gpt-4o")
                .seal(TUESDAY);
    }

    /** Times and sizes say nothing on their own: carriers keep times, and a mended file may be older. */
    @Test
    void aFileThatWasTakenInAndReplacedIsNamedHoweverOldItsReplacementIs() throws IOException {
        CommandRunner reckon = settling.reckon;
        Path intake = settling.town.folder.intake();
        HandLog log = new HandLog(intake, "p-1", "2026-03-02T00:00:00Z");
        Path first = log.event("evt_1", MONDAY, 1000).seal(TUESDAY);
        reckon.clean("settle");
        byte[] taken = Files.readAllBytes(first);
        replace(first, Files.readAllBytes(goodCopyWithOtherCount()));
        log.event("evt_2", TUESDAY, 500, "openai/nxet").seal("2026-03-04T00:00:00Z");
        assertThat(reckon.run("settle").err()).contains("no_price: first usage-p-1-000000000003.jsonl:1");
        assertThat(settling.town.rows("SELECT detail FROM segment_notice WHERE notice = 'refused'"))
                .singleElement()
                .asString()
                .startsWith(SECOND + ": is not what run 1 took in")
                .contains("put the one back that was taken in");
        replace(first, taken);
        Path third = intake.resolve("usage-p-1-000000000003.jsonl");
        byte[] unpriced = Files.readAllBytes(third);
        byte[] other = new String(unpriced, StandardCharsets.UTF_8)
                .replace("openai/nxet", "openai/next")
                .getBytes(StandardCharsets.UTF_8);
        replace(third, other);
        Ran refused = reckon.run("settle");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains("usage-p-1-000000000003.jsonl: is not what run 2 took in")
                .contains("reckon ingest withdraw usage-p-1-000000000003.jsonl");
        Files.delete(third);
        assertThat(reckon.run("settle").err())
                .contains("usage-p-1-000000000003.jsonl is gone")
                .contains("or withdraw it with reckon ingest withdraw");
        reckon.clean("ingest withdraw usage-p-1-000000000003.jsonl --reason 'lost by the carrier'");
        reckon.clean("settle");
        assertThat(settling.town.facts("event_id")).containsExactly("evt_1");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    private Path goodCopyWithOtherCount() throws IOException {
        Path gateway = Files.createDirectories(elsewhere.resolve("gateway"));
        return new HandLog(gateway, "p-1", "2026-03-02T00:00:00Z")
                .event("evt_1", MONDAY, 9000)
                .seal(TUESDAY);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }
}
