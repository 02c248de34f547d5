package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;

/**
 * Bedrock's Converse. The input excludes both cache counts; the total is the sum of the four. Some replies write counts
 * twice, as {@code …Tokens} and {@code …TokenCount}: both must be the same. A cache write that {@code cacheDetails} does
 * not split by lifetime, or what they leave, is 5-minute; details above it are broken. Tools of the server have only been
 * seen as {@code {}}: what they count one day is a fault until its name and price are known.
 *
 * <p>Example: input 3, cache write 2,074 of which an hour 2,000, output 288, total 2,365: input 3, cache_write_1h 2,000,
 * cache_write_5m 74, output 288.
 */
final class BedrockReader implements UsageReader {
    private static final CountsRead COUNTS = CountsRead.of(
            UsagePath.B_INPUT,
            UsagePath.B_INPUT_TWIN,
            UsagePath.B_OUTPUT,
            UsagePath.B_OUTPUT_TWIN,
            UsagePath.B_CACHE_READ,
            UsagePath.B_CACHE_READ_TWIN,
            UsagePath.B_CACHE_WRITE,
            UsagePath.B_CACHE_WRITE_TWIN,
            UsagePath.B_CACHE_DETAILS,
            UsagePath.B_TOTAL);

    @Override
    public CountsRead counts() {
        return COUNTS;
    }

    @Override
    public void read(Tally tally, ProviderFamily family) {
        TaggedCounts lifetimes = tally.fields().list(UsagePath.B_CACHE_DETAILS);
        long input = count(tally, UsagePath.B_INPUT, UsagePath.B_INPUT_TWIN);
        long output = count(tally, UsagePath.B_OUTPUT, UsagePath.B_OUTPUT_TWIN);
        long read = twin(tally, UsagePath.B_CACHE_READ, UsagePath.B_CACHE_READ_TWIN);
        boolean hasWritten = tally.has(UsagePath.B_CACHE_WRITE) || tally.has(UsagePath.B_CACHE_WRITE_TWIN);
        long written =
                hasWritten ? twin(tally, UsagePath.B_CACHE_WRITE, UsagePath.B_CACHE_WRITE_TWIN) : lifetimes.sum();
        long oneHour = lifetimes.of(ListShape.ONE_HOUR);
        long total = tally.has(UsagePath.B_TOTAL) ? tally.get(UsagePath.B_TOTAL) : input + output + read + written;
        tally.details(UsagePath.B_CACHE_DETAILS);
        tally.knownAlone(UsagePath.B_SERVER_TOOLS);
        if (tally.faulty()) {
            return;
        }
        assertTwin(tally, UsagePath.B_INPUT, UsagePath.B_INPUT_TWIN);
        assertTwin(tally, UsagePath.B_OUTPUT, UsagePath.B_OUTPUT_TWIN);
        assertTwin(tally, UsagePath.B_CACHE_READ, UsagePath.B_CACHE_READ_TWIN);
        assertTwin(tally, UsagePath.B_CACHE_WRITE, UsagePath.B_CACHE_WRITE_TWIN);
        tally.assertThat(
                total == input + output + read + written,
                "totalTokens is not the sum of input, output, cache read and cache write");
        tally.assertThat(lifetimes.sum() <= written, "cacheDetails are more than cacheWriteInputTokens");
        tally.add(Component.INPUT, input);
        tally.add(Component.CACHE_READ, read);
        tally.add(Component.CACHE_WRITE_5M, written - oneHour);
        tally.add(Component.CACHE_WRITE_1H, oneHour);
        tally.add(Component.OUTPUT, output);
    }

    /** The count that one of both names gives; none is a fault. */
    private static long count(Tally tally, UsagePath path, UsagePath twin) {
        return tally.has(twin) ? twin(tally, path, twin) : tally.require(path);
    }

    private static long twin(Tally tally, UsagePath path, UsagePath twin) {
        long count = tally.get(twin);
        return tally.has(path) ? tally.get(path) : count;
    }

    private static void assertTwin(Tally tally, UsagePath path, UsagePath twin) {
        if (tally.has(path) && tally.has(twin) && tally.get(path) != tally.get(twin)) {
            tally.broken(twin + " is not " + path);
        }
    }
}
