package io.reckoner.ingest.readers;

/**
 * OpenAI's embeddings, and those of others who write like it. All is input, audio and image tokens apart where details
 * name them; the total is the prompt, and stands in where only it is given (Voyage). There is no output.
 *
 * <p>Example: prompt 8, total 8: input 8.
 */
final class EmbeddingsReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of(
            UsagePath.PROMPT,
            UsagePath.PROMPT_CACHED,
            UsagePath.PROMPT_CACHE_WRITE,
            UsagePath.PROMPT_TEXT,
            UsagePath.PROMPT_AUDIO,
            UsagePath.PROMPT_IMAGE,
            UsagePath.PROMPT_VIDEO,
            UsagePath.PROMPT_CACHED_DETAILS,
            UsagePath.TOTAL);

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        OpenAiShape shape = OpenAiShape.CHAT;
        long prompt = tally.has(UsagePath.TOTAL) && !tally.has(UsagePath.PROMPT)
                ? tally.get(UsagePath.TOTAL)
                : tally.require(UsagePath.PROMPT);
        long total = tally.has(UsagePath.TOTAL) ? tally.get(UsagePath.TOTAL) : prompt;
        shape.checkInput(tally);
        if (tally.faulty()) {
            return;
        }
        tally.assertThat(total == prompt, "total_tokens is not prompt_tokens");
        shape.addInput(tally, prompt, tally.get(shape.cache.read()), tally.get(shape.cache.written()));
    }
}
