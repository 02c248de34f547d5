package io.reckoner.ingest.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of foreign files that can be read. */
public enum ForeignFormat {
    /** {@code TIMESTAMP,ContextTokens,GeneratedTokens}, UTC with up to seven decimals. */
    AZURE_CSV("trace.azure", "azure", ".csv"),
    /** {@code {"timestamp":…,"input_length":…,"output_length":…,"hash_ids":[…]}}, milliseconds from a start. */
    MOONCAKE_JSONL("trace.mooncake", "mooncake", ".jsonl"),
    /** Any columns, by a stated mapping. */
    MAPPED_CSV("csv", "csv", ".csv"),
    /** LiteLLM's spend logs, as JSON lines or CSV. */
    LITELLM("litellm", "litellm", ".jsonl", ".csv"),
    /** OpenRouter's activity: single generations, or sums of a day. */
    OPENROUTER_CSV("openrouter", "openrouter", ".csv");

    private final String code;
    private final String word;
    private final List<String> suffixes;

    ForeignFormat(String code, String word, String... suffixes) {
        this.code = code;
        this.word = word;
        this.suffixes = List.of(suffixes);
    }

    /** The word in tables. */
    public String code() {
        return code;
    }

    /** The word in commands. */
    public String word() {
        return word;
    }

    /** How its files are called before they are compressed. */
    public List<String> suffixes() {
        return suffixes;
    }

    /** Whether its rows hold only times and counts, so that all else is stated for the file as a whole. */
    public boolean isTrace() {
        return this == AZURE_CSV || this == MOONCAKE_JSONL;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<ForeignFormat> byCode(String code) {
        return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
    }

    /** The constant with this {@link #word}, if there is one. */
    public static Optional<ForeignFormat> byWord(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }
}
