package io.reckoner.ingest.sameness;

import io.reckoner.kernel.suspense.SuspenseReason;
import java.util.Optional;

/**
 * A row set aside after sameness was judged.
 *
 * @param source ordinal of its source in the run
 * @param line counted from 1
 * @param first for a conflict: the accepted event it differs from
 */
public record SuspendedRow(int source, long line, SuspenseReason reason, Optional<EventPosition> first) {}
