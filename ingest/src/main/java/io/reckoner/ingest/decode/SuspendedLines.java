package io.reckoner.ingest.decode;

import io.reckoner.kernel.suspense.SuspenseReason;

/** Lines of one segment set aside for the same reason with the same detail. */
public record SuspendedLines(int source, SuspenseReason reason, String detail, LineRanges lines) {}
