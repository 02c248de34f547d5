package io.reckoner.ingest.foreign;

import java.util.Arrays;
import java.util.Optional;

/** The published traces that can be read. */
public enum ForeignFormat {
    /** {@code TIMESTAMP,ContextTokens,GeneratedTokens}, UTC with up to seven decimals. */
    AZURE_CSV("trace.azure"),
    /** {@code {"timestamp":…,"input_length":…,"output_length":…,"hash_ids":[…]}}, milliseconds from a start. */
    MOONCAKE_JSONL("trace.mooncake");

    private final String code;

    ForeignFormat(String code) {
        this.code = code;
    }

    /** The word in commands and tables. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<ForeignFormat> byCode(String code) {
        return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
    }
}
