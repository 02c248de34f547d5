package io.reckoner.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Directory DIRECTORY =
            Directory.of(List.of("acct \"a\""), List.of(new Directory.Key("key_a", "acct \"a\"", KeyKind.PAYG)));

    private final LineDecoder decoder = new LineDecoder(DIRECTORY, new Symbols(), Set.of());
    private final DecodedEvent event = new DecodedEvent();

    private static ForeignMapping mapping(ForeignMapping.CacheAssumption cache) {
        return new ForeignMapping(
                "azure-2023",
                "acct \"a\"",
                "key_a",
                Optional.of(KeyKind.PAYG),
                "azure",
                "openai/gpt-4",
                "chat",
                START,
                cache,
                ColumnMapping.NONE);
    }

    private static ForeignRows.Reader reader(ForeignFormat format, ForeignMapping.CacheAssumption cache) {
        return new MappedRows(format, mapping(cache)).reader();
    }

    private String read(ForeignRows.Reader reader, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return describe(reader.next(bytes, 0, bytes.length));
    }

    private String describe(ForeignRows.Row row) {
        return switch (row) {
            case ForeignRows.Row.Heading heading -> "heading";
            case ForeignRows.Row.Continued continued -> "continued";
            case ForeignRows.Row.Unfit unfit ->
                "unfit: " + unfit.misfits().getFirst().sentence();
            case ForeignRows.Row.Bad bad ->
                bad.verdict().reason().code() + ": " + bad.verdict().detail();
            case ForeignRows.Row.Line line -> {
                assertThat(decoder.read(line.text(), 0, line.text().length, event))
                        .isEqualTo(LineClass.EVENT);
                assertThat(decoder.judge(event)).isTrue();
                yield Rfc3339.instant(event.ts) + " in " + event.count(Component.INPUT) + " cached "
                        + event.count(Component.CACHE_READ) + " out " + event.count(Component.OUTPUT);
            }
        };
    }

    @Test
    void azureRowsAreEventsAtTheirTime() {
        ForeignRows.Reader reader = reader(ForeignFormat.AZURE_CSV, ForeignMapping.CacheAssumption.NONE);
        assertThat(read(reader, "GeneratedTokens,TIMESTAMP,ContextTokens\r")).isEqualTo("heading");
        assertThat(read(reader, "10,2023-11-16 18:17:03.9799607,4808\r"))
                .isEqualTo("2023-11-16T18:17:03.979960Z in 4808 cached 0 out 10");
        assertThat(read(reader, "\"010\",\"2023-11-16 18:17:04\",0"))
                .isEqualTo("2023-11-16T18:17:04Z in 0 cached 0 out 10");
        assertThat(read(reader, "")).isEqualTo("heading");
        assertThat(read(reader, "10,2023-11-16 18:17:03.9799607,-1"))
                .isEqualTo("field: ContextTokens and GeneratedTokens must be there, as whole numbers");
        assertThat(read(reader, "10,2023-11-16 18:17:03")).isEqualTo("field: the row has 2 cells, the heading 3");
        for (String time : List.of("2023-11-16", "2023-11-16T18:17:03", "2023-02-30 18:17:03", "18:17:03", "")) {
            assertThat(read(reader, "10," + time + ",5"))
                    .isEqualTo("bad_time: TIMESTAMP must look like 2023-11-16 18:17:03.9799600");
        }
        assertThat(read(reader, "\"10\"x,2023-11-16 18:17:03,5"))
                .isEqualTo("field: the row is not CSV: a quote stands where none may");
        assertThat(read(
                        reader(ForeignFormat.AZURE_CSV, ForeignMapping.CacheAssumption.NONE),
                        "a,ContextTokens,TIMESTAMPS"))
                .isEqualTo("unfit: there is no single column \"TIMESTAMP\" in its heading; the nearest is"
                        + " \"TIMESTAMPS\"");
    }

    @Test
    void mooncakeRowsCountFromTheStatedStart() {
        ForeignRows.Reader reader = reader(ForeignFormat.MOONCAKE_JSONL, ForeignMapping.CacheAssumption.NONE);
        assertThat(read(
                        reader,
                        "{\"timestamp\": 1500, \"input_length\": 6758, \"output_length\": 500, \"hash_ids\": [0, 1]}"))
                .isEqualTo("2026-03-01T00:00:01.500Z in 6758 cached 0 out 500");
        assertThat(read(reader, "{\"timestamp\": 1.5, \"input_length\": 1, \"output_length\": 1}"))
                .startsWith("field: timestamp, input_length and output_length must be there");
        assertThat(read(reader, "{\"timestamp\": 1, \"timestamp\": 1}")).startsWith("duplicate_json_key");
        assertThat(read(reader, "{\"timestamp\": 1,")).startsWith("not_json");
    }

    @Test
    void leadingBlocksSeenBeforeMayBeTakenAsCached() {
        ForeignRows.Reader reader = reader(ForeignFormat.MOONCAKE_JSONL, ForeignMapping.CacheAssumption.SEEN_BLOCKS);
        String row = "{\"timestamp\":0,\"input_length\":%d,\"output_length\":1,\"hash_ids\":[%s]}";
        assertThat(read(reader, row.formatted(1400, "1,2,3"))).endsWith("in 1400 cached 0 out 1");
        assertThat(read(reader, row.formatted(1600, "1,2,4,3"))).endsWith("in 576 cached 1024 out 1");
        assertThat(read(reader, row.formatted(600, "1,2"))).endsWith("in 0 cached 600 out 1");
        assertThat(read(reader, row.formatted(600, "9,1"))).endsWith("in 600 cached 0 out 1");
        String large = "18446744073709551615,1000000000001";
        assertThat(read(reader, row.formatted(1400, large))).endsWith("in 1400 cached 0 out 1");
        assertThat(read(reader, row.formatted(600, "18446744073709551614"))).endsWith("in 600 cached 0 out 1");
        assertThat(read(reader, row.formatted(1400, large))).endsWith("in 376 cached 1024 out 1");
    }

    @Test
    void equalRowsAreToldApartAndALongerExportRepeatsTheShorter() {
        List<String> first = ids(List.of("a,b", "1,2", "1,2", "1,3"));
        List<String> longer = ids(List.of("a,b", "1,2", "1,2", "1,3", "1,2", "1,4"));
        assertThat(new HashSet<>(longer)).hasSize(5);
        assertThat(longer.subList(0, 3)).isEqualTo(first);
    }

    private List<String> ids(List<String> counts) {
        ForeignRows.Reader reader = reader(ForeignFormat.AZURE_CSV, ForeignMapping.CacheAssumption.NONE);
        List<String> ids = new ArrayList<>();
        for (String pair : counts) {
            String line =
                    pair.equals("a,b") ? "TIMESTAMP,ContextTokens,GeneratedTokens" : "2023-11-16 18:17:03," + pair;
            if (!read(reader, line).equals("heading")) {
                ids.add(event.id.toString());
            }
        }
        return ids;
    }

    @Test
    void aMappingWithoutASourceIsRefused() {
        assertThatThrownBy(() -> new ForeignMapping(
                        "",
                        "a",
                        "k",
                        Optional.empty(),
                        "p",
                        "m",
                        "e",
                        START,
                        ForeignMapping.CacheAssumption.NONE,
                        ColumnMapping.NONE))
                .hasMessage("a foreign file needs a name of its source");
    }

    @Test
    void inspectionSaysWhatASealWouldSay(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trace.csv");
        Files.writeString(
                file,
                "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:04.5,1,2\nbad\n2023-11-16 18:17:03.25,1,2");
        ForeignInspection found = ForeignInspector.inspect(
                file,
                new SegmentName("azure", 1),
                Instant.parse("2023-11-17T00:00:00Z"),
                new MappedRows(ForeignFormat.AZURE_CSV, mapping(ForeignMapping.CacheAssumption.NONE)),
                DIRECTORY,
                (provider, model, at) -> true,
                1 << 20,
                2);
        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.faulty()).isEqualTo(1);
        assertThat(found.counts()).hasToString("input 2, output 4");
        assertThat(found.faults()).singleElement().hasToString("line 3: field, the row has 1 cells, the heading 3");
        assertThat(found.first()).extracting(ForeignInspection.Understood::line).containsExactly(2L, 3L);
        Seal seal = found.seal();
        assertThat(seal.lines()).isEqualTo(4);
        assertThat(seal.bytes()).isEqualTo(Files.size(file));
        assertThat(seal.firstTs()).isEqualTo("2023-11-16T18:17:03.250Z");
        assertThat(seal.lastTs()).isEqualTo("2023-11-16T18:17:04.500Z");
    }

    /** Counts published with the traces: rows, and the share of input tokens an unbounded cache would have saved. */
    @Test
    @EnabledIfSystemProperty(
            named = "reckon.traces",
            matches = ".+",
            disabledReason = "the folder of traces is not handed in; run with -Dreckon.traces=<folder>")
    void thePublishedTracesAreReadWhole() throws IOException {
        assertThat(total(ForeignFormat.AZURE_CSV, "azure_llm_2023_code.csv")).startsWith("8819 rows, 0 bad");
        assertThat(total(ForeignFormat.AZURE_CSV, "azure_llm_2023_conv.csv")).startsWith("19366 rows, 0 bad");
        assertThat(total(ForeignFormat.MOONCAKE_JSONL, "mooncake_conversation.jsonl.gz"))
                .isEqualTo("12031 rows, 0 bad, 37.4 % cached");
        assertThat(total(ForeignFormat.MOONCAKE_JSONL, "mooncake_synthetic.jsonl.gz"))
                .isEqualTo("3993 rows, 0 bad, 65.1 % cached");
    }

    private String total(ForeignFormat format, String name) throws IOException {
        ForeignRows.Reader reader = reader(format, ForeignMapping.CacheAssumption.SEEN_BLOCKS);
        long rows = 0;
        long bad = 0;
        long input = 0;
        long cached = 0;
        try (SegmentLines lines = SegmentLines.open(Path.of(System.getProperty("reckon.traces"), name), 1 << 20)) {
            while (lines.next()) {
                ForeignRows.Row row = reader.next(lines.buffer(), lines.start(), lines.length());
                describe(row);
                bad += row instanceof ForeignRows.Row.Bad ? 1 : 0;
                if (row instanceof ForeignRows.Row.Line) {
                    rows++;
                    input += event.count(Component.INPUT);
                    cached += event.count(Component.CACHE_READ);
                }
            }
        }
        long permille = Math.round(1000.0 * cached / (input + cached));
        return rows + " rows, " + bad + " bad, " + permille / 10 + "." + permille % 10 + " % cached";
    }
}
