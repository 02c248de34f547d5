package io.reckoner.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.ingest.foreign.ColumnMapping;
import io.reckoner.ingest.foreign.CsvShape;
import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignInspector;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.MappedField;
import io.reckoner.ingest.foreign.MappedRows;
import io.reckoner.ingest.foreign.RowTime;
import io.reckoner.ingest.line.EventText;
import io.reckoner.ingest.segment.Compression;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentCompression;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.UsageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One file read by several runs: what one carries over, or is to try again, the next takes up exactly once. */
class CarriedLinesTest {
    private static final String ALL = "2026-03-01T12:05:00Z";
    private static final String COUNTS = "{input=100, output=20, request=1}";

    @TempDir
    Path folder;

    private DecodedRuns runs;
    private WrittenSegment written;

    @BeforeEach
    void begin() {
        runs = new DecodedRuns(folder);
        written = new WrittenSegment(folder);
    }

    @Test
    void carriedLinesCountOnceInTheRunThatTakesThemUp() throws IOException {
        Path segment = written.sealed(
                WrittenSegment.event("evt_1", "12:00:01"),
                WrittenSegment.event("evt_2", "12:02:00"),
                WrittenSegment.start("evt_4", "12:02:01"),
                "{torn",
                EventText.event()
                        .id("evt_x")
                        .at("2026-03-01T12:02:30Z")
                        .with("account", "\"acct_x\"")
                        .toString(),
                WrittenSegment.event("evt_late", "11:59:00"),
                WrittenSegment.event("evt_4", "12:04:00"),
                EventText.event().id("evt_f").at("2026-03-09T00:00:00Z").toString());
        DecodedRuns.Run first = runs.run(segment, "2026-03-01T12:01:00Z");
        assertThat(first.counts()).isEqualTo(new LineCounts(9, 2, 0, 1, 1, 0, 2, 3));
        assertThat(first.rows()).containsExactly("6 evt_late ok " + COUNTS, "1 evt_1 ok " + COUNTS);
        assertThat(first.suspended()).containsExactly("not_json 4", "time_in_future 8");
        CarriedRange range = runs.carried().getFirst();
        assertThat(range.firstLine()).isEqualTo(2);
        assertThat(range.lastLine()).isEqualTo(7);
        assertThat(range.lines()).isEqualTo(3);

        DecodedRuns.Run second = runs.run(segment, "2026-03-01T12:03:00Z");
        assertThat(second.counts()).isEqualTo(new LineCounts(3, 1, 0, 0, 0, 0, 1, 1));
        assertThat(second.rows()).containsExactly("2 evt_2 ok " + COUNTS);
        assertThat(second.suspended()).containsExactly("unknown_account 5");

        DecodedRuns.Run third = runs.run(segment, ALL);
        assertThat(third.counts()).isEqualTo(new LineCounts(1, 1, 0, 0, 0, 0, 0, 0));
        assertThat(third.rows()).containsExactly("7 evt_4 ok " + COUNTS);
        assertThat(runs.carried()).isEmpty();
    }

    @Test
    void aChangedSettingNeverCountsACarriedLineTwice() throws IOException {
        String longLine = EventText.event()
                .id("evt_long")
                .at("2026-03-01T12:02:00Z")
                .with("note", "\"" + "n".repeat(5000) + "\"")
                .toString();
        Path segment = written.sealed(
                WrittenSegment.event("evt_1", "12:02:00"), longLine, WrittenSegment.event("evt_2", "12:02:01"));
        DecodedRuns.Run first = runs.run(segment, "2026-03-01T12:01:00Z");
        assertThat(first.suspended()).containsExactly("line_too_long 2");
        runs.maxLineBytes = 1 << 20;
        DecodedRuns.Run second = runs.run(segment, ALL);
        assertThat(second.rows()).containsExactly("1 evt_1 ok " + COUNTS, "3 evt_2 ok " + COUNTS);
    }

