package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * Chat completions and responses, realtime sessions among the latter, of OpenAI and of those who write like it.
 *
 * <p>The input includes cached, written, audio and image tokens; the output includes reasoning and rejected predictions.
 * What {@code total - input - output} leaves says where reasoning is: 0, inside the output; as much as the reasoning,
 * beside it (xAI); more, at Google, thinking shown nowhere else, which is output; anything else is broken. Perplexity's
 * citations are input beside the prompt, its reasoning at top level is beside the completion. Searches are
 * {@code web_search}, whoever counts them; so are sources at xAI, which bills by them.
 *
 * <p>Example: prompt 100 of which 80 cached, completion 30 of which 20 reasoning, total 130: input 20, cache_read 80,
 * output 10, reasoning 20.
 */
final class OpenAiReader implements UsageReader {
    /** Where providers of the chat shape put cached tokens outside the details. */
    private static final UsagePath[] OTHER_CACHED = {UsagePath.CACHE_HIT, UsagePath.NUM_CACHED, UsagePath.TOP_CACHED};

    /** Calls of tools in a chat are not billed beside its tokens: OpenRouter's and LiteLLM's, of Anthropic. */
    private static final UsagePath[] UNBILLED = {
        UsagePath.WEB_FETCHES, UsagePath.TOOL_SEARCHES, UsagePath.CODE_EXECUTIONS
    };

    static final OpenAiReader CHAT = new OpenAiReader(OpenAiShape.CHAT);
    static final OpenAiReader RESPONSES = new OpenAiReader(OpenAiShape.RESPONSES);

    private final OpenAiShape shape;
    private final CountsRead counts;
    private final String outputBroken;

    private OpenAiReader(OpenAiShape shape) {
        this.shape = shape;
        CountsRead both = CountsRead.of(
                UsagePath.TOTAL, UsagePath.WEB_SEARCHES, UsagePath.WEB_SEARCHES_DETAIL, UsagePath.SOURCES);
        counts = shape == OpenAiShape.CHAT ? ofChat(both) : ofResponses(both);
        outputBroken = "reasoning, audio, image and video tokens are more than " + shape.output.sum;
    }

    /**
     * What a chat counts. Gateways that answer in both shapes write prompt and completion under both names (one-api);
     * LiteLLM's proxy writes the caches as Anthropic does, beside the details. What they repeat must be the same count.
     */
    private static CountsRead ofChat(CountsRead both) {
        return both.and(UsagePath.PROMPT, UsagePath.PROMPT_DETAILS, UsagePath.COMPLETION, UsagePath.COMPLETION_DETAILS)
                .and(OTHER_CACHED)
                .and(UNBILLED)
                .and(UsagePath.CACHE_MISS, UsagePath.CITATIONS, UsagePath.TOP_REASONING, UsagePath.SEARCH_QUERIES)
                .repeated(UsagePath.INPUT, UsagePath.PROMPT)
                .repeated(UsagePath.OUTPUT, UsagePath.COMPLETION)
                .and(UsagePath.CACHE_READ, UsagePath.CACHE_CREATION_SUM);
    }

    private static CountsRead ofResponses(CountsRead both) {
        return both.and(
                UsagePath.INPUT,
                UsagePath.INPUT_DETAILS,
                UsagePath.OUTPUT,
                UsagePath.OUTPUT_REASONING,
                UsagePath.OUTPUT_TEXT,
                UsagePath.OUTPUT_AUDIO,
                UsagePath.OUTPUT_IMAGE,
                UsagePath.OUTPUT_VIDEO);
    }

