package io.reckoner.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.period.ProxyLog;
import io.reckoner.kernel.period.Stall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StallWatchTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    private final StallWatch watch = new StallWatch();

    @Test
    void tellsOnceWhenAProxyStallsOnceWhenItIsBackAndAgainEveryNight() {
        assertThat(watch.news(stalled())).isEmpty();
        assertThat(watch.news(stalled("a"))).singleElement().asString().startsWith("Stalled: proxy a is known through");
        assertThat(watch.news(stalled("a"))).isEmpty();
        assertThat(watch.news(stalled("a", "b"))).singleElement().asString().startsWith("Stalled: proxy b ");
        watch.tellAgain();
        assertThat(watch.news(stalled("a", "b"))).hasSize(2);
        assertThat(watch.news(stalled("b"))).containsExactly("No longer stalled: proxy a");
        assertThat(watch.news(stalled("a", "b"))).singleElement().asString().startsWith("Stalled: proxy a ");
    }

    private static List<Stall> stalled(String... proxies) {
        List<ProxyLog> logs = Stream.of(proxies)
                .map(proxy -> new ProxyLog(proxy, 1, List.of(new ProxyLog.Segment(1, ProxyLog.Standing.ACCEPTED, TEN))))
                .toList();
        return Stall.among(logs, TEN.plusSeconds(3600), Duration.ofMinutes(10));
    }
}