    @Test
    void anyCadenceAcceptsTheSameEvents() throws IOException {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String time = "12:0%d:%02d".formatted(i / 60, i % 60);
            String id = "evt_" + random.nextInt(250);
            lines.add(
                    switch (random.nextInt(6)) {
                        case 0 -> WrittenSegment.start(id, time);
                        case 1 -> "{";
                        case 2 ->
                            EventText.event()
                                    .id(id)
                                    .with("account", "\"acct_x\"")
                                    .toString();
                        default -> WrittenSegment.event(id, time);
                    });
        }
        Path segment = written.sealed(lines.toArray(String[]::new));
        DecodedRuns.Run once = runs.run(segment, ALL);
        List<String> rows = new ArrayList<>();
        LineCounts counts = LineCounts.NONE;
        long carriedIn = 0;
        DecodedRuns often = new DecodedRuns(Files.createDirectory(folder.resolve("often")));
        for (String watermark : List.of("12:00:10", "12:00:10", "12:01:59.5", "12:03:00", "12:05:00")) {
            DecodedRuns.Run run = often.run(segment, "2026-03-01T" + watermark + "Z");
            rows.addAll(run.rows());
            carriedIn += run.counts().carriedOut();
            counts = counts.plus(run.counts());
        }
        assertThat(carriedIn).isPositive();
        assertThat(counts.lines() - carriedIn).isEqualTo(301);
        assertThat(counts.suspended()).isEqualTo(once.counts().suspended());
        assertThat(counts.events()).isEqualTo(once.counts().events());
        assertThat(rows).containsExactlyInAnyOrderElementsOf(once.rows());
    }

    @Test
    void retriedLinesEnterAsNewOnes() throws IOException {
        String stranger =
                EventText.event().id("evt_1").with("account", "\"acct_x\"").toString();
        Path segment = written.sealed(
                stranger,
                WrittenSegment.event("evt_2", "12:00:00"),
                stranger,
                WrittenSegment.event("evt_3", "12:00:01"),
                "{");
        assertThat(runs.run(segment, "2026-03-01T12:01:00Z").suspended())
                .containsExactly("not_json 5", "unknown_account 1,3");
        runs.retried.add(1, 0);
        runs.retried.add(
                3, stranger.length() + WrittenSegment.event("evt_2", "12:00:00").length() + 2);
        DecodedRuns.Run second = runs.run(segment, ALL);
        assertThat(second.counts()).isEqualTo(new LineCounts(2, 0, 0, 0, 0, 0, 2, 0));
        assertThat(second.suspended()).containsExactly("unknown_account 1,3");
    }

    @Test
    void aLostEventWaitsUntilTheWatermarkHasPassedItsSegment() throws IOException {
        Path segment = written.recovered(
                WrittenSegment.start("evt_1", "12:00:00"),
                WrittenSegment.event("evt_0", "12:00:01"),
                WrittenSegment.start("evt_2", "12:00:02"),
                WrittenSegment.event("evt_2", "12:01:00"),
                WrittenSegment.event("evt_3", "12:02:00"),
                WrittenSegment.start("evt_4", "12:02:00"));
        DecodedRuns.Run first = runs.run(segment, "2026-03-01T12:00:30Z");
        assertThat(first.counts()).isEqualTo(new LineCounts(7, 1, 0, 1, 1, 0, 0, 4));
        DecodedRuns.Run second = runs.run(segment, "2026-03-01T12:02:00Z");
        assertThat(second.counts()).isEqualTo(new LineCounts(4, 1, 0, 0, 0, 0, 0, 3));
        assertThat(second.rows()).containsExactly("4 evt_2 ok " + COUNTS);
        DecodedRuns.Run third = runs.run(segment, ALL);
        assertThat(third.counts()).isEqualTo(new LineCounts(3, 1, 2, 0, 0, 0, 0, 0));
        assertThat(third.rows())
                .containsExactlyInAnyOrder("5 evt_3 ok " + COUNTS, "1 evt_1 lost {}", "6 evt_4 lost {}");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void readsASegmentHoweverItIsStored(Compression compression) throws IOException {
        Path segment = SegmentCompression.compress(
                written.sealed(WrittenSegment.event("evt_1", "12:00:00"), WrittenSegment.event("evt_2", "12:02:00")),
                compression);
        assertThat(runs.run(segment, "2026-03-01T12:01:00Z").rows()).containsExactly("1 evt_1 ok " + COUNTS);
        assertThat(runs.run(segment, ALL).rows()).containsExactly("2 evt_2 ok " + COUNTS);
    }

    /** Equal rows keep their ids, wherever reading begins. */
    @Test
    void aTraceIsDecodedLikeASegment() throws IOException {
        Path trace = folder.resolve("trace.csv");
        Files.writeString(
                trace,
                """
                TIMESTAMP,ContextTokens,GeneratedTokens
                2026-03-01 12:00:00.0000000,10,1
                2026-03-01 12:02:00.0000000,10,1
                bad
                2026-03-01 12:02:00.0000000,10,1
                2026-03-01 12:03:00.0000000,20,2
                """);
        ForeignMapping mapping = new ForeignMapping(
                "azure",
                "acct_a",
                "key_a1",
                Optional.of(KeyKind.PAYG),
                "azure",
                "openai/gpt-4",
                "chat",
                Instant.EPOCH,
                ForeignMapping.CacheAssumption.NONE,
                ColumnMapping.NONE);
        MappedRows rows = new MappedRows(ForeignFormat.AZURE_CSV, mapping);
        runs.foreign = rows;
        runs.foreignSeal = ForeignInspector.inspect(
                        trace,
                        new SegmentName("azure", 1),
                        WrittenSegment.THROUGH,
                        rows,
                        DecodedRuns.DIRECTORY,
                        (provider, model, at) -> true,
                        1 << 20,
                        0)
                .seal();
        DecodedRuns.Run first = runs.run(trace, "2026-03-01T12:01:00Z");
        assertThat(first.counts()).isEqualTo(new LineCounts(6, 1, 0, 0, 0, 1, 1, 3));
        assertThat(first.suspended()).containsExactly("field 4");
        DecodedRuns.Run second = runs.run(trace, "2026-03-01T12:02:30Z");
        assertThat(second.counts()).isEqualTo(new LineCounts(3, 2, 0, 0, 0, 0, 0, 1));
        assertThat(second.rows()).hasSize(2);
        DecodedRuns.Run third = runs.run(trace, ALL);
        assertThat(third.rows())
                .singleElement()
                .asString()
                .startsWith("6 row_")
                .endsWith("ok {input=20, output=2, request=1}");
    }

    private static MappedRows notedRows() {
        return new MappedRows(
                ForeignFormat.MAPPED_CSV,
                new ForeignMapping(
                        "billing",
                        "acct_a",
                        "key_a1",
                        Optional.of(KeyKind.PAYG),
                        "openai",
                        "openai/gpt-4",
                        "chat",
                        Instant.EPOCH,
                        ForeignMapping.CacheAssumption.NONE,
                        new ColumnMapping(
                                CsvShape.PLAIN,
                                RowTime.STANDARD,
                                Map.of(MappedField.TS, "when"),
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                UsageFormat.GENERIC,
                                Map.of("input", "in", "output", "out"))));
    }

    private static Seal inspected(Path file, MappedRows rows, int maxLineBytes) throws IOException {
        return ForeignInspector.inspect(
                        file,
                        new SegmentName("billing", 1),
                        WrittenSegment.THROUGH,
                        rows,
                        DecodedRuns.DIRECTORY,
                        (provider, model, at) -> true,
                        maxLineBytes,
                        0)
                .seal();
    }

    /** Rows of two, three and two lines, one at the watermark, one behind it, one that cannot be used. */
    @Test
    void rowsThatRunOverLinesAreCarriedAndSetAsideAtTheirLastLine() throws IOException {
        Path file = folder.resolve("billing.csv");
        Files.writeString(
                file,
                """
                when,in,out,note
                2026-03-01T12:00:00Z,10,1,"a
                b"
                2026-03-01T12:01:00Z,20,2,"a

                2026-03-01T11:00:00Z,99,9,""x"" y"
                2026-03-01T12:00:30Z,ten,1,"a
                b"
                2026-03-01T12:02:00Z,30,3,"a
                2026-03-01T11:00:00Z,99,9,b"
                2026-03-01T12:00:59.999999Z,40,4,x
                """);
        MappedRows rows = notedRows();
        runs.foreign = rows;
        runs.foreignSeal = inspected(file, rows, 1 << 20);
        DecodedRuns.Run first = runs.run(file, "2026-03-01T12:01:00Z");
        assertThat(first.rows())
                .hasSize(2)
                .anyMatch(row -> row.startsWith("3 ") && row.contains("input=10"))
                .anyMatch(row -> row.startsWith("11 ") && row.contains("input=40"));
        assertThat(first.counts()).isEqualTo(new LineCounts(11, 2, 0, 0, 0, 6, 1, 2));
        assertThat(first.suspended()).containsExactly("count 8");
        assertThat(runs.carried()).singleElement().satisfies(range -> {
            assertThat(range.firstLine()).isEqualTo(6);
            assertThat(range.lastLine()).isEqualTo(10);
        });
        DecodedRuns.Run second = runs.run(file, "2026-03-01T12:01:00.000001Z");
        assertThat(second.rows()).singleElement().asString().startsWith("6 ").contains("input=20, output=2");
        assertThat(second.counts()).isEqualTo(new LineCounts(2, 1, 0, 0, 0, 0, 0, 1));
        runs.retried.add(8, 0);
        DecodedRuns.Run third = runs.run(file, ALL);
        assertThat(third.rows()).singleElement().asString().startsWith("10 ").contains("input=30, output=3");
        assertThat(third.suspended()).containsExactly("count 8");
    }

    /** Whether a quoted cell goes on behind the line nobody knows: the door refuses the file, and so does a run with a lower limit. */
    @Test
    void aLineOfCsvThatIsTooLongIsReadWithTheLimitItWasTakenInWith() throws IOException {
        Path file = folder.resolve("billing.csv");
        Files.writeString(
                file,
                "when,in,out,note\n2026-03-01T12:00:00Z,10,1,\"a\n" + "x".repeat(5000)
                        + "\n2026-03-01T12:00:00Z,20,2,b\"\n2026-03-01T12:00:01Z,30,3,c\n");
        MappedRows rows = notedRows();
        runs.foreign = rows;
        runs.foreignSeal = inspected(file, rows, 1 << 20);
        assertThatThrownBy(() -> runs.run(file, ALL))
                .hasStackTraceContaining("billing.csv is what was taken in, but with this version and these settings it"
                        + " cannot be read: line 3: the line is longer than settlement.max-line")
                .hasStackTraceContaining("or withdraw it with reckon ingest withdraw");
        runs.maxLineBytes = 1 << 20;
        assertThat(runs.run(file, ALL).rows())
                .hasSize(2)
                .anyMatch(row -> row.startsWith("4 ") && row.contains("input=10"))
                .anyMatch(row -> row.startsWith("5 ") && row.contains("input=30"));
    }

    @Test
    void aSegmentChangedSinceItWasTakenInStopsTheRun() throws IOException {
        Path segment = written.sealed(
                WrittenSegment.event("evt_1", "12:00:00"),
                WrittenSegment.event("evt_2", "12:02:00"),
                WrittenSegment.event("evt_3", "12:02:00"));
        runs.run(segment, "2026-03-01T12:01:00Z");
        Files.delete(segment);
        written.sealed(
                WrittenSegment.event("evt_1", "12:00:00"),
                WrittenSegment.event("evt_2", "12:02:00"),
                WrittenSegment.event("evt_3", "12:00:00"));
        assertThatThrownBy(() -> runs.run(segment, ALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not what was taken in: of lines 2 to 3 1 count now; 2 had been carried over");
    }

    @Test
    void aSegmentThatEndsBeforeItsCarriedLinesIsNamed() throws IOException {
        Path segment = written.sealed(
                WrittenSegment.event("evt_1", "12:00:00"),
                WrittenSegment.event("evt_2", "12:00:00"),
                WrittenSegment.event("evt_3", "12:00:00"),
                WrittenSegment.event("evt_4", "12:02:00"));
        runs.run(segment, "2026-03-01T12:01:00Z");
        Files.delete(segment);
        written.sealed();
        assertThatThrownBy(() -> runs.run(segment, ALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not what was taken in: it ends before line 4, which is still to be read");
    }
}
