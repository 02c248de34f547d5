package io.reckoner.ingest.trace;

import io.reckoner.ingest.decode.ForeignRows;

/** A trace as foreign rows: each becomes an event in the generic format, ended at the row's time. */
public final class TraceRows implements ForeignRows {
    private final TraceFormat format;
    private final TraceMapping mapping;

    public TraceRows(TraceFormat format, TraceMapping mapping) {
        this.format = format;
        this.mapping = mapping;
    }

    @Override
    public Reader reader() {
        TraceEvents events = new TraceEvents(mapping);
        return switch (format) {
            case AZURE_CSV -> new AzureReader(events);
            case MOONCAKE_JSONL -> new MooncakeReader(events, mapping);
        };
    }
}
