package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * The names of OpenAI's two shapes, chat completions and responses, and how both take an input apart: it includes cached,
 * written, audio, image and video tokens. Video counts as image. Cache writes are 5-minute unless a split says otherwise. Cached tokens are of the kind their details say, else text.
 */
enum OpenAiShape {
    CHAT(
            new Side(
                    UsagePath.PROMPT,
                    UsagePath.PROMPT_DETAILS,
                    UsagePath.PROMPT_TEXT,
                    UsagePath.PROMPT_AUDIO,
                    UsagePath.PROMPT_IMAGE,
                    UsagePath.PROMPT_VIDEO),
            new Cache(
                    UsagePath.PROMPT_CACHED,
                    UsagePath.PROMPT_CACHE_WRITE,
                    UsagePath.PROMPT_CACHED_DETAILS,
                    UsagePath.PROMPT_CACHED_TEXT,
                    UsagePath.PROMPT_CACHED_AUDIO,
                    UsagePath.PROMPT_CACHED_IMAGE,
                    UsagePath.PROMPT_CACHED_VIDEO),
            new Side(
                    UsagePath.COMPLETION,
                    UsagePath.COMPLETION_DETAILS,
                    UsagePath.COMPLETION_TEXT,
                    UsagePath.COMPLETION_AUDIO,
                    UsagePath.COMPLETION_IMAGE,
                    UsagePath.COMPLETION_VIDEO),
            UsagePath.COMPLETION_REASONING),
    RESPONSES(
            new Side(
                    UsagePath.INPUT,
                    UsagePath.INPUT_DETAILS,
                    UsagePath.INPUT_TEXT,
                    UsagePath.INPUT_AUDIO,
                    UsagePath.INPUT_IMAGE,
                    UsagePath.INPUT_VIDEO),
            new Cache(
                    UsagePath.INPUT_CACHED,
                    UsagePath.INPUT_CACHE_WRITE,
                    UsagePath.INPUT_CACHED_DETAILS,
                    UsagePath.INPUT_CACHED_TEXT,
                    UsagePath.INPUT_CACHED_AUDIO,
                    UsagePath.INPUT_CACHED_IMAGE,
                    UsagePath.INPUT_CACHED_VIDEO),
            new Side(
                    UsagePath.OUTPUT,
                    UsagePath.OUTPUT_DETAILS,
                    UsagePath.OUTPUT_TEXT,
                    UsagePath.OUTPUT_AUDIO,
                    UsagePath.OUTPUT_IMAGE,
                    UsagePath.OUTPUT_VIDEO),
            UsagePath.OUTPUT_REASONING);

    final Side input;
    final Cache cache;
    final Side output;
    final UsagePath reasoning;
    final String totalBroken;
    private final String cacheDetailsBroken;
    private final String inputBroken;

    OpenAiShape(Side input, Cache cache, Side output, UsagePath reasoning) {
        this.input = input;
        this.cache = cache;
        this.output = output;
        this.reasoning = reasoning;
        totalBroken = UsagePath.TOTAL + " is not " + input.sum + " + " + output.sum;
        cacheDetailsBroken = cache.details + " are more than " + cache.read;
        inputBroken = "cached, written, audio, image and video tokens are more than " + input.sum;
    }

    /** One side: its sum, and the parts its details name. */
    static final class Side {
        final UsagePath sum;
        final UsagePath details;
        final UsagePath text;
        final UsagePath audio;
        final UsagePath image;
        private final UsagePath video;
        private final String partsBroken;

        Side(UsagePath sum, UsagePath details, UsagePath text, UsagePath audio, UsagePath image, UsagePath video) {
            this.sum = sum;
            this.details = details;
            this.text = text;
            this.audio = audio;
            this.image = image;
            this.video = video;
            partsBroken = "text, audio, image and video tokens are more than " + sum;
        }

        /** Asserts that the parts are not more than the sum. */
        void assertParts(Tally tally, long sum) {
            tally.assertPart(tally.get(text), text, sum, this.sum);
            tally.assertPart(tally.get(audio), audio, sum, this.sum);
            tally.assertPart(tally.get(image), image, sum, this.sum);
            tally.assertPart(tally.get(video), video, sum, this.sum);
            tally.assertThat(parts(tally) <= sum, partsBroken);
        }

        /** What the details name. */
        long parts(Tally tally) {
            return tally.get(text) + tally.get(audio) + seen(tally);
        }

        /** Images and video, which is priced as images are. */
        long seen(Tally tally) {
            return tally.get(image) + tally.get(video);
        }

        void checkNumbers(Tally tally) {
            tally.details(details);
            tally.get(text);
            tally.get(audio);
            seen(tally);
        }
    }

    /** The cached part of an input. */
    record Cache(
            UsagePath read,
            UsagePath written,
            UsagePath details,
            UsagePath text,
            UsagePath audio,
            UsagePath image,
            UsagePath video) {
        void checkNumbers(Tally tally) {
            tally.details(details);
            tally.get(read);
            tally.get(written);
            tally.get(text);
            tally.get(audio);
            seen(tally);
        }

        long seen(Tally tally) {
            return tally.get(image) + tally.get(video);
        }
    }

    /** Asks for all numbers of the input: a bad one is the stronger reason. */
    void checkInput(Tally tally) {
        input.checkNumbers(tally);
        cache.checkNumbers(tally);
    }

    /** Takes an input apart of which so many tokens were read from the cache, and so many written, for 5 minutes. */
    void addInput(Tally tally, long sum, long cached, long written) {
        addInput(tally, sum, cached, written, tally.get(input.audio));
    }

    /** The same where it is known otherwise how many of the tokens are audio. */
    void addInput(Tally tally, long sum, long cached, long written, long audio) {
        long image = input.seen(tally);
        long cachedAudio = tally.get(cache.audio);
        long cachedImage = cache.seen(tally);
        input.assertParts(tally, sum);
        tally.assertPart(cached, cache.read, sum, input.sum);
        tally.assertPart(written, cache.written, sum, input.sum);
        tally.assertPart(cachedAudio, cache.audio, audio, input.audio);
        tally.assertPart(tally.get(cache.image), cache.image, tally.get(input.image), input.image);
        tally.assertPart(tally.get(cache.video), cache.video, tally.get(input.video), input.video);
        tally.assertThat(tally.get(cache.text) + cachedAudio + cachedImage <= cached, cacheDetailsBroken);
        long cachedText = cached - cachedAudio - cachedImage;
        long text = sum - audio - image - cachedText - written;
        tally.assertThat(text >= 0, inputBroken);
        tally.add(Component.INPUT, text);
        tally.add(Component.INPUT_AUDIO, audio - cachedAudio);
        tally.add(Component.INPUT_IMAGE, image - cachedImage);
        tally.add(Component.CACHE_READ, cachedText + cachedImage);
        tally.add(Component.CACHE_READ_AUDIO, cachedAudio);
        tally.add(Component.CACHE_WRITE_5M, written);
    }
}
