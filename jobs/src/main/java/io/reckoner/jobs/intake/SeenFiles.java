package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.Compression;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.StoredSegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that were looked at before.
 *
 * @param byName as they were called then
 */
record SeenFiles(Map<String, SeenFile> byName) {
    /** What this file was before; null for one that is new. A taken segment that is compressed now is what it was. */
    @Nullable
    SeenFile find(Path file) {
        String name = file.getFileName().toString();
        SeenFile before = byName.get(name);
        return before == null ? repacked(file, SegmentName.parse(name)) : before;
    }

    private @Nullable SeenFile repacked(Path file, Optional<SegmentName.File> named) {
        if (named.isPresent() && !named.get().growing()) {
            for (Compression compression : Compression.values()) {
                String other = named.get().segment().sealedFile(compression);
                SeenFile before = byName.get(other);
                if (before != null
                        && before.role() == SeenFile.Role.TAKEN
                        && StoredSegment.find(file.resolveSibling(other)).equals(file)) {
                    return before;
                }
            }
        }
        return null;
    }
}
