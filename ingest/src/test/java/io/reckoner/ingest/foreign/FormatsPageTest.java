package io.reckoner.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.readers.UsageReaders;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Symbols;
import io.reckoner.kernel.usage.UsageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/formats.md} tells the truth: its examples are read by what reads a log. */
class FormatsPageTest {
    private static final Directory DIRECTORY =
            Directory.of(List.of("acc_1"), List.of(new Directory.Key("key_1", "acc_1", KeyKind.PAYG)));
    private static String page = "";

    private final LineDecoder decoder = new LineDecoder(DIRECTORY, new Symbols(), Set.of());
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

    /** Rows of the tables of examples. */
    private static List<MatchResult> examples(String of) {
        return Pattern.compile("(?m)^\\| `(" + of + ")` \\| `(.*?)` \\| `(.*?)` \\|$")
                .matcher(page)
                .results()
                .toList();
    }

    private LineClass classOf(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return decoder.read(bytes, 0, bytes.length, event);
    }

    @Test
    void itsSegmentIsSoundAndItsLinesAreReadAsWhatTheyAre(@TempDir Path folder) throws IOException {
        String segment = blocks("segment").getFirst();
        Path file = folder.resolve("usage-eu-1-000000000042.jsonl");
        Files.writeString(file, segment);
        assertThat(new SegmentInspector().inspect(file)).isInstanceOf(SegmentInspection.Sound.class);
        assertThat(segment.lines().map(this::classOf))
                .containsExactly(LineClass.START, LineClass.EVENT, LineClass.EVENT, LineClass.SEAL);
        for (String line : segment.lines().skip(1).limit(2).toList()) {
            classOf(line);
            assertThat(decoder.judge(event)).as(line).isTrue();
        }
        assertThat(blocks("json").stream().map(block -> classOf(block.strip()))).containsExactly(LineClass.START);
    }

    @Test
    void itNamesEveryMemberOfAnEventAsRequiredOrNot() {
        String line = blocks("segment").getFirst().lines().skip(1).findFirst().orElseThrow();
        List<MatchResult> rows = Pattern.compile("(?m)^\\| (`\\w+`(?:, `\\w+`)*) \\| (required)? ?\\|")
                .matcher(page)
                .results()
                .toList();
        assertThat(rows).hasSize(19);
        for (MatchResult row : rows) {
            for (String name : row.group(1).replace("`", "").split(", ")) {
                LineClass without = classOf(line.replaceFirst("\"" + name + "\":", "\"x_" + name + "\":"));
                assertThat(without).as(name).isEqualTo(row.group(2) == null ? LineClass.EVENT : LineClass.SUSPENDED);
            }
        }
    }

    @Test
    void itsUsageObjectsGiveTheCountsItShows() {
        List<MatchResult> examples = examples("[a-z]+\\.[a-z]+|generic");
        assertThat(examples.stream().map(example -> example.group(1)))
                .containsAll(Arrays.stream(UsageFormat.values())
                        .map(UsageFormat::code)
                        .toList());
        for (MatchResult example : examples) {
            UsageFormat format = UsageFormat.byCode(example.group(1)).orElseThrow();
            UsageReaders.Result result = UsageReaders.read(example.group(2), format, "any");
            assertThat(result).as(example.group()).isInstanceOf(UsageReaders.Result.Counts.class);
            String counts = new TreeMap<>(((UsageReaders.Result.Counts) result).counts())
                    .entrySet().stream()
                            .map(count -> count.getKey().code() + " " + count.getValue())
                            .collect(Collectors.joining(", "));
            assertThat(counts).isEqualTo(example.group(3));
        }
    }

    @Test
    void itNamesEveryDialectAndComponent() {
        for (UsageFormat format : UsageFormat.values()) {
            assertThat(page).contains("`" + format.code() + "`");
        }
        assertThat(Arrays.stream(Component.values()).map(component -> "`" + component.code() + "`"))
                .allMatch(page::contains);
    }

    @Test
    void itsRowsOfTracesBecomeTheEventsItShows() {
        List<MatchResult> examples = examples("azure|mooncake");
        assertThat(examples).hasSize(2);
        for (MatchResult example : examples) {
            ForeignFormat format =
                    ForeignFormat.byCode("trace." + example.group(1)).orElseThrow();
            ForeignRows.Reader reader = new MappedRows(
                            format,
                            new ForeignMapping(
                                    "page",
                                    "acc_1",
                                    "key_1",
                                    Optional.of(KeyKind.PAYG),
                                    "openai",
                                    "openai/gpt-4o",
                                    "chat",
                                    Instant.parse("2023-11-16T18:00:00Z"),
                                    ForeignMapping.CacheAssumption.NONE,
                                    ColumnMapping.NONE))
                    .reader();
            if (format == ForeignFormat.AZURE_CSV) {
                row(reader, "TIMESTAMP,ContextTokens,GeneratedTokens");
            }
            ForeignRows.Row.Line line = (ForeignRows.Row.Line) row(reader, example.group(2));
            assertThat(classOf(new String(line.text(), StandardCharsets.UTF_8))).isEqualTo(LineClass.EVENT);
            assertThat(decoder.judge(event)).isTrue();
            assertThat(Rfc3339.instant(event.ts) + " input " + event.count(Component.INPUT) + ", cache_read "
                            + event.count(Component.CACHE_READ) + ", output " + event.count(Component.OUTPUT))
                    .isEqualTo(example.group(3));
        }
    }

    private static ForeignRows.Row row(ForeignRows.Reader reader, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.next(bytes, 0, bytes.length);
    }
}
