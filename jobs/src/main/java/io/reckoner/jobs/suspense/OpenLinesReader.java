package io.reckoner.jobs.suspense;

import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.ingest.line.LineClass;
import io.reckoner.ingest.line.LineDecoder;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.jobs.intake.RunInputTable;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reads lines in open suspense once more for account and time; suspense itself keeps neither. */
final class OpenLinesReader {
    private static final int LONGEST = 1 << 20;

    private final SuspenseTable suspense;
    private final RunInputTable segments;
    private final Directory directory;
    private final LineDecoder decoder;
    private final DecodedEvent event = new DecodedEvent();
    private final Map<String, LongStream.Builder> times = new HashMap<>();
    private long unplaced;

    OpenLinesReader(SuspenseTable suspense, RunInputTable segments, Directory directory) {
        this.suspense = suspense;
        this.segments = segments;
        this.directory = directory;
        this.decoder = new LineDecoder(directory, new Symbols(), List.of());
    }

    OpenLines read() {
        for (String state : List.of("open", "retry")) {
            suspense.list(Optional.of(state)).forEach(this::read);
        }
        Map<String, long[]> micros = new HashMap<>();
        times.forEach((account, list) -> micros.put(account, list.build().toArray()));
        return new OpenLines(micros, unplaced);
    }

    private void read(SuspenseTable.Item item) {
        Path file = segments.segment(item.segment()).file();
        long placed = 0;
        try {
            for (LineRanges.Range range : suspense.ranges(item.id())) {
                placed += read(file, range);
            }
        } catch (IOException gone) {
            // The evidence cannot be read: what it held may be anybody's, and so counts as unplaced.
        }
        unplaced += item.lines() - placed;
    }

    /** Returns how many lines named an account and a time. */
    private long read(Path file, LineRanges.Range range) throws IOException {
        long placed = 0;
        try (SegmentLines lines = SegmentLines.open(file, LONGEST)) {
            lines.startAt(range.first(), range.offset());
            while (lines.next() && lines.number() <= range.last()) {
                if (!lines.tooLong() && isPlaced(lines)) {
                    times.computeIfAbsent(directory.account(event.account), account -> LongStream.builder())
                            .add(event.ts);
                    placed++;
                }
            }
        }
        return placed;
    }

    private boolean isPlaced(SegmentLines lines) {
        LineClass found = decoder.read(lines.buffer(), lines.start(), lines.length(), event);
        return switch (found) {
            case EVENT, START -> event.account >= 0;
            case SEAL, BLANK, SUSPENDED -> false;
        };
    }
}
