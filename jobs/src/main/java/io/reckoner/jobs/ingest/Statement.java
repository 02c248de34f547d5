package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.MappedRows;
import java.time.Instant;

/**
 * What the operator states about a trace.
 *
 * @param through nothing before it comes in a later file of the source
 */
record Statement(ForeignFormat format, ForeignMapping mapping, Instant through) {
    MappedRows rows() {
        return new MappedRows(format, mapping);
    }

    /** How a file of this format is called before it is compressed. */
    String suffix() {
        return switch (format) {
            case AZURE_CSV -> ".csv";
            case MOONCAKE_JSONL -> ".jsonl";
        };
    }
}
