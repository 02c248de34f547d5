package io.reckoner.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.foreign.ColumnMapping;
import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.MappedField;
import io.reckoner.ingest.foreign.MappedRows;
import io.reckoner.ingest.foreign.RowTime;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings as written, and the files and mappings that {@code docs/formats.md} shows. */
class MappingYamlTest {
    private static final Directory DIRECTORY = Directory.of(
            List.of("acc_1", "acc_2"),
            List.of(
                    new Directory.Key("key_1", "acc_1", KeyKind.PAYG),
                    new Directory.Key("key_2", "acc_2", KeyKind.PAYG)));
    private static String page = "";

    private final Symbols symbols = new Symbols();
    private final LineDecoder decoder = new LineDecoder(DIRECTORY, symbols, Set.of());
    private final DecodedEvent event = new DecodedEvent();

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("..", "docs", "formats.md"));
    }

    private static List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<MatchResult> examples(String of) {
        return Pattern.compile("(?m)^\\| `" + of + "` \\| `(.*?)` \\| `(.*?)` \\|$")
                .matcher(page)
                .results()
                .toList();
    }

    private static ColumnMapping mapping(String yaml) {
        MappingYaml.Reading reading = MappingYaml.read(yaml);
        assertThat(reading).isInstanceOf(MappingYaml.Reading.Read.class);
        return ((MappingYaml.Reading.Read) reading).mapping();
    }

    @Test
    void thePagesCsvIsReadByItsMapping() {
        List<String> told = told(
                ForeignFormat.MAPPED_CSV,
                mapping(blocks("yaml").getFirst()),
                "",
                blocks("csv").getFirst());
        List<MatchResult> examples = examples("csv");
        assertThat(examples).hasSize(2);
        for (MatchResult example : examples) {
            assertThat(told.get(Integer.parseInt(example.group(1)) - 2)).isEqualTo(example.group(2));
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void thePagesRowsOfLiteLlmAndOpenRouterAreTheEventsItShows() {
        MatchResult litellm = examples("litellm").getFirst();
        assertThat(told(ForeignFormat.LITELLM, mapping(blocks("yaml").get(1)), "", litellm.group(1)))
                .containsExactly(litellm.group(2));
        List<MatchResult> openRouter = examples("openrouter");
        assertThat(openRouter).hasSize(2);
        for (MatchResult example : openRouter) {
            String file = example.group(1).replace("` `", "\n");
            assertThat(told(ForeignFormat.OPENROUTER_CSV, ColumnMapping.NONE, "key_1", file))
                    .containsExactly(example.group(2));
        }
    }

    private List<String> told(ForeignFormat format, ColumnMapping columns, String key, String file) {
        ForeignRows.Reader reader = new MappedRows(
                        format,
                        new ForeignMapping(
                                "page",
                                key.isEmpty() ? "" : "acc_1",
                                key,
                                Optional.empty(),
                                "",
                                "",
                                "",
                                Instant.EPOCH,
                                ForeignMapping.CacheAssumption.NONE,
                                columns))
                .reader();
        List<String> told = new ArrayList<>();
        for (String line : file.lines().toList()) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            if (reader.next(bytes, 0, bytes.length) instanceof ForeignRows.Row.Line row) {
                assertThat(decoder.read(row.text(), 0, row.text().length, event))
                        .isEqualTo(LineClass.EVENT);
                assertThat(decoder.judge(event)).isTrue();
                told.add(told());
            }
        }
        return told;
    }

    private String told() {
        String counts = Arrays.stream(Component.values())
                .filter(component -> component != Component.REQUEST && event.count(component) != 0)
                .map(component -> component.code() + " " + event.count(component))
                .collect(Collectors.joining(", "));
        return Rfc3339.instant(event.ts) + " " + DIRECTORY.account(event.account) + " "
                + DIRECTORY.key(event.key).id() + " " + symbols.name(event.provider) + " " + symbols.name(event.model)
                + " " + Outcome.values()[event.outcome].code() + " " + event.status + ": "
                + (counts.isEmpty() ? "no counts" : counts);
    }

    @Test
    void itNamesEveryMemberThatMayBeMapped() {
        for (MappedField field : MappedField.values()) {
            assertThat(page).contains("`" + field.code() + "`");
        }
        for (ForeignFormat format : ForeignFormat.values()) {
            assertThat(page).contains("--as " + format.word());
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            `columns: {tss: a}`                         | `1: columns.tss: there is no member "tss"; there are ts, id,`
            `colums: {ts: a}`                           | `1: colums: unknown key; here are known: columns, constants, csv,`
            `usage: {prompt: a}`                        | `1: usage.prompt: "prompt" is no component; there are input,`
            `usage: {request: a}`                       | `1: usage.request: a row is one request; leave it out`
            `{format: openai.chat, usage: {prompt_token_details.cached_tokens: a}}` | `1: usage.prompt_token_details.cached_tokens: "prompt_token_details.cached_tokens" is no count of openai.chat; did you mean prompt_tokens_details.cached_tokens or`
            `{format: anthropic.messages, usage: {prompt_tokens: a}}` | `1: usage.prompt_tokens: "prompt_tokens" is no count of anthropic.messages`
            `format: openai`                            | `1: format: "openai" is none of openai.chat,`
            `csv: {delimiter: ";;"}`                    | `1: csv.delimiter: a single character is wanted here, or tab`
            `csv: {delimiter: '"'}`                     | `1: csv: delimiter and quote are the same character`
            `csv: {encoding: utf-16}`                   | `1: csv.encoding: "utf-16" is none of iso-8859-1, utf-8, windows-1252`
            `time: {zone: UTC}`                         | `1: time: "format" is missing`
            `time: {format: dd.MM.uuuu}`                | `1: time: "dd.MM.uuuu" has no zone; state one beside it`
            `time: {format: dd.MM.yyyy, zone: UTC}`     | `1: time.format: yyyy is the year of an era; write uuuu`
            `time: {format: unix, zone: Europe/Berlon}` | `1: time.zone: there is no zone "Europe/Berlon"`
            `time: {format: bb, zone: UTC}`             | `1: time.format: Unknown pattern letter: b`
            `values: {model: gpt}`                      | `1: values.model: keys are wanted here`
            `[1]`                                       | `1: keys are wanted here`
            ``                                          | `1: the file is empty`
            """)
    void faultsSayWhereAndWhatToWrite(String yaml, String fault) {
        MappingYaml.Reading reading = MappingYaml.read(yaml);
        assertThat(reading).isInstanceOf(MappingYaml.Reading.Faulty.class);
        assertThat(((MappingYaml.Reading.Faulty) reading).faults())
                .anySatisfy(found -> assertThat(found.in("m")).startsWith("m:" + fault));
    }

    @Test
    void allFaultsAreToldAtOnceByLine() {
        MappingYaml.Reading reading = MappingYaml.read("columns:\n  tss: a\n  id:\nusage:\n  prompt: b\nformats: x\n");
        assertThat(((MappingYaml.Reading.Faulty) reading).faults())
                .extracting(Fault::line)
                .containsExactly(2, 3, 5, 6);
    }

    @Test
    void whatIsLeftOutIsPlain() {
        ColumnMapping mapping = mapping("columns: {ts: when}\nusage: {input: a}\n");
        assertThat(mapping.time()).isEqualTo(RowTime.STANDARD);
        assertThat(mapping.csv().delimiter()).isEqualTo(',');
        assertThat(mapping("time: {format: day, zone: UTC}").time().isDaily()).isTrue();
        assertThat(mapping("time: {format: dd.MM.uuuu, sums: day}").time().isDaily())
                .isTrue();
        assertThat(MappingYaml.line("columns:\n  ts: a\n\n  key: b\n", "columns.key"))
                .isEqualTo(4);
    }
}
