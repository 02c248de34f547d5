package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A segment whose {@code through} lies before that of an earlier one takes nothing back, and is named. */
class PromiseGoneBackTest extends HandSettled {
    private static final Instant SIX = Instant.parse("2026-03-02T06:00:00Z");

    @Test
    void thePromiseMadeBeforeStandsInRunsInListsAndInTheBooks() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T06:00:00Z");
        log.seal("2026-03-02T05:00:00Z");
        assertThat(town.noticed(settling.settledAt(SIX)))
                .containsExactly(
                        "usage-p-1-000000000002.jsonl: its through, 2026-03-02T05:00:00Z, goes back: proxy p-1 had"
                                + " promised 2026-03-02T06:00:00Z before. That promise stands, and the proxy is known no further"
                                + " until it promises more. See to its clock.");
        assertThat(town.rows("SELECT seq || ' ' || through FROM proxy_progress"))
                .containsExactly("2 2026-03-02 06:00:00+00");
        assertThat(settling.reckon.clean("proxies list").out())
                .contains("proxy p-1 is known through 2026-03-02T06:00:00Z (segment 2 is its newest)")
                .doesNotContain("05:00");
        log.seal("2026-03-02T05:30:00Z");
        assertThat(town.noticed(settling.settledAt(SIX)))
                .singleElement()
                .asString()
                .startsWith("usage-p-1-000000000003.jsonl: its through, 2026-03-02T05:30:00Z, goes back");
        log.seal("2026-03-02T07:00:00Z");
        assertThat(town.noticed(settling.settledAt(Instant.parse("2026-03-02T07:00:00Z"))))
                .isEmpty();
    }

    /** Of two that differ the one that kept its proxy's promise is first, though its proxy comes later by name. */
    @Test
    void anEventBehindThePromiseThatStandsHasBrokenItInTheSameRunAndInALaterOne() throws Exception {
        HandLog broken = new HandLog(town.folder.intake(), "p-1", "2026-03-02T06:00:00Z");
        HandLog kept = new HandLog(town.folder.intake(), "p-2", "2026-03-02T04:00:00Z");
        broken.seal("2026-03-02T05:00:00Z");
        broken.event("evt_1", "2026-03-02T05:30:00Z", 1000).seal("2026-03-02T06:00:00Z");
        kept.event("evt_1", "2026-03-02T05:30:00Z", 2000).seal("2026-03-02T06:00:00Z");
        settling.settledAt(SIX);
        broken.seal("2026-03-02T05:00:00Z");
        settling.settledAt(SIX);
        broken.event("evt_2", "2026-03-02T05:45:00Z", 1000).seal("2026-03-02T07:00:00Z");
        kept.seal("2026-03-02T05:00:00Z");
        new HandLog(town.folder.intake(), "p-3", "2026-03-02T04:00:00Z")
                .event("evt_2", "2026-03-02T05:45:00Z", 2000)
                .seal("2026-03-02T07:00:00Z");
        settling.settledAt(SIX);
        assertThat(town.facts("event_id, source_file"))
                .containsExactly("evt_1 usage-p-2-000000000002.jsonl", "evt_2 usage-p-3-000000000002.jsonl");
    }
}
