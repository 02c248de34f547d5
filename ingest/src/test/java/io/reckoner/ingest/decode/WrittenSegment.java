package io.reckoner.ingest.decode;

import io.reckoner.ingest.line.EventText;
import io.reckoner.ingest.segment.SegmentFiles;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.SegmentRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** One segment of usage of five minutes from noon, written by hand. */
final class WrittenSegment {
    private static final SegmentName NAME = new SegmentName("eu-1", 1);
    static final Instant THROUGH = Instant.parse("2026-03-01T12:05:00Z");

    private final Path folder;

    WrittenSegment(Path folder) {
        this.folder = folder;
    }

    static String event(String id, String time) {
        return EventText.event().id(id).at("2026-03-01T" + time + "Z").toString();
    }

    static String start(String id, String time) {
        return EventText.event().id(id).at("2026-03-01T" + time + "Z").start();
    }

    Path sealed(String... lines) throws IOException {
        return SegmentFiles.sealed(folder, NAME, THROUGH, List.of(lines));
    }

    /** Sealed by recovery, after its proxy died. */
    Path recovered(String... lines) throws IOException {
        Path open = folder.resolve(NAME.openFile());
        Files.writeString(open, String.join("\n", lines) + "\n");
        return SegmentRecovery.recover(open, THROUGH).sealed();
    }
}
