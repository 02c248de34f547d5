package io.reckoner.ingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.ingest.segment.Numbering.Arrival;
import io.reckoner.ingest.segment.Numbering.Known;
import io.reckoner.ingest.segment.SegmentInspection.Refusal;
import io.reckoner.ingest.segment.SegmentInspection.Refused;
import io.reckoner.ingest.segment.SegmentInspection.Sound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberingTest {
    private static final String SHA = "ab".repeat(32);
    private static final String OTHER_SHA = "cd".repeat(32);

    private static Seal seal(String proxy, long sequence, String sha256) {
        return new Seal(proxy, sequence, 0, 0, sha256, null, null, SegmentFiles.NOON, Seal.Origin.PROXY);
    }

    private static Sound sound(String proxy, long sequence, String sha256) {
        SegmentName name = new SegmentName(proxy, sequence);
        Path file = Path.of(name.sealedFile(Compression.GZIP));
        return new Sound(file, name, Compression.GZIP, seal(proxy, sequence, sha256), 500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            eu | 1 | ab | SecondDelivery
            eu | 1 | cd | Rejected
            eu | 2 | ab | Fresh
            us | 1 | ab | Fresh
            """)
    void aNumberHasOneContent(String proxy, long sequence, String sha, String expected) {
        List<Known> known = List.of(new Known("eu", 1, SHA, SegmentFiles.NOON));
        Arrival arrival = Numbering.judge(sound(proxy, sequence, sha.repeat(32)), known);
        assertThat(arrival.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void aSealThatPromisesSomethingElseIsOtherContent() {
        List<Known> known = List.of(new Known("eu", 1, SHA, SegmentFiles.NOON.plusSeconds(1)));
        assertThat(Numbering.judge(sound("eu", 1, SHA), known))
                .isInstanceOfSatisfying(Arrival.Rejected.class, rejected -> {
                    assertThat(rejected.refused().why()).isEqualTo(Refusal.NUMBER_TAKEN);
                    assertThat(rejected.refused().sentence())
                            .startsWith("usage-eu-000000000001.jsonl.gz: usage-eu-000000000001 was taken in with other"
                                    + " content");
                });
    }

    @Test
    void aKnownSegmentUnderAnotherNameIsASecondDelivery() {
        List<Known> known = List.of(new Known("eu", 1, SHA, SegmentFiles.NOON));
        Path file = Path.of("usage-eu-000000000009.jsonl");
        Refused renamed =
                new Refused(file, new SegmentName("eu", 9), seal("eu", 1, SHA), Refusal.NAME_MISMATCH, "another name");
        assertThat(Numbering.judge(renamed, known))
                .isEqualTo(new Arrival.SecondDelivery(
                        seal("eu", 1, SHA),
                        "usage-eu-000000000009.jsonl: usage-eu-000000000001 was taken in before; delivered again, its"
                                + " lines are not counted again."));
        Refused unknown = new Refused(
                file, new SegmentName("eu", 9), seal("eu", 1, OTHER_SHA), Refusal.NAME_MISMATCH, "another name");
        assertThat(Numbering.judge(unknown, known)).isEqualTo(new Arrival.Rejected(unknown));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            3 | 3               | ''
            3 | 3 4 5           | ''
            3 | 5 3             | usage-eu-000000000004 is missing
            1 | 1               | ''
            1 | 2 3             | usage-eu-000000000001 is missing
            1 | 4 5             | usage-eu-000000000001 to usage-eu-000000000003 are missing
            1 | 1 2 7 9         | usage-eu-000000000003 to usage-eu-000000000006 are missing, usage-eu-000000000008 is missing
            """)
    void everyMissingNumberIsNamed(long first, String numbers, String expected) {
        List<Known> known = new ArrayList<>(List.of(new Known("us", 900, SHA, SegmentFiles.NOON)));
        for (String number : numbers.split(" ")) {
            known.add(new Known("eu", Long.parseLong(number), SHA, SegmentFiles.NOON));
        }
        List<String> gaps = Numbering.gaps("eu", first, known).stream()
                .map(Numbering.Gap::toString)
                .toList();
        assertThat(String.join(", ", gaps)).isEqualTo(expected);
    }
}
