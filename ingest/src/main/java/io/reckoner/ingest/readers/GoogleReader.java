package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * Google's own shape, {@code usageMetadata}. The prompt includes cached tokens; the candidates exclude thoughts; the
 * prompt of tools is outside the prompt and priced as input. Google leaves zeros out: a count that is not there is zero.
 *
 * <p>Details may be incomplete: what none names is text. Documents and video are image. Cached tokens leave the modality
 * they are of. Details above their count are broken.
 *
 * <p>Example: prompt 373 (text 115, image 258), cached 204 (text 63, image 141), candidates 89, thoughts 167, total 629:
 * input 52, input_image 117, cache_read 204, output 89, reasoning 167.
 */
final class GoogleReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of(
            UsagePath.G_PROMPT,
            UsagePath.G_CACHED,
            UsagePath.G_CANDIDATES,
            UsagePath.G_THOUGHTS,
            UsagePath.G_TOOL_PROMPT,
            UsagePath.G_TOTAL,
            UsagePath.G_PROMPT_DETAILS,
            UsagePath.G_PROMPT_DETAIL,
            UsagePath.G_CACHED_DETAILS,
            UsagePath.G_CANDIDATES_DETAILS,
            UsagePath.G_TOOL_PROMPT_DETAILS);

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        boolean hasTotal = tally.has(UsagePath.G_TOTAL);
        long prompt = hasTotal ? tally.get(UsagePath.G_PROMPT) : tally.require(UsagePath.G_PROMPT);
        long candidates = tally.get(UsagePath.G_CANDIDATES);
        long thoughts = tally.get(UsagePath.G_THOUGHTS);
        long tools = tally.get(UsagePath.G_TOOL_PROMPT);
        long cached = tally.get(UsagePath.G_CACHED);
        long total = tally.get(UsagePath.G_TOTAL);
        tally.details(UsagePath.G_PROMPT_DETAILS);
        tally.details(UsagePath.G_PROMPT_DETAIL);
        tally.details(UsagePath.G_CACHED_DETAILS);
        tally.details(UsagePath.G_CANDIDATES_DETAILS);
        tally.details(UsagePath.G_TOOL_PROMPT_DETAILS);
        if (tally.faulty()) {
            return;
        }
        tally.assertThat(
                !hasTotal || total == prompt + candidates + thoughts + tools,
                "totalTokenCount is not the sum of prompt, candidates, thoughts and tool-use prompt");
        tally.assertPart(cached, UsagePath.G_CACHED, prompt, UsagePath.G_PROMPT);
        assertDetails(tally, UsagePath.G_PROMPT_DETAILS, prompt);
        assertDetails(tally, UsagePath.G_PROMPT_DETAIL, prompt);
        TaggedCounts details = tally.fields().list(UsagePath.G_PROMPT_DETAILS);
        TaggedCounts detail = tally.fields().list(UsagePath.G_PROMPT_DETAIL);
        tally.assertThat(
                details.sum() == 0 || detail.sum() == 0 || details.isSame(detail),
                "promptTokensDetails and promptTokenDetails differ");
        assertDetails(tally, UsagePath.G_CACHED_DETAILS, cached);
        assertDetails(tally, UsagePath.G_CANDIDATES_DETAILS, candidates);
        assertDetails(tally, UsagePath.G_TOOL_PROMPT_DETAILS, tools);
        addPrompt(tally, prompt, cached);
        tally.add(Component.INPUT, tools);
        addCandidates(tally, candidates);
        tally.add(Component.REASONING, thoughts);
    }

    private static void addPrompt(Tally tally, long prompt, long cached) {
        TaggedCounts parts = tally.fields().list(promptDetails(tally));
        TaggedCounts cachedParts = tally.fields().list(UsagePath.G_CACHED_DETAILS);
        long audio = parts.of(ListShape.AUDIO);
        long image = image(parts);
        long cachedAudio = cachedParts.of(ListShape.AUDIO);
        long cachedImage = image(cachedParts);
        long cachedText = cached - cachedAudio - cachedImage;
        long text = prompt - audio - image - cachedText;
        tally.assertThat(
                text >= 0 && cachedAudio <= audio && cachedImage <= image,
                "cached tokens are more than the prompt has of their kind");
        tally.add(Component.INPUT, text);
        tally.add(Component.INPUT_AUDIO, audio - cachedAudio);
        tally.add(Component.INPUT_IMAGE, image - cachedImage);
        tally.add(Component.CACHE_READ, cachedText + cachedImage);
        tally.add(Component.CACHE_READ_AUDIO, cachedAudio);
    }

    /** The details of the prompt: under whichever of their two names they count anything. */
    private static UsagePath promptDetails(Tally tally) {
        return tally.fields().list(UsagePath.G_PROMPT_DETAILS).sum() > 0
                ? UsagePath.G_PROMPT_DETAILS
                : UsagePath.G_PROMPT_DETAIL;
    }

    private static void addCandidates(Tally tally, long candidates) {
        TaggedCounts parts = tally.fields().list(UsagePath.G_CANDIDATES_DETAILS);
        long audio = parts.of(ListShape.AUDIO);
        long image = image(parts);
        tally.add(Component.OUTPUT, candidates - audio - image);
        tally.add(Component.OUTPUT_AUDIO, audio);
        tally.add(Component.OUTPUT_IMAGE, image);
    }

    private static long image(TaggedCounts parts) {
        return parts.of(ListShape.IMAGE) + parts.of(ListShape.DOCUMENT) + parts.of(ListShape.VIDEO);
    }

    private static void assertDetails(Tally tally, UsagePath path, long count) {
        if (tally.fields().list(path).sum() > count) {
            tally.broken(path + " are more than their count");
        }
    }
}
