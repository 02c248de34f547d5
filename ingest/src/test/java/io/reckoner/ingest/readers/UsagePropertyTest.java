package io.reckoner.ingest.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Whatever counts a provider makes its sums of, the reader finds the same counts again, and adds up to the sums. */
class UsagePropertyTest {
    private static final int OBJECTS = 400;
    private static final List<String> TOTALS = List.of("total_tokens", "totalTokenCount", "totalTokens");

    static Stream<Arguments> formatsAndSeeds() {
        return Stream.of(UsageFormat.values())
                .flatMap(format -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(format, seed)));
    }

    @ParameterizedTest
    @MethodSource("formatsAndSeeds")
    void theCountsASumIsMadeOfAreFoundAgain(UsageFormat format, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < OBJECTS; i++) {
            RandomUsage invented = new RandomUsage(format, random);
            assertThat(read(format, invented)).as(invented.usage().toString()).isEqualTo(invented.counts());
        }
    }

    @ParameterizedTest
    @MethodSource("formatsAndSeeds")
    void tokensAddUpToTheTotalAndAnotherTotalIsBroken(UsageFormat format, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < OBJECTS; i++) {
            RandomUsage invented = new RandomUsage(format, random);
            ObjectNode usage = invented.usage();
            for (String name : TOTALS) {
                if (!usage.has(name)) {
                    continue;
                }
                long total = usage.get(name).asLong();
                long beside = usage.path("citation_tokens").asLong(0);
                assertThat(tokens(read(format, invented)) - beside).isEqualTo(total);
                usage.put(name, total + 100_001 + random.nextInt(1000));
                assertThat(UsageReaders.read(usage.toString(), format, invented.provider()))
                        .isInstanceOfSatisfying(UsageReaders.Result.Fault.class, fault -> assertThat(fault.reason())
                                .isEqualTo(SuspenseReason.IDENTITY_BROKEN));
            }
        }
    }

    /** Each count of another dialect, put into a good object of this one. */
    @ParameterizedTest
    @MethodSource("formatsAndSeeds")
    void aCountThatTheDialectDoesNotKnowIsNeverPassedOver(UsageFormat format, long seed) {
        Random random = new Random(seed);
        for (UsagePath path : UsagePath.values()) {
            if (path.kind != UsagePath.Kind.COUNT || UsageReading.counts(format).knows(path)) {
                continue;
            }
            RandomUsage invented = new RandomUsage(format, random);
            for (String name : path.names()) {
                ObjectNode usage = invented.usage().deepCopy();
                ObjectNode at = usage;
                List<String> steps = List.of(name.split("\\."));
                for (String step : steps.subList(0, steps.size() - 1)) {
                    at = at.withObject(step);
                }
                at.put(steps.getLast(), 1 + random.nextInt(1000));
                assertThat(UsageReaders.read(usage.toString(), format, invented.provider()))
                        .as(usage.toString())
                        .isInstanceOfSatisfying(UsageReaders.Result.Fault.class, fault -> assertThat(fault.reason())
                                .isIn(SuspenseReason.COUNT, SuspenseReason.DUPLICATE_JSON_KEY));
            }
        }
    }

    private static Map<Component, Long> read(UsageFormat format, RandomUsage invented) {
        return switch (UsageReaders.read(invented.usage().toString(), format, invented.provider())) {
            case UsageReaders.Result.Counts counts -> counts.counts();
            case UsageReaders.Result.Fault fault -> throw new AssertionError(fault + " " + invented.usage());
        };
    }

    private static long tokens(Map<Component, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().unit() == Component.Unit.TOKEN)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
