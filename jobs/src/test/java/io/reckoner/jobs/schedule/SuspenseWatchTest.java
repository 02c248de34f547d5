package io.reckoner.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.reports.run.RunStanding;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SuspenseWatchTest {
    private final SuspenseWatch watch = new SuspenseWatch();

    @Test
    void tellsWhatChangedOrWasSetAsideAndOnceMoreEveryNight() {
        assertThat(watch.news(open(0), 0)).isEmpty();
        assertThat(watch.news(open(3), 3)).contains("3 lines are in suspense: reckon suspense list.");
        assertThat(watch.news(open(3), 0)).isEmpty();
        assertThat(watch.news(open(1), 0)).contains("1 line is in suspense: reckon suspense list.");
        // One was written off, another set aside: as many as before, and yet news.
        assertThat(watch.news(open(1), 1)).isPresent();
        assertThat(watch.news(open(1), 0)).isEmpty();
        watch.tellAgain();
        assertThat(watch.news(open(1), 0)).isPresent();
        assertThat(watch.news(open(0), 0)).contains("Nothing is in suspense.");
    }

    private static RunStanding open(long lines) {
        return new RunStanding(Instant.parse("2026-03-01T10:00:00Z"), lines);
    }
}
