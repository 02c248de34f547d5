package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;

/** A trace as foreign rows: each becomes an event in the generic format, ended at the row's time. */
public final class MappedRows implements ForeignRows {
    private final ForeignFormat format;
    private final ForeignMapping mapping;

    public MappedRows(ForeignFormat format, ForeignMapping mapping) {
        this.format = format;
        this.mapping = mapping;
    }

    @Override
    public Reader reader() {
        EventLines events = new EventLines(mapping);
        return switch (format) {
            case AZURE_CSV -> new AzureReader(events);
            case MOONCAKE_JSONL -> new MooncakeReader(events, mapping);
        };
    }
}
