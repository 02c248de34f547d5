package io.reckoner.kernel.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StallTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /** {@code a 1@09:00, b 2@09:05}: each proxy's newest segment; all begin with number 1. */
    private static List<ProxyLog> live(String proxies) {
        List<ProxyLog> logs = new ArrayList<>();
        for (String proxy : proxies.split(", ")) {
            String[] parts = proxy.split("[ @]");
            logs.add(new ProxyLog(
                    parts[0],
                    1,
                    List.of(new ProxyLog.Segment(
                            Long.parseLong(parts[1]),
                            ProxyLog.Standing.ACCEPTED,
                            Instant.parse("2026-03-01T" + parts[2] + "Z")))));
        }
        return logs;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # proxies                      | as of                | stalled ones, furthest behind first
            a 1@10:20:00, b 1@10:29:00     | 2026-03-01T10:30:00Z | ''
            a 1@10:19:59, b 1@10:29:00     | 2026-03-01T10:30:00Z | a HOLDS_WATERMARK
            a 1@10:10:00, b 1@10:00:00     | 2026-03-01T10:30:00Z | b HOLDS_WATERMARK, a BEHIND_ANOTHER
            b 1@10:00:00, a 1@10:00:00     | 2026-03-01T10:30:00Z | a HOLDS_WATERMARK, b HOLDS_WATERMARK
            # without its first segment there is no promise at all
            a 2@10:30:00, b 1@10:00:00     | 2026-03-01T10:00:00Z | a HOLDS_WATERMARK
            # ahead of the clock
            a 1@10:40:00                   | 2026-03-01T10:30:00Z | ''
            """)
    void isAPromiseFurtherBehindThanPatienceAllows(String proxies, Instant asOf, String stalled) {
        assertThat(Stall.among(live(proxies), asOf, TEN_MINUTES))
                .extracting(stall -> stall.hold().proxy() + " " + stall.effect())
                .isEqualTo(stalled.isEmpty() ? List.of() : List.of(stalled.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a 1@10:00:00 | 2026-03-01T10:10:01Z | Stalled: proxy a is known through 2026-03-01T10:00:00Z (segment 1 is its newest), 10 min 1 s behind 2026-03-01T10:10:01Z. It holds the watermark. Start it again, or bring its segments; if it will send nothing more: reckon proxies retire a --reason "..."
            a 1@10:00:00 | 2026-03-01T12:30:00Z | Stalled: proxy a is known through 2026-03-01T10:00:00Z (segment 1 is its newest), 2 h 30 min behind 2026-03-01T12:30:00Z. It holds the watermark. Start it again, or bring its segments; if it will send nothing more: reckon proxies retire a --reason "..."
            a 2@10:00:00 | 2026-03-04T12:30:00Z | Stalled: proxy a has no promise yet (segment 1 has not arrived). It holds the watermark. Start it again, or bring its segments; if it will send nothing more: reckon proxies retire a --reason "..."
            a 1@10:00:00 | 2026-03-04T12:30:00Z | Stalled: proxy a is known through 2026-03-01T10:00:00Z (segment 1 is its newest), 3 d 2 h behind 2026-03-04T12:30:00Z. It holds the watermark. Start it again, or bring its segments; if it will send nothing more: reckon proxies retire a --reason "..."
            """)
    void saysWhoSinceWhenAndWhatToDo(String proxies, Instant asOf, String sentence) {
        assertThat(Stall.among(live(proxies), asOf, TEN_MINUTES))
                .singleElement()
                .satisfies(stall -> assertThat(stall.sentence()).isEqualTo(sentence));
    }
}
