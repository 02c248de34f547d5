package io.reckoner.ingest.decode;

import io.reckoner.kernel.suspense.Verdict;

/**
 * How the lines of a foreign file become lines of format 1, one for one, so that source and line stay those of the file
 * and everything else is judged as ever.
 */
public interface ForeignRows {
    /** Begins at the file's first line. */
    Reader reader();

    /** Reads the lines of one file in order, each once: what a line becomes may depend on those before it. */
    interface Reader {
        Row next(byte[] buf, int start, int length);
    }

    /** What a line becomes. */
    sealed interface Row {
        /** A line of format 1. */
        record Line(byte[] text) implements Row {}

        /** A heading: counted as blank. */
        record Heading() implements Row {}

        /** It cannot be used. */
        record Bad(Verdict verdict) implements Row {}
    }
}