    @Override
    public CountsRead counts() {
        return counts;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        boolean hasTotal = tally.has(UsagePath.TOTAL);
        long input = tally.require(shape.input.sum);
        long output = hasTotal ? tally.get(shape.output.sum) : tally.require(shape.output.sum);
        long total = hasTotal ? tally.get(UsagePath.TOTAL) : input + output;
        checkNumbers(tally);
        if (!tally.faulty()) {
            long cached = cached(tally, input);
            long written = written(tally);
            long hour = oneHour(tally, written);
            shape.addInput(tally, input, cached, written);
            tally.move(Component.CACHE_WRITE_5M, Component.CACHE_WRITE_1H, hour);
            if (shape == OpenAiShape.CHAT) {
                assertRepeated(tally, UsagePath.CACHE_READ, cached);
                assertRepeated(tally, UsagePath.CACHE_CREATION_SUM, written);
            }
        }
        if (!tally.faulty()) {
            readOutput(tally, output, total - input - output, family);
        }
        if (!tally.faulty()) {
            readBeside(tally, family);
        }
    }

    private void checkNumbers(Tally tally) {
        shape.checkInput(tally);
        shape.output.checkNumbers(tally);
        tally.get(shape.reasoning);
        tally.details(UsagePath.SERVER_TOOLS);
        tally.details(UsagePath.SERVER_TOOL_DETAILS);
        tally.get(UsagePath.WEB_SEARCHES);
        tally.get(UsagePath.WEB_SEARCHES_DETAIL);
        tally.get(UsagePath.SOURCES);
        if (shape == OpenAiShape.CHAT) {
            for (UsagePath other : OTHER_CACHED) {
                tally.get(other);
            }
            tally.get(UsagePath.CACHE_MISS);
            tally.get(UsagePath.PROMPT_CACHE_CREATION);
            tally.details(UsagePath.PROMPT_CREATION_SPLIT);
            tally.get(UsagePath.PROMPT_CREATION_5M);
            tally.get(UsagePath.PROMPT_CREATION_1H);
            tally.get(UsagePath.CACHE_READ);
            tally.get(UsagePath.CACHE_CREATION_SUM);
            tally.get(UsagePath.COMPLETION_ACCEPTED);
            tally.get(UsagePath.COMPLETION_REJECTED);
            tally.get(UsagePath.CITATIONS);
            tally.get(UsagePath.SEARCH_QUERIES);
            tally.get(UsagePath.TOP_REASONING);
        }
    }

    /** The cached tokens, wherever this provider writes them; those written twice must be the same. */
    private long cached(Tally tally, long input) {
        long cached = tally.get(shape.cache.read());
        if (shape == OpenAiShape.RESPONSES) {
            return cached;
        }
        boolean known = tally.has(shape.cache.read());
        for (UsagePath other : OTHER_CACHED) {
            if (tally.has(other)) {
                if (known && cached != tally.get(other)) {
                    tally.broken(other + " is not the other count of cached tokens");
                }
                cached = tally.get(other);
                known = true;
            }
        }
        if (tally.has(UsagePath.CACHE_HIT) && tally.has(UsagePath.CACHE_MISS)) {
            tally.assertThat(
                    tally.get(UsagePath.CACHE_HIT) + tally.get(UsagePath.CACHE_MISS) == input,
                    "prompt_cache_hit_tokens + prompt_cache_miss_tokens is not prompt_tokens");
        }
        return cached;
    }

    /** What was written to the cache; LiteLLM's name of it beside OpenAI's must say the same. */
    private long written(Tally tally) {
        long written = tally.get(shape.cache.written());
        if (shape == OpenAiShape.RESPONSES || !tally.has(UsagePath.PROMPT_CACHE_CREATION)) {
            return written;
        }
        long creation = tally.get(UsagePath.PROMPT_CACHE_CREATION);
        tally.assertThat(
                !tally.has(shape.cache.written()) || written == creation,
                "cache_creation_tokens is not the other count of written tokens");
        return creation;
    }

    /** How much of it LiteLLM says was written for an hour. */
    private long oneHour(Tally tally, long written) {
        if (shape == OpenAiShape.RESPONSES) {
            return 0;
        }
        long hour = tally.get(UsagePath.PROMPT_CREATION_1H);
        tally.assertThat(
                hour + tally.get(UsagePath.PROMPT_CREATION_5M) <= written,
                "cache_creation_token_details are more than the tokens written");
        return hour;
    }

