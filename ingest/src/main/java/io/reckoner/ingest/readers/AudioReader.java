package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * OpenAI's transcriptions and speech. A transcription says by {@code type} whether it counts tokens or seconds: of tokens
 * the input is audio as far as no detail says text, the output is text. Speech has no type: its input is text, its output
 * audio; where the reply counts nothing, the proxy counts {@code characters} of the request.
 *
 * <p>Examples: type duration, seconds 1.5: seconds 1.5; type tokens, input 14, output 45: input_audio 14, output 45; input
 * 14, output 101: input 14, output_audio 101.
 */
final class AudioReader implements UsageReader {
    private static final OpenAiShape SHAPE = OpenAiShape.RESPONSES;

    @Override
    public void read(Tally tally, ProviderFamily family) {
        boolean typed = tally.has(UsagePath.AUDIO_TYPE);
        long type = typed ? tally.word(UsagePath.AUDIO_TYPE) : UsagePath.TOKENS;
        long seconds = tally.generic(Component.SECONDS);
        long characters = tally.generic(Component.CHARACTERS);
        if (tally.faulty()) {
            return;
        }
        if (typed && type == UsagePath.DURATION && seconds < 0) {
            tally.countFault("seconds is missing");
        } else if (seconds < 0 && characters < 0 || tally.has(UsagePath.INPUT)) {
            readTokens(tally, typed || tally.has(UsagePath.INPUT_DETAILS));
        }
        tally.add(Component.SECONDS, Math.max(0, seconds));
        tally.add(Component.CHARACTERS, Math.max(0, characters));
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
        SHAPE.input.assertParts(tally, input);
        SHAPE.output.assertParts(tally, output);
        long inputAudio = part(tally, UsagePath.INPUT_AUDIO, UsagePath.INPUT_TEXT, input, transcription);
        long outputAudio = part(tally, UsagePath.OUTPUT_AUDIO, UsagePath.OUTPUT_TEXT, output, !transcription);
        tally.add(Component.INPUT, input - inputAudio);
        tally.add(Component.INPUT_AUDIO, inputAudio);
        tally.add(Component.OUTPUT, output - outputAudio);
        tally.add(Component.OUTPUT_AUDIO, outputAudio);
    }

    /** The audio of a sum: what its details name, else all but the text on the side where audio is what is heard. */
    private static long part(Tally tally, UsagePath audio, UsagePath text, long sum, boolean heard) {
        return tally.has(audio) || !heard ? tally.get(audio) : sum - tally.get(text);
    }
}
