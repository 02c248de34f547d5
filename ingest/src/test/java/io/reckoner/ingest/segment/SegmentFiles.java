package io.reckoner.ingest.segment;

import io.reckoner.ingest.line.EventText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes segments for tests. */
public final class SegmentFiles {
    /** Noon of the day most tests speak of. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private SegmentFiles() {}

    /** A sealed segment of these lines, each taken to carry the time NOON. */
    public static Path sealed(Path folder, SegmentName name, Instant through, List<String> lines) throws IOException {
        try (SegmentWriter writer = SegmentWriter.open(folder, name)) {
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                writer.append(bytes, 0, bytes.length, NOON);
            }
            return writer.seal(through);
        }
    }

    /** Three lines: a start, its event, and one that is no JSON. */
    public static List<String> threeLines() {
        return List.of(EventText.event().start(), EventText.event().toString(), "{torn");
    }
}
