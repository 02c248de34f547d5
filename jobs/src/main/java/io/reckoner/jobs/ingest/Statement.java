package io.reckoner.jobs.ingest;

import io.reckoner.ingest.trace.TraceFormat;
import io.reckoner.ingest.trace.TraceMapping;
import io.reckoner.ingest.trace.TraceRows;
import java.time.Instant;

/**
 * What the operator states about a trace.
 *
 * @param through nothing before it comes in a later file of the source
 */
record Statement(TraceFormat format, TraceMapping mapping, Instant through) {
    TraceRows rows() {
        return new TraceRows(format, mapping);
    }

    /** How a file of this format is called before it is compressed. */
    String suffix() {
        return switch (format) {
            case AZURE_CSV -> ".csv";
            case MOONCAKE_JSONL -> ".jsonl";
        };
    }
}
