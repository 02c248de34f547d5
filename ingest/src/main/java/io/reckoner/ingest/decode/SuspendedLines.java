package io.reckoner.ingest.decode;

import io.reckoner.kernel.suspense.SuspenseReason;
import java.math.BigInteger;

/**
 * Lines of one segment set aside for the same reason with the same detail.
 *
 * @param source the segment's ordinal in the run
 * @param tokens sum of the tokens that could be read in them
 */
public record SuspendedLines(int source, SuspenseReason reason, String detail, LineRanges lines, BigInteger tokens) {}
