package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage that other systems wrote, handed over by {@code reckon ingest}, through whole nights. */
class MappedNightTest {
    private static final String THROUGH = " --through 2026-03-03";
    private static final String WHOSE = " --account acc_00001 --key key_0000101";
    private static final String FACT =
            "source_file, source_line, n_input, n_cache_read, n_output, cost_vendor::VARCHAR, charge::VARCHAR";

    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private Settling settling;
    private Town town;
    private CommandRunner reckon;
    private ForeignFiles files;

    @BeforeEach
    void oneCustomer() {
        settling = new Settling(root);
        town = settling.town;
        reckon = settling.reckon;
        files = new ForeignFiles(elsewhere);
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private static final String MAPPING =
            """
            csv: {delimiter: ";"}
            time: {format: dd.MM.uuuu HH:mm:ss, zone: Europe/Berlin}
            columns: {ts: finished, key: key, model: model}
            constants: {account: acc_00001, provider: openai}
            values:
              key: {first: key_0000101}
              model: {"gpt-*": "openai/gpt-*"}
            usage: {input: in, output: out}
            """;

    @Test
    void csvIsReadByItsMappingToTheLastLine() throws IOException {
        StringBuilder rows = new StringBuilder("\uFEFFfinished;key;model;in;out;note\r\n");
        for (int second = 10; second < 40; second++) {
            rows.append("02.03.2026 11:00:").append(second).append(";first;gpt-4o;1000;10;\"two\r\nlines\"\r\n");
        }
        rows.append("02.03.2026 11:01:00;second;gpt-4o;2000;20;\"three\r\n\r\nlines\u001b\"\r\n");
        Path usage = files.file("usage.csv", rows.toString());
        String line = "ingest " + usage + " --as csv --source billing" + THROUGH + " --mapping "
                + files.file("usage.yaml", MAPPING);
        Ran dry = reckon.clean(line + " --dry-run");
        assertThat(dry.out())
                .contains("2026-03-02 10:00:10")
                .contains("input 1000, output 10")
                .contains("unknown_key")
                .contains("would be kept");
        assertThat(reckon.clean(line + " --dry-run --format csv").out().lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("file,rows,unusable,input"),
                        file -> assertThat(file).startsWith("usage.csv,"));
        assertThat(reckon.clean(line + " --dry-run --show faults --format csv")
                        .out()
                        .lines())
                .first()
                .isEqualTo("file,reason,detail,rows,first");
        try (Stream<Path> kept = Files.list(town.folder.foreign())) {
            assertThat(kept).isEmpty();
        } catch (NoSuchFileException e) {
            assertThat(town.rows("SELECT source FROM foreign_file")).isEmpty();
        }
        reckon.clean(line);
        assertThat(reckon.clean(line).out()).contains("before, as foreign-billing-000000000001.csv");
        reckon.clean("nightly");
        assertThat(town.facts(FACT))
                .hasSize(30)
                .contains("foreign-billing-000000000001.csv 3 1000 0 10 0.003120000000")
                .contains("foreign-billing-000000000001.csv 61 1000 0 10 0.003120000000");
        assertThat(reckon.clean("suspense show 1").out())
                .contains(
                        """
                        foreign-billing-000000000001.csv:62-64 (byte 1685)
                          02.03.2026 11:01:00;second;gpt-4o;2000;20;"three\\x0d
                          \\x0d
                          lines\\x1b"\\x0d
                        """);
        assertThat(reckon.clean("suspense show 1 --most-bytes 25").out()).contains("  02.03.2026 11:01:00;secon… (");
        assertThat(reckon.clean("suspense show 1 --format json").out()).contains("\"first_line\" : 62");
        reckon.clean("key create acc_00001 --id second --kind payg");
        reckon.clean("suspense retry 1");
        reckon.clean("nightly");
        assertThat(town.facts("run, key, source_line, n_input")).hasSize(31).endsWith("2 second 64 2000");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void whatDoesNotFitAFileIsToldAtTheDoorAllAtOnce() throws IOException {
        Path usage = files.file("usage.csv", "finished;Key;modell;in;out\n02.03.2026 11:00:00;first;gpt-4o;1;1\n");
        String line = "ingest " + usage + " --as csv --source billing" + THROUGH;
        Path mapping = files.file("usage.yaml", MAPPING);
        assertThat(reckon.run(line + " --mapping " + mapping).err())
                .contains("usage.yaml:3: columns.key: there is no single column \"key\" in its heading; the nearest is"
                        + " \"Key\", in usage.csv")
                .contains(
                        "usage.yaml:3: columns.model: there is no single column \"model\" in its heading; the nearest is"
                                + " \"modell\", in usage.csv")
                .contains("Nothing was taken.");
        assertThat(reckon.run(line + " --mapping " + files.file("bad.yaml", "columns: {tss: a}\nusages: {}\n"))
                        .err())
                .contains("bad.yaml:1: columns.tss: there is no member \"tss\"")
                .contains("bad.yaml:2: usages: unknown key");
        assertThat(reckon.run(line).err())
                .contains("nothing says the account of a row: state --account, or a column or constant")
                .contains("csv says nothing of its columns: state columns.ts, the column of times,");
        assertThat(reckon.run(line + " --account acc_00001 --mapping " + mapping)
                        .err())
                .contains("--account is stated, and constants.account in --mapping: leave one of them out.");
        Path open = files.file("open.csv", "finished;key;model;in;out\n02.03.2026 11:00:00;first;gpt-4o;1;\"1\n");
        assertThat(reckon.run(line.replace("usage.csv", open.getFileName().toString()) + " --mapping " + mapping)
                        .err())
                .contains("open.csv: it ends inside the quoted cell that begins in line 2");
        assertThat(reckon.run("ingest " + usage + " --as litellm --source s" + THROUGH + " --mapping " + mapping)
                        .err())
                .contains("--mapping states usage, time, csv, ts, which litellm says itself.");
        assertThat(reckon.run("ingest " + usage + ForeignFiles.AZURE + " --mapping " + mapping)
                        .err())
                .contains("--mapping is for csv, litellm and openrouter");
        assertThat(town.rows("SELECT source FROM foreign_file")).isEmpty();
    }

    @Test
    void spendLogsOfLiteLlmAreRatedByOurBook() throws IOException {
        String row =
                """
                {"request_id":"chatcmpl-%d","call_type":"acompletion","api_key":"88dc28d0f0","spend":9.99,\
                "total_tokens":1610,"prompt_tokens":1600,"completion_tokens":10,\
                "startTime":"2026-03-02T10:00:00Z","endTime":"2026-03-02T10:00:0%d.5Z","model":"gpt-4o",\
                "custom_llm_provider":"openai","team_id":"t-1","status":"success",\
                "metadata":{"usage_object":{"prompt_tokens":1600,"cache_read_input_tokens":1024}},"messages":{}}
                """;
        Path logs = files.file("spend.jsonl.gz", row.formatted(1, 1) + row.formatted(2, 2) + row.formatted(2, 2));
        Path keys = files.file(
                "keys.yaml",
                "columns: {account: team_id}\nvalues: {account: {t-1: acc_00001}, key: {\"88dc28*\": key_0000101}}\n");
        String line = "ingest " + logs + " --as litellm --source litellm" + THROUGH + " --mapping " + keys;
        assertThat(reckon.clean(line + " --dry-run").out()).contains("input 576, cache_read 1024, output 10");
        reckon.clean(line);
        reckon.clean("nightly");
        assertThat(town.facts("event_id, " + FACT))
                .containsExactly(
                        "chatcmpl-1 foreign-litellm-000000000001.jsonl.gz 1 576 1024 10 0.003384000000",
                        "chatcmpl-2 foreign-litellm-000000000001.jsonl.gz 2 576 1024 10 0.003384000000");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
        Path talk = files.file("talk.jsonl", row.formatted(3, 3).replace("\"messages\":{}", "\"messages\":[1]"));
        assertThat(reckon.run(line.replace(logs.toString(), talk.toString())).err())
                .contains("talk.jsonl: line 1: it holds prompts or replies in \"messages\"");
    }

    @Test
    void sumsOfDaysFromOpenRouterStandAtTheEndOfTheirDays() throws IOException {
        String heading =
                "date,model,usage,byok_usage_inference,requests,prompt_tokens,completion_tokens,reasoning_tokens\n";
        String rows = "2026-03-01,openai/gpt-4o,0.01,0,5,1000,10,0\n2026-03-02,openai/gpt-4o,0.02,0,7,2000,20,0\n";
        String unfinished = "2026-03-03,openai/gpt-4o,0.02,0,7,2000,20,0\n";
        String line = " --as openrouter --source or --provider openai" + WHOSE + THROUGH;
        assertThat(reckon.run("ingest " + files.file("three.csv", heading + rows + unfinished) + line)
                        .err())
                .contains(
                        "three.csv: its last sum is that of the day that ends at 2026-03-04T00:00:00Z, which --through"
                                + " does not cover");
        reckon.clean("ingest " + files.file("activity.csv", heading + rows) + line);
        reckon.clean("nightly");
        assertThat(town.facts("(ts AT TIME ZONE 'UTC')::VARCHAR, " + FACT))
                .containsExactly(
                        "2026-03-01 23:59:59.999999 foreign-or-000000000001.csv 2 1000 0 10 0.010000000000"
                                + " 0.003120000000",
                        "2026-03-02 23:59:59.999999 foreign-or-000000000001.csv 3 2000 0 20 0.020000000000"
                                + " 0.006240000000");
        assertThat(reckon.clean("verify").out()).doesNotContain("BROKEN");
    }
}