    /** Caches under Anthropic's names only repeat: alone, it is not known whether the prompt contains them. */
    private static void assertRepeated(Tally tally, UsagePath again, long count) {
        long repeated = tally.get(again);
        if (repeated != 0 && repeated != count) {
            tally.countFault(again + " is no count of openai.chat, unless the details of the prompt say the same");
        }
    }

    private void readOutput(Tally tally, long output, long beyond, ProviderFamily family) {
        long reasoning = tally.get(shape.reasoning);
        long audio = tally.get(shape.output.audio);
        long image = shape.output.seen(tally);
        boolean inside = beyond != reasoning || reasoning == 0;
        boolean hidden = beyond > reasoning && family == ProviderFamily.GOOGLE;
        tally.assertThat(beyond == 0 || !inside || hidden, shape.totalBroken);
        long whole = hidden ? output + beyond : output;
        shape.output.assertParts(tally, whole);
        if (shape == OpenAiShape.CHAT) {
            assertPart(tally, UsagePath.COMPLETION_ACCEPTED, output);
            assertPart(tally, UsagePath.COMPLETION_REJECTED, output);
        }
        if (inside) {
            tally.assertPart(reasoning, shape.reasoning, output, shape.output.sum);
        }
        long text = whole - audio - image - (inside ? reasoning : 0);
        tally.assertThat(text >= 0, outputBroken);
        tally.add(Component.OUTPUT, text);
        tally.add(Component.REASONING, reasoning);
        tally.add(Component.OUTPUT_AUDIO, audio);
        tally.add(Component.OUTPUT_IMAGE, image);
    }

    /**
     * xAI bills by the source. Elsewhere sources are what searches found, and no count of theirs: without a count of
     * searches beside them it is not known what they bill.
     */
    private static long sources(Tally tally, long searches, ProviderFamily family) {
        long sources = tally.get(UsagePath.SOURCES);
        if (sources != 0 && (searches == 0) != (family == ProviderFamily.XAI)) {
            tally.countFault(
                    searches == 0
                            ? "num_sources_used is a count of xAI's; what it bills elsewhere is not known"
                            : "num_sources_used and searches are counted both; xAI bills one of them");
        }
        return family == ProviderFamily.XAI ? sources : 0;
    }

    private void assertPart(Tally tally, UsagePath part, long output) {
        tally.assertPart(tally.get(part), part, output, shape.output.sum);
    }

    /** The searches, under whichever names: a gateway may repeat Perplexity's count as a tool's, and it is one. */
    private long searches(Tally tally) {
        long searches = tally.get(UsagePath.WEB_SEARCHES);
        if (tally.has(UsagePath.WEB_SEARCHES_DETAIL)) {
            long detail = tally.get(UsagePath.WEB_SEARCHES_DETAIL);
            tally.assertThat(
                    !tally.has(UsagePath.WEB_SEARCHES) || searches == detail,
                    "server_tool_use_details and server_tool_use differ in their searches");
            searches = detail;
        }
        long queries = shape == OpenAiShape.CHAT ? tally.get(UsagePath.SEARCH_QUERIES) : 0;
        tally.assertThat(
                queries == 0 || searches == 0 || queries == searches,
                "num_search_queries and server_tool_use differ in their searches");
        return Math.max(searches, queries);
    }

    /** What no sum of tokens includes. */
    private void readBeside(Tally tally, ProviderFamily family) {
        long searches = searches(tally);
        tally.add(Component.WEB_SEARCH, searches + sources(tally, searches, family));
        if (shape == OpenAiShape.CHAT) {
            tally.add(Component.INPUT, tally.get(UsagePath.CITATIONS));
            if (family == ProviderFamily.PERPLEXITY && !tally.has(shape.reasoning)) {
                tally.add(Component.REASONING, tally.get(UsagePath.TOP_REASONING));
            }
        }
    }
}
