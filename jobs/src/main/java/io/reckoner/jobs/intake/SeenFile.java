package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that was looked at before.
 *
 * @param segment what it held
 * @param role whether it was taken in, or only brought a taken segment again
 * @param stamp its own when it was looked at; null where that was not kept
 * @param at when the run opened that looked at it
 */
record SeenFile(SegmentName segment, Role role, @Nullable FileStamp stamp, Instant at) {
    enum Role {
        TAKEN,
        SECOND_DELIVERY
    }

    /** Whether it needs no second look. Without a stamp of then, a file not written since counts as unchanged. */
    boolean isStill(FileStamp now) {
        return stamp == null ? !now.modified().isAfter(at) : stamp.equals(now);
    }
}
