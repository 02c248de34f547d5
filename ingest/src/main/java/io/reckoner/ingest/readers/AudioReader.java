package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * OpenAI's transcriptions and speech. A transcription says by {@code type} whether it counts tokens or seconds: of tokens
 * the input is audio as far as no detail says otherwise, the output is text. Speech has no type: its input is text, its
 * output audio; where the reply counts nothing, the proxy counts {@code characters} of the request. One form holds for a
 * reply: counts of another beside it are a fault, since both would be billed.
 *
 * <p>Examples: type duration, seconds 1.5: seconds 1.5; type tokens, input 14, output 45: input_audio 14, output 45; input
 * 14, output 101: input 14, output_audio 101.
 */
final class AudioReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of(
                    UsagePath.INPUT,
                    UsagePath.INPUT_DETAILS,
                    UsagePath.OUTPUT,
                    UsagePath.OUTPUT_TEXT,
                    UsagePath.OUTPUT_AUDIO,
                    UsagePath.TOTAL)
            .and(Component.SECONDS, Component.CHARACTERS);
    private static final OpenAiShape SHAPE = OpenAiShape.RESPONSES;

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        boolean typed = tally.has(UsagePath.AUDIO_TYPE);
        long type = typed ? tally.word(UsagePath.AUDIO_TYPE) : -1;
        long seconds = tally.generic(Component.SECONDS);
        long characters = tally.generic(Component.CHARACTERS);
        boolean hasTokens = tally.has(UsagePath.INPUT) || tally.has(UsagePath.OUTPUT);
        if (tally.faulty()) {
            return;
        }
        if (type == UsagePath.DURATION && seconds < 0) {
            tally.countFault("seconds is missing");
        } else if (type == UsagePath.TOKENS || type < 0 && seconds < 0 && characters < 0 || hasTokens) {
            readTokens(tally, typed || tally.has(UsagePath.INPUT_DETAILS));
        }
        assertOneForm(tally, type, seconds, characters);
        tally.add(Component.SECONDS, Math.max(0, seconds));
        tally.add(Component.CHARACTERS, Math.max(0, characters));
    }

    private static void assertOneForm(Tally tally, long type, long seconds, long characters) {
        long tokens = tally.get(UsagePath.INPUT) + tally.get(UsagePath.OUTPUT);
        int forms =
                (tokens > 0 ? 1 : 0) + (seconds > 0 || type == UsagePath.DURATION ? 1 : 0) + (characters > 0 ? 1 : 0);
        if (forms > 1) {
            tally.countFault("more than one of tokens, seconds and characters is counted");
        }
    }

    private static void readTokens(Tally tally, boolean transcription) {
        long input = tally.require(UsagePath.INPUT);
        long output = tally.require(UsagePath.OUTPUT);
        long total = tally.has(UsagePath.TOTAL) ? tally.get(UsagePath.TOTAL) : input + output;
        SHAPE.checkInput(tally);
        SHAPE.output.checkNumbers(tally);
        if (tally.faulty()) {
            return;
        }
        tally.assertThat(total == input + output, SHAPE.totalBroken);
        boolean split = tally.has(UsagePath.INPUT_TEXT) && tally.has(UsagePath.INPUT_AUDIO);
        tally.assertThat(
                !split || SHAPE.input.parts(tally) == input,
                "input_token_details.text_tokens + audio_tokens is not input_tokens");
        SHAPE.output.assertParts(tally, output);
        SHAPE.addInput(
                tally,
                input,
                tally.get(SHAPE.cache.read()),
                tally.get(SHAPE.cache.written()),
                inputAudio(tally, input, transcription));
        long outputAudio = !transcription && !tally.has(UsagePath.OUTPUT_AUDIO)
                ? output - tally.get(UsagePath.OUTPUT_TEXT)
                : tally.get(UsagePath.OUTPUT_AUDIO);
        tally.add(Component.OUTPUT, output - outputAudio);
        tally.add(Component.OUTPUT_AUDIO, outputAudio);
    }

    /** The audio of an input: what the details name, else, where it is heard, all that they do not name otherwise. */
    private static long inputAudio(Tally tally, long input, boolean transcription) {
        if (tally.has(UsagePath.INPUT_AUDIO) || !transcription) {
            return tally.get(UsagePath.INPUT_AUDIO);
        }
        long cachedText = tally.get(SHAPE.cache.read()) - tally.get(SHAPE.cache.audio()) - SHAPE.cache.seen(tally);
        long text = tally.has(UsagePath.INPUT_TEXT)
                ? tally.get(UsagePath.INPUT_TEXT)
                : cachedText + tally.get(SHAPE.cache.written());
        return Math.max(0, input - SHAPE.input.seen(tally) - text);
    }
}
