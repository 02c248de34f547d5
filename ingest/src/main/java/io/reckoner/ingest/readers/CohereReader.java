package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * Cohere's {@code usage} of chats and {@code meta} of embeddings and reranking. What counts is {@code billed_units},
 * disjoint already, and a unit that is not known there is a fault; {@code tokens} are what the model saw and are not billed, {@code cached_tokens} are some of them.
 *
 * <p>Example: billed input 431, output 661, tokens input 2,190, output 1,257: input 431, output 661.
 */
final class CohereReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of(
            UsagePath.C_INPUT,
            UsagePath.C_OUTPUT,
            UsagePath.C_IMAGE_TOKENS,
            UsagePath.C_IMAGES,
            UsagePath.C_SEARCH_UNITS,
            UsagePath.C_TOKENS,
            UsagePath.TOP_CACHED);

    /** Any of these is a count; classifications are not read, since no component stands for them. */
    private static final UsagePath[] BILLED = {
        UsagePath.C_INPUT,
        UsagePath.C_OUTPUT,
        UsagePath.C_IMAGE_TOKENS,
        UsagePath.C_IMAGES,
        UsagePath.C_SEARCH_UNITS,
        UsagePath.C_CLASSIFICATIONS
    };

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        tally.knownAlone(UsagePath.C_BILLED);
        tally.require(UsagePath.C_BILLED);
        boolean any = false;
        for (UsagePath path : BILLED) {
            any |= tally.has(path);
            tally.get(path);
        }
        tally.details(UsagePath.C_TOKENS);
        long cached = tally.get(UsagePath.TOP_CACHED);
        long seen = tally.get(UsagePath.C_TOKENS_INPUT);
        tally.get(UsagePath.C_TOKENS_OUTPUT);
        if (tally.faulty()) {
            return;
        }
        if (!any) {
            tally.countFault("billed_units has no count");
        }
        if (tally.has(UsagePath.C_TOKENS_INPUT)) {
            tally.assertPart(cached, UsagePath.TOP_CACHED, seen, UsagePath.C_TOKENS_INPUT);
        }
        tally.add(Component.INPUT, tally.get(UsagePath.C_INPUT));
        tally.add(Component.INPUT_IMAGE, tally.get(UsagePath.C_IMAGE_TOKENS));
        tally.add(Component.OUTPUT, tally.get(UsagePath.C_OUTPUT));
        tally.add(Component.IMAGES, tally.get(UsagePath.C_IMAGES));
        tally.add(Component.SEARCH_UNITS, tally.get(UsagePath.C_SEARCH_UNITS));
    }
}
