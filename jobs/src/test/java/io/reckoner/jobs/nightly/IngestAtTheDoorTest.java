package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.cli.CommandRunner.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code reckon ingest} refuses, copies and keeps before any run. */
class IngestAtTheDoorTest {
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
            t.csv   | --as other                     | "other" is no kind of file that can be read. Write azure, mooncake, csv, litellm or openrouter.
            old.csv | --endpoint chat                | would be set aside as too old
            bad.csv | --endpoint chat                | 1 of 2 rows cannot be used, more than settlement.most-suspended lets
            bad.csv | --endpoint chat                | First: line 3: bad_time, TIMESTAMP must look like
            no.csv  | --endpoint chat                | no.csv: holds no rows.
            no.txt  | --endpoint chat                | its name must end in .csv, .csv.gz or .csv.zst
            cut.csv.gz | --endpoint chat             | cannot be read to its end
            gone.csv | --endpoint chat               | gone.csv: there is no such file.
            .        | --endpoint chat               | : this is a folder. Name the files in it.
            empty    | --endpoint chat               | empty: this folder is empty. Looked for were sealed segments, usage-
            wide.csv | --endpoint chat               | wide.csv: is UTF-16. Save it as UTF-8.
            """)
    void whatWouldStopARunIsRefusedAtTheDoor(String name, String changed, String sentence) throws IOException {
        traces.file("t.csv", ForeignFiles.HEADING + ForeignFiles.ROWS);
        traces.file("old.csv", ForeignFiles.HEADING + "2026-01-02 10:00:00,1,1\n");
        traces.file("bad.csv", ForeignFiles.HEADING + "2026-03-02 10:00:00,1,1\n2026-13-02 10:00:00,1,1\n");
        traces.file("no.csv", ForeignFiles.HEADING);
        traces.file("no.txt", ForeignFiles.HEADING + ForeignFiles.ROWS);
        Files.createDirectories(elsewhere.resolve("empty"));
        Files.write(
                elsewhere.resolve("wide.csv"), ("\uFEFF" + ForeignFiles.HEADING).getBytes(StandardCharsets.UTF_16LE));
        byte[] whole =
                Files.readAllBytes(traces.file("whole.csv.gz", ForeignFiles.HEADING + ForeignFiles.ROWS.repeat(50)));
        Files.write(elsewhere.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length - 20));
        String option = changed.split(" ")[0];
        String line = "ingest " + elsewhere.resolve(name) + ForeignFiles.AZURE;
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
        Path trace = traces.file("t.csv", ForeignFiles.HEADING + ForeignFiles.ROWS);
        reckon.clean("ingest " + trace + ForeignFiles.AZURE);
        Ran ran = reckon.run("ingest " + trace + ForeignFiles.AZURE.replace("gpt-4o", "gpt-5"));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("something else was stated about it").contains("--model openai/gpt-4o");
        reckon.clean("ingest " + trace
                + ForeignFiles.AZURE.replace("gpt-4o", "gpt-5").replace("--source azure", "--source second"));
        reckon.clean("nightly");
        assertThat(town.facts("model")).hasSize(6);
    }

    /** A run takes times and promise of a seal on trust; at the door they are looked at, all at once. */
    @Test
    void aSealWithOtherTimesThanItsLinesOrAPromiseToComeIsRefused() throws IOException {
        Path gateway = Files.createDirectories(elsewhere.resolve("gateway"));
        HandLog log = new HandLog(gateway, "p-1", "2026-03-02T00:00:00Z");
        Path early = log.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .line("{\"ts\":\"2026-03-02T09:00:00Z\"}", "2026-03-02T11:00:00Z")
                .seal("2026-03-03T00:00:00Z");
        Path ahead = log.event("evt_2", "2026-03-03T10:00:00Z", 1000).seal("2126-03-03T00:00:00Z");
        Ran refused = reckon.run("ingest --dry-run " + early + " " + ahead + " " + gateway);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(early + ": its seal says first_ts 2026-03-02T10:00:00Z and last_ts 2026-03-02T11:00:00Z, but"
                        + " the times in its lines go from 2026-03-02T09:00:00Z to 2026-03-02T10:00:00Z. Mend the"
                        + " proxy.\n" + ahead + ": its through, 2126-03-03T00:00:00Z, is still to come: nobody can"
                        + " promise that nothing comes before it. Set the proxy's clock.\n" + gateway
                        + ": this is a folder. Name the files in it.\nNothing was copied.\n");
    }

    @Test
    void sealedSegmentsAreCopiedWholeOrNotAtAll() throws IOException {
        Path gateway = Files.createDirectories(elsewhere.resolve("gateway"));
        HandLog log = new HandLog(gateway, "p-1", "2026-03-02T00:00:00Z");
        Path segment = log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        String sealed = gateway + "/usage-p-1-000000000001.jsonl " + segment;
        Path torn = traces.file("usage-p-2-000000000001.jsonl", Files.readString(segment));
        Ran refused = reckon.run("ingest " + sealed + " " + torn + " " + gateway + "/usage-p-1-000000000003.jsonl.open "
                + traces.file("t.csv", ForeignFiles.ROWS));
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("usage-p-2-000000000001.jsonl"))
                .anyMatch(line -> line.contains("still being written"))
                .anyMatch(line -> line.contains("t.csv: not the name of a sealed segment"))
                .contains("Nothing was copied.");
        assertThat(town.folder.intake()).isEmptyDirectory();
        reckon.clean("ingest " + sealed);
        assertThat(reckon.clean("ingest " + sealed).out()).contains("usage-p-1-000000000002.jsonl is in ");
        reckon.clean("nightly");
        assertThat(town.facts("event_id")).containsExactly("evt_1");
        assertThat(town.rows("SELECT watermark::text FROM run")).containsExactly("2026-03-03 00:00:00+00");
    }
}
