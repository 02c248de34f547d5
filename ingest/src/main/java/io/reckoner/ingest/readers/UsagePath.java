package io.reckoner.ingest.readers;

import org.jspecify.annotations.Nullable;

/**
 * The places in usage objects that some reader looks at. A place is known by its names from the root; the same place may
 * occur in several formats.
 */
enum UsagePath {
    PROMPT("prompt_tokens"),
    PROMPT_DETAILS("prompt_tokens_details", Kind.OBJECT),
    PROMPT_CACHED(PROMPT_DETAILS, "cached_tokens"),
    PROMPT_CACHE_WRITE(PROMPT_DETAILS, "cache_write_tokens"),
    PROMPT_TEXT(PROMPT_DETAILS, "text_tokens"),
    PROMPT_AUDIO(PROMPT_DETAILS, "audio_tokens"),
    PROMPT_IMAGE(PROMPT_DETAILS, "image_tokens"),
    PROMPT_CACHED_DETAILS(PROMPT_DETAILS, "cached_tokens_details", Kind.OBJECT),
    PROMPT_CACHED_TEXT(PROMPT_CACHED_DETAILS, "text_tokens"),
    PROMPT_CACHED_AUDIO(PROMPT_CACHED_DETAILS, "audio_tokens"),
    PROMPT_CACHED_IMAGE(PROMPT_CACHED_DETAILS, "image_tokens"),
    COMPLETION("completion_tokens"),
    COMPLETION_DETAILS("completion_tokens_details", Kind.OBJECT),
    COMPLETION_REASONING(COMPLETION_DETAILS, "reasoning_tokens"),
    COMPLETION_TEXT(COMPLETION_DETAILS, "text_tokens"),
    COMPLETION_AUDIO(COMPLETION_DETAILS, "audio_tokens"),
    COMPLETION_IMAGE(COMPLETION_DETAILS, "image_tokens"),
    COMPLETION_ACCEPTED(COMPLETION_DETAILS, "accepted_prediction_tokens"),
    COMPLETION_REJECTED(COMPLETION_DETAILS, "rejected_prediction_tokens"),
    TOTAL("total_tokens"),

    /** DeepSeek; hit and miss are the whole prompt. */
    CACHE_HIT("prompt_cache_hit_tokens"),
    CACHE_MISS("prompt_cache_miss_tokens"),
    /** Mistral. */
    NUM_CACHED("num_cached_tokens"),
    /** Together. */
    TOP_CACHED("cached_tokens"),

    INPUT("input_tokens"),
    INPUT_DETAILS("input_tokens_details", Kind.OBJECT),
    INPUT_CACHED(INPUT_DETAILS, "cached_tokens"),
    INPUT_CACHE_WRITE(INPUT_DETAILS, "cache_write_tokens"),
    INPUT_TEXT(INPUT_DETAILS, "text_tokens"),
    INPUT_AUDIO(INPUT_DETAILS, "audio_tokens"),
    INPUT_IMAGE(INPUT_DETAILS, "image_tokens"),
    INPUT_CACHED_DETAILS(INPUT_DETAILS, "cached_tokens_details", Kind.OBJECT),
    INPUT_CACHED_TEXT(INPUT_CACHED_DETAILS, "text_tokens"),
    INPUT_CACHED_AUDIO(INPUT_CACHED_DETAILS, "audio_tokens"),
    INPUT_CACHED_IMAGE(INPUT_CACHED_DETAILS, "image_tokens"),
    OUTPUT("output_tokens"),
    OUTPUT_DETAILS("output_tokens_details", Kind.OBJECT),
    OUTPUT_REASONING(OUTPUT_DETAILS, "reasoning_tokens"),
    OUTPUT_THINKING(OUTPUT_DETAILS, "thinking_tokens"),
    OUTPUT_TEXT(OUTPUT_DETAILS, "text_tokens"),
    OUTPUT_AUDIO(OUTPUT_DETAILS, "audio_tokens"),
    OUTPUT_IMAGE(OUTPUT_DETAILS, "image_tokens"),

    /** Anthropic. */
    CACHE_CREATION_SUM("cache_creation_input_tokens"),
    CACHE_READ("cache_read_input_tokens"),
    CACHE_CREATION("cache_creation", Kind.OBJECT),
    CACHE_CREATION_5M(CACHE_CREATION, "ephemeral_5m_input_tokens"),
    CACHE_CREATION_1H(CACHE_CREATION, "ephemeral_1h_input_tokens"),
    SERVER_TOOLS("server_tool_use", Kind.OBJECT),
    WEB_SEARCHES(SERVER_TOOLS, "web_search_requests"),
    WEB_FETCHES(SERVER_TOOLS, "web_fetch_requests"),

    /** Google. */
    G_PROMPT("promptTokenCount"),
    G_CACHED("cachedContentTokenCount"),
    G_CANDIDATES("candidatesTokenCount"),
    G_THOUGHTS("thoughtsTokenCount"),
    G_TOOL_PROMPT("toolUsePromptTokenCount"),
    G_TOTAL("totalTokenCount"),
    G_PROMPT_DETAILS("promptTokensDetails", Kind.MODALITIES),
    /** So written in replies to embeddings. */
    G_PROMPT_DETAIL("promptTokenDetails", Kind.MODALITIES),
    G_CACHED_DETAILS("cacheTokensDetails", Kind.MODALITIES),
    G_CANDIDATES_DETAILS("candidatesTokensDetails", Kind.MODALITIES),
    G_TOOL_PROMPT_DETAILS("toolUsePromptTokensDetails", Kind.MODALITIES);

    /** What stands at a place. */
    enum Kind {
        COUNT,
        OBJECT,
        /** {@code [{"modality":"TEXT","tokenCount":5}]}. */
        MODALITIES
    }

    final @Nullable UsagePath parent;
    final String name;
    final Kind kind;

    UsagePath(String name) {
        this(null, name, Kind.COUNT);
    }

    UsagePath(String name, Kind kind) {
        this(null, name, kind);
    }

    UsagePath(UsagePath parent, String name) {
        this(parent, name, Kind.COUNT);
    }

    UsagePath(@Nullable UsagePath parent, String name, Kind kind) {
        this.parent = parent;
        this.name = name;
        this.kind = kind;
    }

    /** As it is written in reports: {@code prompt_tokens_details.cached_tokens}. */
    @Override
    public String toString() {
        return parent == null ? name : parent + "." + name;
    }
}
