package io.reckoner.ingest.readers;

import java.util.List;
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
    /** LiteLLM's name of what was written, and how long it stays. */
    PROMPT_CACHE_CREATION(PROMPT_DETAILS, "cache_creation_tokens"),
    PROMPT_CREATION_SPLIT(PROMPT_DETAILS, "cache_creation_token_details", Kind.OBJECT),
    PROMPT_CREATION_5M(PROMPT_CREATION_SPLIT, "ephemeral_5m_input_tokens"),
    PROMPT_CREATION_1H(PROMPT_CREATION_SPLIT, "ephemeral_1h_input_tokens"),
    PROMPT_TEXT(PROMPT_DETAILS, "text_tokens"),
    PROMPT_AUDIO(PROMPT_DETAILS, "audio_tokens"),
    PROMPT_IMAGE(PROMPT_DETAILS, "image_tokens"),
    PROMPT_VIDEO(PROMPT_DETAILS, "video_tokens"),
    PROMPT_CACHED_DETAILS(PROMPT_DETAILS, "cached_tokens_details", Kind.OBJECT),
    PROMPT_CACHED_TEXT(PROMPT_CACHED_DETAILS, "text_tokens"),
    PROMPT_CACHED_AUDIO(PROMPT_CACHED_DETAILS, "audio_tokens"),
    PROMPT_CACHED_IMAGE(PROMPT_CACHED_DETAILS, "image_tokens"),
    PROMPT_CACHED_VIDEO(PROMPT_CACHED_DETAILS, "video_tokens"),
    COMPLETION("completion_tokens"),
    COMPLETION_DETAILS("completion_tokens_details", Kind.OBJECT),
    COMPLETION_REASONING(COMPLETION_DETAILS, "reasoning_tokens"),
    COMPLETION_TEXT(COMPLETION_DETAILS, "text_tokens"),
    COMPLETION_AUDIO(COMPLETION_DETAILS, "audio_tokens"),
    COMPLETION_IMAGE(COMPLETION_DETAILS, "image_tokens"),
    COMPLETION_VIDEO(COMPLETION_DETAILS, "video_tokens"),
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
    /** Perplexity: outside the prompt, outside the completion, and searches. */
    CITATIONS("citation_tokens"),
    TOP_REASONING("reasoning_tokens"),
    SEARCH_QUERIES("num_search_queries"),
    /** xAI. */
    SOURCES("num_sources_used"),

    INPUT("input_tokens"),
    /** In the singular where it speaks of realtime sessions and transcriptions. */
    INPUT_DETAILS("input_tokens_details", "input_token_details"),
    INPUT_CACHED(INPUT_DETAILS, "cached_tokens"),
    INPUT_CACHE_WRITE(INPUT_DETAILS, "cache_write_tokens"),
    INPUT_TEXT(INPUT_DETAILS, "text_tokens"),
    INPUT_AUDIO(INPUT_DETAILS, "audio_tokens"),
    INPUT_IMAGE(INPUT_DETAILS, "image_tokens"),
    INPUT_VIDEO(INPUT_DETAILS, "video_tokens"),
    INPUT_CACHED_DETAILS(INPUT_DETAILS, "cached_tokens_details", Kind.OBJECT),
    INPUT_CACHED_TEXT(INPUT_CACHED_DETAILS, "text_tokens"),
    INPUT_CACHED_AUDIO(INPUT_CACHED_DETAILS, "audio_tokens"),
    INPUT_CACHED_IMAGE(INPUT_CACHED_DETAILS, "image_tokens"),
    INPUT_CACHED_VIDEO(INPUT_CACHED_DETAILS, "video_tokens"),
    OUTPUT("output_tokens"),
    OUTPUT_DETAILS("output_tokens_details", "output_token_details"),
    OUTPUT_REASONING(OUTPUT_DETAILS, "reasoning_tokens"),
    OUTPUT_THINKING(OUTPUT_DETAILS, "thinking_tokens"),
    OUTPUT_TEXT(OUTPUT_DETAILS, "text_tokens"),
    OUTPUT_AUDIO(OUTPUT_DETAILS, "audio_tokens"),
    OUTPUT_IMAGE(OUTPUT_DETAILS, "image_tokens"),
    OUTPUT_VIDEO(OUTPUT_DETAILS, "video_tokens"),

    /** Anthropic. */
    CACHE_CREATION_SUM("cache_creation_input_tokens"),
    CACHE_READ("cache_read_input_tokens"),
    CACHE_CREATION("cache_creation", Kind.OBJECT),
    CACHE_CREATION_5M(CACHE_CREATION, "ephemeral_5m_input_tokens"),
    CACHE_CREATION_1H(CACHE_CREATION, "ephemeral_1h_input_tokens"),
    SERVER_TOOLS("server_tool_use", Kind.OBJECT),
    WEB_SEARCHES(SERVER_TOOLS, "web_search_requests"),
    WEB_FETCHES(SERVER_TOOLS, "web_fetch_requests"),
    TOOL_SEARCHES(SERVER_TOOLS, "tool_search_requests"),
    CODE_EXECUTIONS(SERVER_TOOLS, "code_execution_requests"),
    ITERATIONS("iterations", ListShape.ITERATIONS),
    /** OpenRouter. */
    SERVER_TOOL_DETAILS("server_tool_use_details", Kind.OBJECT),
    WEB_SEARCHES_DETAIL(SERVER_TOOL_DETAILS, "web_search_requests"),

    /** Google. */
    G_PROMPT("promptTokenCount"),
    G_CACHED("cachedContentTokenCount"),
    G_CANDIDATES("candidatesTokenCount"),
    G_THOUGHTS("thoughtsTokenCount"),
    G_TOOL_PROMPT("toolUsePromptTokenCount"),
    G_TOTAL("totalTokenCount"),
    G_PROMPT_DETAILS("promptTokensDetails", ListShape.MODALITIES),
    /** So written in replies to embeddings. */
    G_PROMPT_DETAIL("promptTokenDetails", ListShape.MODALITIES),
    G_CACHED_DETAILS("cacheTokensDetails", ListShape.MODALITIES),
    G_CANDIDATES_DETAILS("candidatesTokensDetails", ListShape.MODALITIES),
    G_TOOL_PROMPT_DETAILS("toolUsePromptTokensDetails", ListShape.MODALITIES),

    /** Bedrock; older replies write each count twice. */
    B_INPUT("inputTokens"),
    B_INPUT_TWIN("inputTokenCount"),
    B_OUTPUT("outputTokens"),
    B_OUTPUT_TWIN("outputTokenCount"),
    B_CACHE_READ("cacheReadInputTokens"),
    B_CACHE_READ_TWIN("cacheReadInputTokenCount"),
    B_CACHE_WRITE("cacheWriteInputTokens"),
    B_CACHE_WRITE_TWIN("cacheWriteInputTokenCount"),
    B_CACHE_DETAILS("cacheDetails", ListShape.LIFETIMES),
    B_TOTAL("totalTokens"),
    /** Nothing is known of what may stand in it. */
    B_SERVER_TOOLS("serverToolUsage", Kind.OBJECT),

    /** Cohere. */
    C_BILLED("billed_units", Kind.OBJECT),
    C_INPUT(C_BILLED, "input_tokens"),
    C_OUTPUT(C_BILLED, "output_tokens"),
    C_IMAGE_TOKENS(C_BILLED, "image_tokens"),
    C_IMAGES(C_BILLED, "images"),
    C_SEARCH_UNITS(C_BILLED, "search_units"),
    C_CLASSIFICATIONS(C_BILLED, "classifications"),
    C_TOKENS("tokens", Kind.OBJECT),
    C_TOKENS_INPUT(C_TOKENS, "input_tokens"),
    C_TOKENS_OUTPUT(C_TOKENS, "output_tokens"),

    /** Which kind of usage a transcription has. */
    AUDIO_TYPE("type", Kind.WORD);

    /** What stands at a place. */
    enum Kind {
        COUNT,
        OBJECT,
        /** One of {@link UsagePath#WORDS}, by its place there. */
        WORD,
        LIST
    }

    static final List<String> WORDS = List.of("tokens", "duration");
    static final int TOKENS = 0;
    static final int DURATION = 1;

    final @Nullable UsagePath parent;
    final String name;
    /** Another name of the place; both at once are the name twice. */
    final @Nullable String alias;

    final Kind kind;
    final @Nullable ListShape list;

    UsagePath(String name) {
        this(null, name, null, Kind.COUNT, null);
    }

    UsagePath(String name, Kind kind) {
        this(null, name, null, kind, null);
    }

    UsagePath(String name, String alias) {
        this(null, name, alias, Kind.OBJECT, null);
    }

    UsagePath(String name, ListShape list) {
        this(null, name, null, Kind.LIST, list);
    }

    UsagePath(UsagePath parent, String name) {
        this(parent, name, null, Kind.COUNT, null);
    }

    UsagePath(UsagePath parent, String name, Kind kind) {
        this(parent, name, null, kind, null);
    }

    UsagePath(@Nullable UsagePath parent, String name, @Nullable String alias, Kind kind, @Nullable ListShape list) {
        this.parent = parent;
        this.name = name;
        this.alias = alias;
        this.kind = kind;
        this.list = list;
    }

    /** All its names from the root. */
    List<String> names() {
        List<String> own = alias == null ? List.of(name) : List.of(name, alias);
        return parent == null
                ? own
                : parent.names().stream()
                        .flatMap(above -> own.stream().map(below -> above + "." + below))
                        .toList();
    }

    /** As it is written in reports: {@code prompt_tokens_details.cached_tokens}. */
    @Override
    public String toString() {
        return parent == null ? name : parent + "." + name;
    }
}
