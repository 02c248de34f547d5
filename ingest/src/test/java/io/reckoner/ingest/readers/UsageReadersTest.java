package io.reckoner.ingest.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class UsageReadersTest {
    private static String read(String format, String provider, String usage) {
        UsageFormat known = UsageFormat.byCode(format).orElseThrow();
        return switch (UsageReaders.read(usage, known, provider)) {
            case UsageReaders.Result.Counts counts ->
                new TreeMap<>(counts.counts())
                        .entrySet().stream()
                                .map(e -> e.getKey().code() + "=" + e.getValue())
                                .collect(Collectors.joining(" "));
            case UsageReaders.Result.Fault fault -> fault.reason().code() + ": " + fault.detail();
        };
    }

    @ParameterizedTest
    @CsvFileSource(resources = "usage-bodies.csv", delimiter = '|', quoteCharacter = '\'')
    void realShapesGiveDisjointCounts(String format, String provider, String usage, String expected) {
        assertThat(read(format, provider, usage)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "usage-faults.csv", delimiter = '|', quoteCharacter = '\'')
    void whatDoesNotAddUpIsNeverCut(String format, String provider, String usage, String expected) {
        assertThat(read(format, provider, usage)).isEqualTo(expected);
    }

    /**
     * An object under the name of another dialect loses nothing: it is refused, or it is one that both write alike. Which
     * modality its sums are of, only the dialect says: plain sums of images and of speech look like those of a response.
     */
    @ParameterizedTest
    @EnumSource(value = UsageFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "GENERIC")
    void everyFormatRefusesTheObjectsOfOthersOrReadsTheSame(UsageFormat format) {
        int refused = 0;
        for (UsageCase other : UsageCase.all()) {
            switch (UsageReaders.read(other.usage(), format, other.provider())) {
                case UsageReaders.Result.Counts counts ->
                    assertThat(plain(counts))
                            .as(other.format().code() + " as " + format.code() + ": " + other.usage())
                            .isEqualTo(plain((UsageReaders.Result.Counts)
                                    UsageReaders.read(other.usage(), other.format(), other.provider())));
                case UsageReaders.Result.Fault fault -> {
                    assertThat(fault.reason()).isIn(SuspenseReason.COUNT, SuspenseReason.IDENTITY_BROKEN);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(UsageCase.all().size() / 2);
    }

    private static Map<Component, Long> plain(UsageReaders.Result.Counts counts) {
        Map<Component, Long> plain = new EnumMap<>(Component.class);
        counts.counts().forEach((component, count) -> plain.merge(withoutModality(component), count, Long::sum));
        return plain;
    }

    private static Component withoutModality(Component component) {
        return switch (component) {
            case INPUT_AUDIO, INPUT_IMAGE -> Component.INPUT;
            case OUTPUT_AUDIO, OUTPUT_IMAGE -> Component.OUTPUT;
            default -> component;
        };
    }

    /** In every format a count that cannot be is a fault before any sum is. */
    @ParameterizedTest
    @EnumSource(UsageFormat.class)
    void everyFormatRefusesAnObjectOfNone(UsageFormat format) {
        var result = UsageReaders.read("{\"no\":{\"such\":[\"thing\"]}}", format, "any");
        assertThat(result).isInstanceOfSatisfying(UsageReaders.Result.Fault.class, fault -> assertThat(fault.reason())
                .isEqualTo(SuspenseReason.COUNT));
    }

    /** Adding a component to the register is enough for the generic format to know it. */
    @ParameterizedTest
    @EnumSource(Component.class)
    void theGenericFormatKnowsEveryComponent(Component component) {
        long unit = component.scale() == 6 ? 1_000_000 : 1;
        assertThat(UsageReaders.read("{\"" + component.code() + "\":1}", UsageFormat.GENERIC, "any"))
                .isInstanceOfSatisfying(UsageReaders.Result.Counts.class, counts -> assertThat(counts.counts())
                        .containsEntry(component, unit));
    }
}
