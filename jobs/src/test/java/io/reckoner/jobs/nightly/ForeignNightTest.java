package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.kernel.control.LineCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces and segments handed over by {@code reckon ingest}, through whole nights. */
class ForeignNightTest {
    private static final String FACT = "source_file, source_line, n_input, n_cache_read, n_output, charge::VARCHAR";

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private Settling settling;
    private Town town;
    private CommandRunner reckon;
    private ForeignFiles traces;

    @BeforeEach
    void oneCustomer() {
        settling = new Settling(root);
        town = settling.town;
        reckon = settling.reckon;
        traces = new ForeignFiles(elsewhere);
    }

    @AfterEach
    void close() {
        settling.close();
    }

    @Test
    void aTraceSettlesAsFarAsItsThroughAndTheRestWaits() throws IOException {
        reckon.clean(
                "ingest " + traces.file("trace.csv", ForeignFiles.HEADING + ForeignFiles.ROWS) + ForeignFiles.AZURE);
        reckon.clean("nightly");
        assertThat(town.rows("SELECT watermark::text FROM run")).containsExactly("2026-03-03 00:00:00+00");
        assertThat(town.facts(FACT))
                .containsExactly(
                        "foreign-azure-000000000001.csv 2 1000 0 10 0.003120000000",
                        "foreign-azure-000000000001.csv 3 1000 0 10 0.003120000000",
                        "foreign-azure-000000000001.csv 4 2000 0 20 0.006240000000");
        assertThat(reckon.clean("nightly").out()).contains("Nothing to settle");
        reckon.clean("nightly --watermark 2026-03-04");
        assertThat(town.facts("run, source_line, n_input"))
                .containsExactly("1 2 1000", "1 3 1000", "1 4 2000", "2 5 5");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void theSameFileCountsOnceAndALongerOneCountsWhatItAdds() throws IOException {
        reckon.clean(
                "ingest " + traces.file("trace.csv", ForeignFiles.HEADING + ForeignFiles.ROWS) + ForeignFiles.AZURE);
        reckon.clean("nightly");
        for (Path again : List.of(
                traces.file("renamed.csv", ForeignFiles.HEADING + ForeignFiles.ROWS),
                traces.file("packed.csv.gz", ForeignFiles.HEADING + ForeignFiles.ROWS))) {
            assertThat(reckon.clean("ingest " + again + ForeignFiles.AZURE).out())
                    .contains("before, as foreign-azure-000000000001.csv")
                    .contains("Nothing is new");
        }
        Path longer = traces.file("longer.csv", ForeignFiles.HEADING + ForeignFiles.ROWS + "2026-03-02 12:00:00,7,7\n");
        reckon.clean("ingest " + longer + ForeignFiles.AZURE);
        RunOutcome.Committed second = (RunOutcome.Committed) town.run(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(town.facts("run, source_file, source_line, n_input"))
                .containsExactly(
                        "1 foreign-azure-000000000001.csv 2 1000",
                        "1 foreign-azure-000000000001.csv 3 1000",
                        "1 foreign-azure-000000000001.csv 4 2000",
                        "2 foreign-azure-000000000001.csv 5 5",
                        "2 foreign-azure-000000000002.csv 6 7");
        // The rows of the shorter file, of which the last was carried over.
        assertThat(second.totals().value(LineCount.DUPLICATES.total())).isEqualByComparingTo("4");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void leadingBlocksSeenBeforeAreReadFromTheCache() throws IOException {
        String row = "{\"timestamp\": %d, \"input_length\": %d, \"output_length\": 1, \"hash_ids\": [%s]}\n";
        Path trace = traces.file("kimi.jsonl.gz", row.formatted(0, 600, "1, 2") + row.formatted(1500, 1600, "1, 2, 9"));
        assertThat(reckon.clean("ingest " + trace + ForeignFiles.MOONCAKE + " --cache seen-blocks --dry-run")
                        .out())
                .contains("2026-03-02 12:00:01.5")
                .contains("would be kept");
        assertThat(town.rows("SELECT source FROM foreign_file")).isEmpty();
        reckon.clean("ingest " + trace + ForeignFiles.MOONCAKE + " --cache seen-blocks");
        reckon.clean("nightly");
        assertThat(town.facts(FACT))
                .containsExactly(
                        "foreign-kimi-000000000001.jsonl.gz 1 600 0 1 0.001812000000",
                        "foreign-kimi-000000000001.jsonl.gz 2 576 1024 1 0.003276000000");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void aFewBadRowsGoToSuspenseWithTheirRawText() throws IOException {
        StringBuilder rows = new StringBuilder(ForeignFiles.HEADING);
        for (int second = 10; second < 40; second++) {
            rows.append("2026-03-02 10:00:").append(second).append(",10,1\n");
        }
        reckon.clean("ingest " + traces.file("trace.csv", rows + "2026-03-02 10:30:00,ten,1\n") + ForeignFiles.AZURE);
        reckon.clean("nightly");
        assertThat(town.facts("event_id")).hasSize(30);
        assertThat(reckon.clean("suspense show 1").out())
                .contains("foreign-azure-000000000001.csv:32 (byte ")
                .contains("ContextTokens and GeneratedTokens must be there")
                .contains("2026-03-02 10:30:00,ten,1");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void aTraceHoldsTheProxiesBackInTheRunThatTakesItInAndInNoOther() throws IOException {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .event("evt_2", "2026-03-03T10:00:00Z", 1000)
                .seal("2026-03-04T00:00:00Z");
        reckon.clean(
                "ingest " + traces.file("trace.csv", ForeignFiles.HEADING + ForeignFiles.ROWS) + ForeignFiles.AZURE);
        reckon.clean("nightly");
        reckon.clean("nightly");
        assertThat(town.rows("SELECT watermark::text FROM run ORDER BY run_id"))
                .containsExactly("2026-03-03 00:00:00+00", "2026-03-04 00:00:00+00");
        assertThat(town.facts("run, source_file, source_line"))
                .containsExactly(
                        "1 foreign-azure-000000000001.csv 2",
                        "1 foreign-azure-000000000001.csv 3",
                        "1 foreign-azure-000000000001.csv 4",
                        "1 usage-p-1-000000000002.jsonl 1",
                        "2 foreign-azure-000000000001.csv 5",
                        "2 usage-p-1-000000000002.jsonl 2");
        assertThat(reckon.run("ingest " + traces.file("more.csv", ForeignFiles.HEADING + ForeignFiles.ROWS)
                                + ForeignFiles.AZURE.replace("azure --source azure", "azure --source p-1"))
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
        Path trace = traces.file("trace.csv", ForeignFiles.HEADING + ForeignFiles.ROWS);
        reckon.clean("ingest " + trace + ForeignFiles.AZURE);
        assertThatThrownBy(() -> town.run(Town.defaults(), new BreaksOff())).hasMessageContaining("broke off");
        assertThat(town.facts("event_id")).isEmpty();
        assertThat(town.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
        Path undisturbed = Files.createDirectories(elsewhere.resolve("undisturbed"));
        try (Settling quiet = new Settling(undisturbed)) {
            quiet.reckon.clean("ingest " + trace + ForeignFiles.AZURE);
            assertThat(quiet.town.run(Town.defaults())).isInstanceOf(RunOutcome.Committed.class);
            assertThat(Evidence.of(town)).isEqualTo(Evidence.of(quiet.town));
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
                + (format.equals("azure")
                                ? ForeignFiles.AZURE
                                : ForeignFiles.MOONCAKE.replace("2026-03-02T12", "2023-11-16T18"))
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
