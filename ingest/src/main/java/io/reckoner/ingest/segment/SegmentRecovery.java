package io.reckoner.ingest.segment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns a segment that a dead proxy left growing into a sealed one: whole lines kept, torn bytes saved beside it. */
public final class SegmentRecovery {
    /** What was recovered; {@code torn} is null where nothing was torn. */
    public record Recovered(Path sealed, Seal seal, @Nullable Path torn, long tornBytes) {}

    private SegmentRecovery() {}

    /**
     * Recovers one file.
     *
     * @param through what the proxy promises from now on; the greatest time in the segment if that is later
     */
    public static Recovered recover(Path open, Instant through) throws IOException {
        throw new UnsupportedOperationException("follows");
    }
}
