package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.kernel.usage.UsageFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads a file in a heap of its own and says what became of its rows. */
final class GiantRowProcess {
    private GiantRowProcess() {}

    static MappedRows rows() {
        return new MappedRows(
                ForeignFormat.MAPPED_CSV,
                new ForeignMapping(
                        "source",
                        "acc_1",
                        "key_1",
                        Optional.empty(),
                        "openai",
                        "openai/gpt-4o",
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
                                Map.of("input", "in"))));
    }

    public static void main(String[] arguments) throws IOException {
        ForeignRows.Reader reader = rows().reader();
        long goingOn = 0;
        try (SegmentLines lines = SegmentLines.open(Path.of(arguments[0]), 1 << 20)) {
            boolean isFit = true;
            while (isFit && lines.next()) {
                switch (reader.next(lines)) {
                    case ForeignRows.Row.Continued continued -> goingOn++;
                    case ForeignRows.Row.Heading heading -> {}
                    case ForeignRows.Row.Line line -> System.out.println(lines.number() + ": event");
                    case ForeignRows.Row.Bad bad ->
                        System.out.println(lines.number() + "@" + lines.offset() + ": "
                                + bad.verdict().reason().code());
                    case ForeignRows.Row.Unfit unfit -> {
                        System.out.println(lines.number() + ": unfit");
                        isFit = false;
                    }
                }
            }
        }
        System.out.println("going on: " + goingOn);
    }
}
