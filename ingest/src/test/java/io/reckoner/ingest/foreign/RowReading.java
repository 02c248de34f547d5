package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.Symbols;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What comes of the lines of a foreign file, a sentence each. */
final class RowReading {
    static final Directory DIRECTORY = Directory.of(
            List.of("acc_1", "acc_2"),
            List.of(
                    new Directory.Key("key_1", "acc_1", KeyKind.PAYG),
                    new Directory.Key("key_2", "acc_2", KeyKind.SUBSCRIPTION)));

    private final Symbols symbols = new Symbols();
    private final LineDecoder decoder = new LineDecoder(DIRECTORY, symbols, Set.of("team"));
    private final DecodedEvent event = new DecodedEvent();
    private final ForeignRows rows;

    RowReading(ForeignFormat format, ColumnMapping columns) {
        this(format, columns, "key_1");
    }

    RowReading(ForeignFormat format, ColumnMapping columns, String key) {
        rows = new MappedRows(
                format,
                new ForeignMapping(
                        "source",
                        key.isEmpty() ? "" : "acc_1",
                        key,
                        Optional.empty(),
                        "",
                        "",
                        "",
                        Instant.EPOCH,
                        ForeignMapping.CacheAssumption.NONE,
                        columns));
    }

    /** Up to a row that makes the file unfit: {@code 2: 2026-03-01T10:00:00Z acc_1 key_1 openai openai/gpt-4o ok 200: input 12, output 3}, for what is no blank. */
    List<String> of(byte[] file) {
        ForeignRows.Reader reader = rows.reader();
        List<String> told = new ArrayList<>();
        try (SegmentLines lines = SegmentLines.over(new ByteArrayInputStream(file), 1 << 21)) {
            while (lines.next()) {
                ForeignRows.Row row = reader.next(lines.buffer(), lines.start(), lines.length());
                String sentence = told(row);
                if (!sentence.isEmpty()) {
                    told.add(lines.number() + ": " + sentence);
                }
                if (row instanceof ForeignRows.Row.Unfit) {
                    return told;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader.atEnd().forEach(misfit -> told.add("end: " + misfit.sentence()));
        return told;
    }

    List<String> of(String file) {
        return of(file.getBytes(StandardCharsets.UTF_8));
    }

    /** What a line comes to that was too long to be read. */
    String passedOver() {
        return told(rows.reader().passedOver());
    }

    /** The id of the event read last. */
    String id() {
        return event.id.toString();
    }

    DecodedEvent event() {
        return event;
    }

    private String told(ForeignRows.Row row) {
        return switch (row) {
            case ForeignRows.Row.Heading heading -> "";
            case ForeignRows.Row.Continued continued -> "goes on";
            case ForeignRows.Row.Bad bad ->
                bad.verdict().reason().code() + ", " + bad.verdict().detail();
            case ForeignRows.Row.Unfit unfit ->
                unfit.misfits().stream()
                        .map(misfit -> "unfit " + misfit.path() + " " + misfit.sentence())
                        .collect(Collectors.joining("; "));
            case ForeignRows.Row.Line line -> told(line.text());
        };
    }

    private String told(byte[] text) {
        if (decoder.read(text, 0, text.length, event) != LineClass.EVENT || !decoder.judge(event)) {
            return decoder.verdict().reason().code() + ", " + decoder.verdict().detail();
        }
        String counts = Arrays.stream(Component.values())
                .filter(component -> component != Component.REQUEST && event.count(component) != 0)
                .map(component -> component.code() + " " + event.count(component))
                .collect(Collectors.joining(", "));
        return Rfc3339.instant(event.ts) + " " + DIRECTORY.account(event.account) + " "
                + DIRECTORY.key(event.key).id() + " "
                + symbols.name(event.provider) + " " + symbols.name(event.model) + " "
                + Outcome.values()[event.outcome].code() + " " + event.status + ": " + counts;
    }
}
