package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * OpenAI's two shapes, chat completions and responses, which differ in names only.
 *
 * <p>The input includes cached, written, audio and image tokens; the output includes reasoning and rejected predictions.
 * What {@code total - input - output} leaves says where reasoning is: 0, inside the output; as much as the reasoning,
 * beside it (xAI); more, at Google, thinking shown nowhere else, which is output; anything else is broken. Cache writes
 * are 5-minute. Cached tokens are of the kind their details say, else text.
 *
 * <p>Example: prompt 100 of which 80 cached, completion 30 of which 20 reasoning, total 130: input 20, cache_read 80,
 * output 10, reasoning 20.
 */
final class OpenAiReader implements UsageReader {
    static final OpenAiReader CHAT = new OpenAiReader(Shape.CHAT);
    static final OpenAiReader RESPONSES = new OpenAiReader(Shape.RESPONSES);

    /** The names of a shape. */
    private enum Shape {
        CHAT(
                new Side(
                        UsagePath.PROMPT,
                        UsagePath.PROMPT_DETAILS,
                        UsagePath.PROMPT_TEXT,
                        UsagePath.PROMPT_AUDIO,
                        UsagePath.PROMPT_IMAGE),
                new Cache(
                        UsagePath.PROMPT_CACHED,
                        UsagePath.PROMPT_CACHE_WRITE,
                        UsagePath.PROMPT_CACHED_DETAILS,
                        UsagePath.PROMPT_CACHED_TEXT,
                        UsagePath.PROMPT_CACHED_AUDIO,
                        UsagePath.PROMPT_CACHED_IMAGE),
                new Side(
                        UsagePath.COMPLETION,
                        UsagePath.COMPLETION_DETAILS,
                        UsagePath.COMPLETION_TEXT,
                        UsagePath.COMPLETION_AUDIO,
                        UsagePath.COMPLETION_IMAGE),
                UsagePath.COMPLETION_REASONING),
        RESPONSES(
                new Side(
                        UsagePath.INPUT,
                        UsagePath.INPUT_DETAILS,
                        UsagePath.INPUT_TEXT,
                        UsagePath.INPUT_AUDIO,
                        UsagePath.INPUT_IMAGE),
                new Cache(
                        UsagePath.INPUT_CACHED,
                        UsagePath.INPUT_CACHE_WRITE,
                        UsagePath.INPUT_CACHED_DETAILS,
                        UsagePath.INPUT_CACHED_TEXT,
                        UsagePath.INPUT_CACHED_AUDIO,
                        UsagePath.INPUT_CACHED_IMAGE),
                new Side(
                        UsagePath.OUTPUT,
                        UsagePath.OUTPUT_DETAILS,
                        UsagePath.OUTPUT_TEXT,
                        UsagePath.OUTPUT_AUDIO,
                        UsagePath.OUTPUT_IMAGE),
                UsagePath.OUTPUT_REASONING);

        final Side input;
        final Cache cache;
        final Side output;
        final UsagePath reasoning;

        Shape(Side input, Cache cache, Side output, UsagePath reasoning) {
            this.input = input;
            this.cache = cache;
            this.output = output;
            this.reasoning = reasoning;
        }
    }

    private record Side(UsagePath sum, UsagePath details, UsagePath text, UsagePath audio, UsagePath image) {
        /** Asserts that no part is more than the sum. */
        void assertParts(Tally tally, long sum) {
            tally.assertPart(tally.get(text), text, sum, this.sum);
            tally.assertPart(tally.get(audio), audio, sum, this.sum);
            tally.assertPart(tally.get(image), image, sum, this.sum);
        }

        void checkNumbers(Tally tally) {
            tally.details(details);
            tally.get(text);
            tally.get(audio);
            tally.get(image);
        }
    }

    private record Cache(
            UsagePath read, UsagePath written, UsagePath details, UsagePath text, UsagePath audio, UsagePath image) {
        void checkNumbers(Tally tally) {
            tally.details(details);
            tally.get(read);
            tally.get(written);
            tally.get(text);
            tally.get(audio);
            tally.get(image);
        }
    }

