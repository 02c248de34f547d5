package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * Anthropic messages. The input excludes both cache counts; the output includes thinking. A cache write that is not
 * split by lifetime, or what a split leaves, is 5-minute. Searches are {@code web_search}, fetches {@code tool_call}.
 * {@code iterations} are not billed; those that are messages add up to the counts beside them.
 *
 * <p>Example: input 10, cache_creation 500 of which 300 for an hour, cache_read 80, output 30: input 10, cache_write_1h
 * 300, cache_write_5m 200, cache_read 80, output 30.
 */
final class AnthropicReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of(
            UsagePath.INPUT,
            UsagePath.CACHE_CREATION_SUM,
            UsagePath.CACHE_CREATION,
            UsagePath.CACHE_READ,
            UsagePath.OUTPUT,
            UsagePath.OUTPUT_THINKING,
            UsagePath.SERVER_TOOLS,
            UsagePath.ITERATIONS);

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        long input = tally.require(UsagePath.INPUT);
        long output = tally.require(UsagePath.OUTPUT);
        long cacheRead = tally.get(UsagePath.CACHE_READ);
        long fiveMinutes = tally.get(UsagePath.CACHE_CREATION_5M);
        long oneHour = tally.get(UsagePath.CACHE_CREATION_1H);
        long written = tally.has(UsagePath.CACHE_CREATION_SUM)
                ? tally.get(UsagePath.CACHE_CREATION_SUM)
                : fiveMinutes + oneHour;
        long thinking = tally.get(UsagePath.OUTPUT_THINKING);
        long searches = tally.get(UsagePath.WEB_SEARCHES);
        long tools = tally.get(UsagePath.WEB_FETCHES)
                + tally.get(UsagePath.TOOL_SEARCHES)
                + tally.get(UsagePath.CODE_EXECUTIONS);
        tally.details(UsagePath.CACHE_CREATION);
        tally.details(UsagePath.OUTPUT_DETAILS);
        tally.knownAlone(UsagePath.SERVER_TOOLS);
        tally.details(UsagePath.ITERATIONS);
        if (tally.faulty()) {
            return;
        }
        tally.assertThat(fiveMinutes + oneHour <= written, "cache_creation is more than cache_creation_input_tokens");
        tally.assertPart(thinking, UsagePath.OUTPUT_THINKING, output, UsagePath.OUTPUT);
        assertIterations(tally, input, output, cacheRead, written);
        tally.add(Component.INPUT, input);
        tally.add(Component.CACHE_READ, cacheRead);
        tally.add(Component.CACHE_WRITE_5M, written - oneHour);
        tally.add(Component.CACHE_WRITE_1H, oneHour);
        tally.add(Component.OUTPUT, output - thinking);
        tally.add(Component.REASONING, thinking);
        tally.add(Component.WEB_SEARCH, searches);
        tally.add(Component.TOOL_CALL, tools);
    }

    private static void assertIterations(Tally tally, long input, long output, long cacheRead, long written) {
        TaggedCounts messages = tally.fields().list(UsagePath.ITERATIONS);
        tally.assertThat(
                messages.entries() == 0
                        || messages.of(ListShape.MESSAGE, ListShape.ITERATION_INPUT) == input
                                && messages.of(ListShape.MESSAGE, ListShape.ITERATION_OUTPUT) == output
                                && messages.of(ListShape.MESSAGE, ListShape.ITERATION_CACHE_READ) == cacheRead
                                && messages.of(ListShape.MESSAGE, ListShape.ITERATION_CACHE_CREATION) == written,
                "the messages among iterations do not add up to the counts beside them");
    }
}
