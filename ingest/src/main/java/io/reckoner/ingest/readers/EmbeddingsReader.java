package io.reckoner.ingest.readers;

/**
 * OpenAI's embeddings, and those of others who write like it. All is input, audio and image tokens apart where details
 * name them; the total is the prompt, and stands in where only it is given (Voyage). There is no output.
 *
 * <p>Example: prompt 8, total 8: input 8.
 */
final class EmbeddingsReader implements UsageReader {
    @Override
    public void read(Tally tally, ProviderFamily family) {
        OpenAiShape shape = OpenAiShape.CHAT;
        long prompt = tally.has(UsagePath.TOTAL) && !tally.has(UsagePath.PROMPT)
                ? tally.get(UsagePath.TOTAL)
                : tally.require(UsagePath.PROMPT);
        long total = tally.has(UsagePath.TOTAL) ? tally.get(UsagePath.TOTAL) : prompt;
        long completion = tally.get(UsagePath.COMPLETION);
        shape.checkInput(tally);
        if (tally.faulty()) {
            return;
        }
        tally.assertThat(total == prompt, "total_tokens is not prompt_tokens");
        tally.assertThat(completion == 0, "an embedding has completion_tokens");
        shape.addInput(tally, prompt, tally.get(shape.cache.read()));
    }
}