    /** Where providers of the chat shape put cached tokens outside the details. */
    private static final UsagePath[] OTHER_CACHED = {UsagePath.CACHE_HIT, UsagePath.NUM_CACHED, UsagePath.TOP_CACHED};

    private final Shape shape;
    private final String cacheDetailsBroken;
    private final String inputBroken;
    private final String outputBroken;
    private final String totalBroken;

    private OpenAiReader(Shape shape) {
        this.shape = shape;
        cacheDetailsBroken = shape.cache.details + " are more than " + shape.cache.read;
        inputBroken = "cached, written, audio and image tokens are more than " + shape.input.sum;
        outputBroken = "reasoning, audio and image tokens are more than " + shape.output.sum;
        totalBroken = UsagePath.TOTAL + " is not " + shape.input.sum + " + " + shape.output.sum;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        boolean hasTotal = tally.has(UsagePath.TOTAL);
        long input = tally.require(shape.input.sum);
        long output = hasTotal ? tally.get(shape.output.sum) : tally.require(shape.output.sum);
        long total = hasTotal ? tally.get(UsagePath.TOTAL) : input + output;
        checkNumbers(tally);
        if (!tally.faulty()) {
            readInput(tally, input);
        }
        if (!tally.faulty()) {
            readOutput(tally, output, total - input - output, family);
        }
    }

    private void checkNumbers(Tally tally) {
        shape.input.checkNumbers(tally);
        shape.cache.checkNumbers(tally);
        shape.output.checkNumbers(tally);
        tally.get(shape.reasoning);
        if (shape == Shape.CHAT) {
            for (UsagePath other : OTHER_CACHED) {
                tally.get(other);
            }
            tally.get(UsagePath.CACHE_MISS);
            tally.get(UsagePath.COMPLETION_ACCEPTED);
            tally.get(UsagePath.COMPLETION_REJECTED);
        }
    }

    private void readInput(Tally tally, long input) {
        long cached = cached(tally, input);
        long written = tally.get(shape.cache.written);
        long audio = tally.get(shape.input.audio);
        long image = tally.get(shape.input.image);
        long cachedAudio = tally.get(shape.cache.audio);
        long cachedImage = tally.get(shape.cache.image);
        shape.input.assertParts(tally, input);
        tally.assertPart(cached, shape.cache.read, input, shape.input.sum);
        tally.assertPart(written, shape.cache.written, input, shape.input.sum);
        tally.assertPart(cachedAudio, shape.cache.audio, audio, shape.input.audio);
        tally.assertPart(cachedImage, shape.cache.image, image, shape.input.image);
        tally.assertThat(tally.get(shape.cache.text) + cachedAudio + cachedImage <= cached, cacheDetailsBroken);
        long cachedText = cached - cachedAudio - cachedImage;
        long text = input - audio - image - cachedText - written;
        tally.assertThat(text >= 0, inputBroken);
        tally.add(Component.INPUT, text);
        tally.add(Component.INPUT_AUDIO, audio - cachedAudio);
        tally.add(Component.INPUT_IMAGE, image - cachedImage);
        tally.add(Component.CACHE_READ, cachedText + cachedImage);
        tally.add(Component.CACHE_READ_AUDIO, cachedAudio);
        tally.add(Component.CACHE_WRITE_5M, written);
    }

    /** The cached tokens, wherever this provider writes them; those written twice must be the same. */
    private long cached(Tally tally, long input) {
        long cached = tally.get(shape.cache.read);
        if (shape == Shape.RESPONSES) {
            return cached;
        }
        boolean known = tally.has(shape.cache.read);
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
        long image = tally.get(shape.output.image);
        boolean inside = beyond != reasoning || reasoning == 0;
        boolean hidden = beyond > reasoning && family == ProviderFamily.GOOGLE;
        tally.assertThat(beyond == 0 || !inside || hidden, totalBroken);
        long whole = hidden ? output + beyond : output;
        shape.output.assertParts(tally, whole);
        if (shape == Shape.CHAT) {
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
}
