package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.kernel.control.LineCount;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces and segments handed over by {@code reckon ingest}, through whole nights. */
class ForeignNightTest {
    private static final String HEADING = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n";
    private static final String ROWS =
            """
            2026-03-02 10:00:00.0000000,1000,10
            2026-03-02 10:00:00.0000000,1000,10
            2026-03-02 11:00:00.1234567,2000,20
            2026-03-03 00:00:00,5,5
            """;
    private static final String WHOSE =
            " --account acc_00001 --key key_0000101 --provider openai --model openai/gpt-4o --through 2026-03-03";
    private static final String AZURE = " --as azure --source azure" + WHOSE;
    private static final String MOONCAKE = " --as mooncake --source kimi --start 2026-03-02T12:00:00Z" + WHOSE;
    private static final String FACT = "source_file, source_line, n_input, n_cache_read, n_output, charge::VARCHAR";

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private TestDatabase database;
    private Town town;
    private CommandRunner reckon;

    @BeforeEach
    void oneCustomer() {
        database = new TestDatabase().open();
        town = town(root, database);
        reckon = new CommandRunner(root, database.settings());
    }

    private static Town town(Path root, TestDatabase database) {
        return new Town(root, database.database())
                .settleWithLittleCredit(Population.of(new Scenario(1, Town.FIRST_DAY, 1, 1, 1, 1)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path file(String name, String content) throws IOException {
        Path file = elsewhere.resolve(name);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file)) {
            out.write(bytes);
        }
        return file;
    }

    @Test
    void aTraceSettlesAsFarAsItsThroughAndTheRestWaits() throws IOException {
        reckon.clean("ingest " + file("trace.csv", HEADING + ROWS) + AZURE);
        reckon.clean("nightly");
        assertThat(town.rows("SELECT watermark::text FROM run")).containsExactly("2026-03-03 00:00:00+00");
        assertThat(town.facts(FACT))
                .containsExactly(
                        "trace-azure-000000000001.csv 2 1000 0 10 0.003120000000",
                        "trace-azure-000000000001.csv 3 1000 0 10 0.003120000000",
                        "trace-azure-000000000001.csv 4 2000 0 20 0.006240000000");
        assertThat(reckon.clean("nightly").out()).contains("Nothing to settle");
        reckon.clean("nightly --watermark 2026-03-04");
        assertThat(town.facts("run, source_line, n_input"))
                .containsExactly("1 2 1000", "1 3 1000", "1 4 2000", "2 5 5");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void theSameFileCountsOnceAndALongerOneCountsWhatItAdds() throws IOException {
        reckon.clean("ingest " + file("trace.csv", HEADING + ROWS) + AZURE);
        reckon.clean("nightly");
        for (Path again : List.of(file("renamed.csv", HEADING + ROWS), file("packed.csv.gz", HEADING + ROWS))) {
            assertThat(reckon.clean("ingest " + again + AZURE).out())
                    .contains("before, as trace-azure-000000000001.csv")
                    .contains("Nothing is new");
        }
        Path longer = file("longer.csv", HEADING + ROWS + "2026-03-02 12:00:00,7,7\n");
        reckon.clean("ingest " + longer + AZURE);
        RunOutcome.Committed second = (RunOutcome.Committed) town.run(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(town.facts("run, source_file, source_line, n_input"))
                .containsExactly(
                        "1 trace-azure-000000000001.csv 2 1000",
                        "1 trace-azure-000000000001.csv 3 1000",
                        "1 trace-azure-000000000001.csv 4 2000",
                        "2 trace-azure-000000000001.csv 5 5",
                        "2 trace-azure-000000000002.csv 6 7");
        // The rows of the shorter file, of which the last was carried over.
        assertThat(second.totals().value(LineCount.DUPLICATES.total())).isEqualByComparingTo("4");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void leadingBlocksSeenBeforeAreReadFromTheCache() throws IOException {
        String row = "{\"timestamp\": %d, \"input_length\": %d, \"output_length\": 1, \"hash_ids\": [%s]}\n";
        Path trace = file("kimi.jsonl.gz", row.formatted(0, 600, "1, 2") + row.formatted(1500, 1600, "1, 2, 9"));
        assertThat(reckon.clean("ingest " + trace + MOONCAKE + " --cache seen-blocks --dry-run")
                        .out())
                .contains("2026-03-02 12:00:01.5")
                .contains("would be kept");
        assertThat(town.rows("SELECT source FROM foreign_file")).isEmpty();
        reckon.clean("ingest " + trace + MOONCAKE + " --cache seen-blocks");
        reckon.clean("nightly");
        assertThat(town.facts(FACT))
                .containsExactly(
                        "trace-kimi-000000000001.jsonl.gz 1 600 0 1 0.001812000000",
                        "trace-kimi-000000000001.jsonl.gz 2 576 1024 1 0.003276000000");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void aFewBadRowsGoToSuspenseWithTheirRawText() throws IOException {
        StringBuilder rows = new StringBuilder(HEADING);
        for (int second = 10; second < 40; second++) {
            rows.append("2026-03-02 10:00:").append(second).append(",10,1\n");
        }
        reckon.clean("ingest " + file("trace.csv", rows + "2026-03-02 10:30:00,ten,1\n") + AZURE);
        reckon.clean("nightly");
        assertThat(town.facts("event_id")).hasSize(30);
        assertThat(reckon.clean("suspense show 1").out())
                .contains("trace-azure-000000000001.csv, ContextTokens and GeneratedTokens must be there")
                .contains("2026-03-02 10:30:00,ten,1");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void aTraceHoldsTheProxiesBackInTheRunThatTakesItInAndInNoOther() throws IOException {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .event("evt_2", "2026-03-03T10:00:00Z", 1000)
                .seal("2026-03-04T00:00:00Z");
        reckon.clean("ingest " + file("trace.csv", HEADING + ROWS) + AZURE);
        reckon.clean("nightly");
        reckon.clean("nightly");
        assertThat(town.rows("SELECT watermark::text FROM run ORDER BY run_id"))
                .containsExactly("2026-03-03 00:00:00+00", "2026-03-04 00:00:00+00");
        assertThat(town.facts("run, source_file, source_line"))
                .containsExactly(
                        "1 trace-azure-000000000001.csv 2",
                        "1 trace-azure-000000000001.csv 3",
                        "1 trace-azure-000000000001.csv 4",
                        "1 usage-p-1-000000000001.jsonl 1",
                        "2 trace-azure-000000000001.csv 5",
                        "2 usage-p-1-000000000001.jsonl 2");
        assertThat(reckon.run("ingest " + file("more.csv", HEADING + ROWS)
                                + AZURE.replace("azure --source azure", "azure --source p-1"))
                        .err())
                .contains("a proxy bears the name p-1");
        new HandLog(town.folder.intake(), "azure", "2026-03-05T00:00:00Z");
        log.seal("2026-03-05T00:00:00Z");
        reckon.clean("nightly");
        assertThat(town.rows("SELECT source FROM segment_notice WHERE notice = 'refused'"))
                .containsExactly("azure");
        assertThat(town.rows("SELECT proxy_id FROM proxy")).containsExactly("p-1");
    }

    @Test
    void aRunThatBreaksOffIsFinishedWithTheSameBytes() throws IOException {
        Path trace = file("trace.csv", HEADING + ROWS);
        reckon.clean("ingest " + trace + AZURE);
        assertThatThrownBy(() -> town.run(Town.defaults(), new BreaksOff())).hasMessageContaining("broke off");
        assertThat(town.facts("event_id")).isEmpty();
        assertThat(town.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
        Path undisturbed = Files.createDirectories(elsewhere.resolve("undisturbed"));
        try (TestDatabase other = new TestDatabase().open()) {
            Town quiet = town(undisturbed, other);
            new CommandRunner(undisturbed, other.settings()).clean("ingest " + trace + AZURE);
            assertThat(quiet.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
            assertThat(Evidence.of(town)).isEqualTo(Evidence.of(quiet));
        }
    }

    private static final class BreaksOff implements Progress {
        @Override
        public void begin(String step, int pieces) {
            if (step.equals("prove")) {
                throw new IllegalStateException("broke off");
            }
        }

        @Override
        public void advance(String step) {}

        @Override
        public void end(String step) {}
    }

    @ParameterizedTest(name = "[{index}] {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            t.csv   | --account acc_x                | there is no account acc_x. Make it with: reckon account create acc_x.
            t.csv   | --key key_x                    | make it with: reckon key create acc_00001 --id key_x --kind payg.
            t.csv   | --model openai/none            | the price book has no card for model openai/none of provider openai
            t.csv   | --through 2026-03-11           | --through 2026-03-11T00:00:00Z lies in the future
            t.csv   | --through 2026-03-02 --start 2026-03-02 | --start and --cache are for mooncake
            t.csv   | --as mooncake                  | State one with --start.
            t.csv   | --source a/b                   | "a/b" is not a name of a source
            t.csv   | --as other                     | "other" is no trace that can be read. Write azure or mooncake.
            old.csv | --endpoint chat                | would be set aside as too old
            bad.csv | --endpoint chat                | 1 of 2 rows cannot be used, more than settlement.most-suspended lets
            bad.csv | --endpoint chat                | First: line 3: bad_time, TIMESTAMP must look like
            no.csv  | --endpoint chat                | no.csv: holds no rows.
            no.txt  | --endpoint chat                | its name must end in .csv, .csv.gz or .csv.zst
            cut.csv.gz | --endpoint chat             | cannot be read to its end
            gone.csv | --endpoint chat               | gone.csv: there is no such file.
            """)
    void whatWouldStopARunIsRefusedAtTheDoor(String name, String changed, String sentence) throws IOException {
        file("t.csv", HEADING + ROWS);
        file("old.csv", HEADING + "2026-01-02 10:00:00,1,1\n");
        file("bad.csv", HEADING + "2026-03-02 10:00:00,1,1\n2026-13-02 10:00:00,1,1\n");
        file("no.csv", HEADING);
        file("no.txt", HEADING + ROWS);
        byte[] whole = Files.readAllBytes(file("whole.csv.gz", HEADING + ROWS.repeat(50)));
        Files.write(elsewhere.resolve("cut.csv.gz"), java.util.Arrays.copyOf(whole, whole.length - 20));
        String option = changed.split(" ")[0];
        String line = "ingest " + elsewhere.resolve(name) + AZURE;
        String stated = line.replaceAll(option + " \\S+", "") + " " + changed;
        Ran ran = reckon.run(stated);
        assertThat(ran.err()).contains(sentence);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(town.rows("SELECT source FROM foreign_file")).isEmpty();
        try (Stream<Path> kept = Files.list(town.folder.foreign())) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void whatWasStatedAboutAFileStays() throws IOException {
        Path trace = file("t.csv", HEADING + ROWS);
        reckon.clean("ingest " + trace + AZURE);
        Ran ran = reckon.run("ingest " + trace + AZURE.replace("gpt-4o", "gpt-5"));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("something else was stated about it").contains("--model openai/gpt-4o");
        reckon.clean("ingest " + trace + AZURE.replace("gpt-4o", "gpt-5").replace("--source azure", "--source second"));
        reckon.clean("nightly");
        assertThat(town.facts("model")).hasSize(6);
    }

    @Test
    void sealedSegmentsAreCopiedWholeOrNotAtAll() throws IOException {
        Path gateway = Files.createDirectories(elsewhere.resolve("gateway"));
        HandLog log = new HandLog(gateway, "p-1", "2026-03-02T00:00:00Z");
        Path segment = log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        String sealed = gateway + "/usage-p-1-000000000000.jsonl " + segment;
        Path torn = file("usage-p-2-000000000000.jsonl", Files.readString(segment));
        Ran refused = reckon.run("ingest " + sealed + " " + torn + " " + gateway + "/usage-p-1-000000000002.jsonl.open "
                + file("t.csv", ROWS));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("usage-p-2-000000000000.jsonl"))
                .anyMatch(line -> line.contains("still being written"))
                .anyMatch(line -> line.contains("t.csv: not the name of a sealed segment"))
                .contains("Nothing was copied.");
        assertThat(town.folder.intake()).isEmptyDirectory();
        reckon.clean("ingest " + sealed);
        assertThat(reckon.clean("ingest " + sealed).out()).contains("usage-p-1-000000000001.jsonl is in ");
        reckon.clean("nightly");
        assertThat(town.facts("event_id")).containsExactly("evt_1");
        assertThat(town.rows("SELECT watermark::text FROM run")).containsExactly("2026-03-03 00:00:00+00");
    }

    /** Rows as published; tokens as DuckDB adds them up from the files themselves. */
    @ParameterizedTest(name = "{0}: {2} rows")
    @CsvSource({
        "azure_llm_2023_code.csv,           azure,    8819",
        "azure_llm_2023_conv.csv,           azure,    19366",
        "mooncake_conversation.jsonl.gz,    mooncake, 12031",
        "mooncake_synthetic.jsonl.gz,       mooncake, 3993",
    })
    @EnabledIfSystemProperty(
            named = "reckon.traces",
            matches = ".+",
            disabledReason = "the folder of traces is not handed in; run with -Dreckon.traces=<folder>")
    void aPublishedTraceIsSettledToTheLastToken(String name, String format, long rows) throws SQLException {
        Path trace = Path.of(System.getProperty("reckon.traces"), name);
        reckon.clean("ingest " + trace
                + (format.equals("azure") ? AZURE : MOONCAKE.replace("2026-03-02T12", "2023-11-16T18"))
                        .replace("2026-03-03", "2023-11-17"));
        reckon.clean("nightly");
        String published = format.equals("azure")
                ? "SELECT concat_ws(' ', count(*), sum(ContextTokens), sum(GeneratedTokens)) FROM read_csv('" + trace
                        + "')"
                : "SELECT concat_ws(' ', count(*), sum(input_length), sum(output_length)) FROM read_json('" + trace
                        + "')";
        String sums = town.duck(
                        "SELECT concat_ws(' ', count(*), sum(n_input + n_cache_read), sum(n_output)) FROM facts")
                .getFirst();
        assertThat(sums).startsWith(rows + " ").isEqualTo(duckDb(published));
        assertThat(town.rows("SELECT name FROM control_check WHERE left_amount <> right_amount"))
                .isEmpty();
        assertThat(town.rows("SELECT watermark::text FROM run WHERE state = 'committed'"))
                .containsExactly(Instant.parse("2023-11-17T00:00:00Z")
                        .toString()
                        .replace("T", " ")
                        .replace("Z", "+00"));
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    /** A DuckDB beside that of the reports, which may read no other files. */
    private static String duckDb(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
