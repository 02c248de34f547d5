package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * OpenAI's images. Input and output are the sums of their text and image tokens, where details name both. Without details
 * the input is text and the output is image. Models that report no tokens are counted in {@code images}, by the proxy.
 *
 * <p>Example: input 50 of which image 40, output 4,160, total 4,210: input 10, input_image 40, output_image 4,160.
 */
final class ImagesReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of(
                    UsagePath.INPUT,
                    UsagePath.INPUT_DETAILS,
                    UsagePath.OUTPUT,
                    UsagePath.OUTPUT_TEXT,
                    UsagePath.OUTPUT_IMAGE,
                    UsagePath.TOTAL)
            .and(Component.IMAGES);

    private static final OpenAiShape SHAPE = OpenAiShape.RESPONSES;

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        long images = tally.generic(Component.IMAGES);
        boolean inTokens = images < 0 || tally.has(UsagePath.INPUT) || tally.has(UsagePath.OUTPUT);
        long input = inTokens ? tally.require(UsagePath.INPUT) : 0;
        long output = inTokens ? tally.require(UsagePath.OUTPUT) : 0;
        long total = tally.has(UsagePath.TOTAL) ? tally.get(UsagePath.TOTAL) : input + output;
        SHAPE.checkInput(tally);
        SHAPE.output.checkNumbers(tally);
        if (tally.faulty()) {
            return;
        }
        tally.assertThat(total == input + output, SHAPE.totalBroken);
        boolean split = tally.has(UsagePath.INPUT_TEXT) && tally.has(UsagePath.INPUT_IMAGE);
        tally.assertThat(
                !split || SHAPE.input.parts(tally) == input,
                "input_tokens_details.text_tokens + image_tokens is not input_tokens");
        SHAPE.addInput(tally, input, tally.get(SHAPE.cache.read()), tally.get(SHAPE.cache.written()));
        addOutput(tally, output);
        tally.add(Component.IMAGES, Math.max(0, images));
    }

    private static void addOutput(Tally tally, long output) {
        long text = tally.get(UsagePath.OUTPUT_TEXT);
        long image = tally.has(UsagePath.OUTPUT_IMAGE) ? tally.get(UsagePath.OUTPUT_IMAGE) : output - text;
        boolean split = tally.has(UsagePath.OUTPUT_TEXT) && tally.has(UsagePath.OUTPUT_IMAGE);
        SHAPE.output.assertParts(tally, output);
        tally.assertThat(
                !split || text + image == output,
                "output_tokens_details.text_tokens + image_tokens is not output_tokens");
        tally.add(Component.OUTPUT, output - image);
        tally.add(Component.OUTPUT_IMAGE, image);
    }
}
