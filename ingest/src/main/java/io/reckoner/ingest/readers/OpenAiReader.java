package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * Chat completions and responses, realtime sessions among the latter, of OpenAI and of those who write like it.
 *
 * <p>The input includes cached, written, audio and image tokens; the output includes reasoning and rejected predictions.
 * What {@code total - input - output} leaves says where reasoning is: 0, inside the output; as much as the reasoning,
 * beside it (xAI); more, at Google, thinking shown nowhere else, which is output; anything else is broken. Perplexity's
 * citations are input beside the prompt, its reasoning at top level is beside the completion. Searches are
 * {@code web_search}, whoever counts them.
 *
 * <p>Example: prompt 100 of which 80 cached, completion 30 of which 20 reasoning, total 130: input 20, cache_read 80,
 * output 10, reasoning 20.
 */
final class OpenAiReader implements UsageReader {
    static final OpenAiReader CHAT = new OpenAiReader(OpenAiShape.CHAT);
    static final OpenAiReader RESPONSES = new OpenAiReader(OpenAiShape.RESPONSES);

    /** Where providers of the chat shape put cached tokens outside the details. */
    private static final UsagePath[] OTHER_CACHED = {UsagePath.CACHE_HIT, UsagePath.NUM_CACHED, UsagePath.TOP_CACHED};

    private final OpenAiShape shape;
    private final String outputBroken;

    private OpenAiReader(OpenAiShape shape) {
        this.shape = shape;
        outputBroken = "reasoning, audio, image and video tokens are more than " + shape.output.sum;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        boolean hasTotal = tally.has(UsagePath.TOTAL);
        long input = tally.require(shape.input.sum);
        long output = hasTotal ? tally.get(shape.output.sum) : tally.require(shape.output.sum);
        long total = hasTotal ? tally.get(UsagePath.TOTAL) : input + output;
        checkNumbers(tally);
        if (!tally.faulty()) {
            shape.addInput(tally, input, cached(tally, input));
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

    private void assertPart(Tally tally, UsagePath part, long output) {
        tally.assertPart(tally.get(part), part, output, shape.output.sum);
    }

    /** What no sum of tokens includes. */
    private void readBeside(Tally tally, ProviderFamily family) {
        long searches = tally.get(UsagePath.WEB_SEARCHES);
        if (tally.has(UsagePath.WEB_SEARCHES_DETAIL)) {
            long detail = tally.get(UsagePath.WEB_SEARCHES_DETAIL);
            tally.assertThat(
                    !tally.has(UsagePath.WEB_SEARCHES) || searches == detail,
                    "server_tool_use_details and server_tool_use differ in their searches");
            searches = detail;
        }
        tally.add(Component.WEB_SEARCH, searches + tally.get(UsagePath.SOURCES));
        if (shape == OpenAiShape.CHAT) {
            tally.add(Component.WEB_SEARCH, tally.get(UsagePath.SEARCH_QUERIES));
            tally.add(Component.INPUT, tally.get(UsagePath.CITATIONS));
            if (family == ProviderFamily.PERPLEXITY && !tally.has(shape.reasoning)) {
                tally.add(Component.REASONING, tally.get(UsagePath.TOP_REASONING));
            }
        }
    }
}
