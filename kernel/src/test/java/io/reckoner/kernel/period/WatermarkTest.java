package io.reckoner.kernel.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.period.ProxyLog.Segment;
import io.reckoner.kernel.period.ProxyLog.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatermarkTest {
    /** {@code 1@09:00 2@09:05! a}: segment 2 with this promise was refused. */
    private static ProxyLog log(String name, String segments) {
        List<Segment> list = new ArrayList<>();
        for (String word : segments.split(" ")) {
            if (!word.equals("-")) {
                String[] parts = word.replace("!", "").split("@");
                Standing standing = word.endsWith("!") ? Standing.REFUSED : Standing.ACCEPTED;
                list.add(new Segment(Long.parseLong(parts[0]), standing, at(parts[1])));
            }
        }
        return new ProxyLog(name, 1, list);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + ":00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # proxy a              | proxy b         | before | watermark | held by
            1@09:00 2@09:05        | 1@09:03         |        | 09:03     | proxy b is known through 2026-03-01T09:03:00Z (segment 1 is its newest)
            # the order of arrival does not matter
            2@09:05 1@09:00        | 1@09:30         |        | 09:05     | proxy a is known through 2026-03-01T09:05:00Z (segment 2 is its newest)
            # both
            1@09:00                | 1@09:00         |        | 09:00     | proxy a is known through 2026-03-01T09:00:00Z (segment 1 is its newest); proxy b is known through 2026-03-01T09:00:00Z (segment 1 is its newest)
            # a promise counts only up to the first missing number
            1@09:00 3@09:20        | 1@09:30         |        | 09:00     | proxy a is known through 2026-03-01T09:00:00Z (segment 2 has not arrived)
            # or the first refused one
            1@09:00 2@09:10! 3@09:20 | 1@09:30       |        | 09:00     | proxy a is known through 2026-03-01T09:00:00Z (segment 2 was refused)
            # the first of all refused or missing: no promise, so nothing can settle
            1@09:00!               | 1@09:30         |        | none      |
            2@09:00                | 1@09:30         |        | none      |
            # unless something was settled before: it never goes back
            1@09:00!               | 1@09:30         | 08:50  | 08:50     | proxy a has no promise yet (segment 1 was refused)
            -                      | 1@09:30         | 08:50  | 08:50     | proxy a has no promise yet (segment 1 has not arrived)
            1@08:00                | 1@09:30         | 08:50  | 08:50     | proxy a is known through 2026-03-01T08:00:00Z (segment 1 is its newest)
            # a promise that shrinks keeps what was promised
            1@09:00 2@08:00        | 1@09:30         |        | 09:00     | proxy a is known through 2026-03-01T09:00:00Z (segment 2 is its newest)
            """)
    void isTheSmallestPromiseOfAllLiveProxies(String a, String b, String previous, String expected, String held) {
        Optional<Watermark> watermark = Watermark.of(
                List.of(log("a", a), log("b", b)), Optional.ofNullable(previous).map(WatermarkTest::at));
        if (expected.equals("none")) {
            assertThat(watermark).isEmpty();
            return;
        }
        assertThat(watermark.orElseThrow().instant()).isEqualTo(at(expected));
        assertThat(String.join(
                        "; ",
                        watermark.orElseThrow().heldBy().stream()
                                .map(Watermark.Hold::sentence)
                                .toList()))
                .isEqualTo(held);
    }

    @Test
    void thereIsNoneWithoutALiveProxy() {
        assertThat(Watermark.of(List.of(), Optional.of(at("09:00")))).isEmpty();
    }

    @Test
    void givenByHandItMayStayOrGoForward() {
        assertThat(Watermark.byHand(at("09:00"), Optional.of(at("09:00"))))
                .isEqualTo(new Watermark(at("09:00"), List.of()));
        assertThat(Watermark.byHand(at("09:01"), Optional.empty()).instant()).isEqualTo(at("09:01"));
    }

    @Test
    void givenByHandItNeverGoesBack() {
        assertThatThrownBy(() -> Watermark.byHand(at("08:59"), Optional.of(at("09:00"))))
                .hasMessage(
                        "the watermark never goes back: 2026-03-01T08:59:00Z lies before 2026-03-01T09:00:00Z, up to"
                                + " which everything is settled; give that instant or a later one");
    }

    @Test
    void refusesANumberTwice() {
        assertThatThrownBy(() -> log("a", "1@09:00 1@09:05"))
                .hasMessageStartingWith("segment 1 of proxy a occurs twice");
    }

    @ParameterizedTest(name = "proxy {0}, foreign {1}, before {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # a foreign source alone
            none   | 1@09:00         |       | 09:00
            none   | 1@09:00 2@09:10 | 08:00 | 09:10
            # it holds the proxies back in the run that takes it in
            1@09:30| 1@09:00         | 08:00 | 09:00
            1@09:30| 1@10:00         | 08:00 | 09:30
            # what was promised and is passed holds nothing
            1@09:30| 1@09:00         | 09:00 | 09:30
            1@09:30| 1@09:00         | 09:10 | 09:30
            none   | 1@09:00         | 09:00 | none
            """)
    void aForeignSourceCountsUnlessItsPromiseIsPassed(String proxy, String foreign, String previous, String expected) {
        Optional<Watermark> watermark = Watermark.of(
                proxy.equals("none") ? List.of() : List.of(log("a", proxy)),
                List.of(log("trace", foreign)),
                Optional.ofNullable(previous).map(WatermarkTest::at));
        assertThat(watermark.map(Watermark::instant))
                .isEqualTo(expected.equals("none") ? Optional.empty() : Optional.of(at(expected)));
    }
}
