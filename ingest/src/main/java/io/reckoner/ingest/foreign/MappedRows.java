package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;

/** A file as foreign rows: what each becomes follows from its format and from what was stated about it. */
public final class MappedRows implements ForeignRows {
    private final ForeignFormat format;
    private final ForeignMapping mapping;

    public MappedRows(ForeignFormat format, ForeignMapping mapping) {
        this.format = format;
        this.mapping = mapping;
    }

    @Override
    public Reader reader() {
        return switch (format) {
            case AZURE_CSV -> new AzureReader(new EventLines(mapping));
            case MOONCAKE_JSONL -> new MooncakeReader(new EventLines(mapping), mapping);
            case MAPPED_CSV -> mapped(new CsvMeaning(mapping.columns()));
            case LITELLM -> mapped(new LiteLlmMeaning(mapping.columns()));
            case OPENROUTER_CSV -> mapped(new OpenRouterMeaning(mapping.columns()));
        };
    }

    private Reader mapped(RowMeaning meaning) {
        Records csv = new CsvRecords(mapping.columns().csv(), meaning::misfits);
        Records records = format == ForeignFormat.LITELLM ? new EitherRecords(new JsonRecords(), csv) : csv;
        return new MappedReader(mapping, records, meaning);
    }
}
