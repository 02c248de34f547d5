package io.reckoner.kernel.usage;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dialect of a usage object. */
public enum UsageFormat {
    OPENAI_CHAT("openai.chat"),
    OPENAI_RESPONSES("openai.responses"),
    OPENAI_EMBEDDINGS("openai.embeddings"),
    OPENAI_IMAGES("openai.images"),
    OPENAI_AUDIO("openai.audio"),
    ANTHROPIC_MESSAGES("anthropic.messages"),
    GOOGLE_GENERATE("google.generate"),
    BEDROCK_CONVERSE("bedrock.converse"),
    COHERE_CHAT("cohere.chat"),
    GENERIC("generic");

    private static final Map<String, UsageFormat> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(UsageFormat::code, Function.identity()));

    private final String code;

    UsageFormat(String code) {
        this.code = code;
    }

    /** The word in logs, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<UsageFormat> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
