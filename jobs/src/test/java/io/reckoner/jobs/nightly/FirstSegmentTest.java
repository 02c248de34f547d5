package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** With which segment a proxy's log begins. */
class FirstSegmentTest extends HandSettled {
    @Test
    void aProxyWhoseFirstSegmentNeverCameHoldsTheWatermarkUntilItsBeginningIsSaid() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        Path second = log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        log.event("evt_2", "2026-03-03T10:00:00Z", 1000).seal("2026-03-04T00:00:00Z");
        Path first = town.folder.intake().resolve("usage-p-1-000000000001.jsonl");
        Path kept = town.folder.exports().resolve("first");
        Files.move(first, kept);
        assertThat(settling.run())
                .isInstanceOfSatisfying(RunOutcome.NothingToDo.class, nothing -> assertThat(nothing.why())
                        .startsWith("proxy p-1 has no promise yet (segment 1 has not arrived)")
                        .contains("usage-p-1-000000000001.jsonl has not arrived: the watermark waits for it.")
                        .contains("reckon proxies begin p-1 --with 2."));
        Files.delete(second);
        assertThat(settling.reckon.run("proxies begin p-1 --with 0 --reason r").err())
                .contains("numbers its segments from 1 to 999999999999, not 0");
        assertThat(settling.reckon
                        .clean("proxies begin p-1 --with 3 --reason taken-over")
                        .out())
                .contains("The log of proxy p-1 begins with segment 3.");
        Files.move(kept, first);
        settling.settledAt(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(town.rows("SELECT detail FROM segment_notice WHERE notice = 'refused'"))
                .containsExactly("usage-p-1-000000000001.jsonl: proxy p-1 begins with segment 3, what came before was"
                        + " settled elsewhere. Take the file out of the folder.");
        assertThat(town.facts("event_id")).containsExactly("evt_2");
        assertThat(settling.reckon
                        .run("proxies begin p-1 --with 9 --reason late")
                        .exit())
                .isEqualTo(2);
    }
}
