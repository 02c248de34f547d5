package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.control.LineCount;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines set aside and tried again by a later run. */
class RetriedSuspenseTest extends HandSettled {
    private static final String FACT = "event_id, run, late, charge::VARCHAR";

    @Test
    void suspenseTriedAgainPassesOnceThePriceIsThereAndStaysWhileItIsNot() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000, "openai/next").seal("2026-03-03T00:00:00Z");
        settling.settled();
        assertThat(settling.suspense("open")).containsExactly("no_price 1");
        settling.retryAll();
        log.seal("2026-03-04T00:00:00Z");
        fatesOfRetry(settling.settled(), 1, 0, 1);
        assertThat(settling.suspense("open")).containsExactly("no_price 1");
        assertThat(settling.suspense("retried")).containsExactly("no_price 1");
        town.priceBook(
                2,
                """
                  - provider: openai
                    model: openai/next
                    type: llm
                    effective_from: 2023-01-01T00:00:00Z
                    components: {input: 5.00, output: 10.00}
                """);
        settling.retryAll();
        log.seal("2026-03-05T00:00:00Z");
        fatesOfRetry(settling.settled(), 1, 1, 0);
        assertThat(settling.suspense("open")).isEmpty();
        assertThat(town.facts(FACT + ", book_version")).containsExactly("evt_1 3 true 0.006000000000 2");
    }

    @Test
    void aLineKeepsItsAgeWhenItIsSetAsideAgainForAnotherReason() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000, "openai/next").seal("2026-03-03T00:00:00Z");
        settling.settled();
        town.priceBook(
                2,
                """
                  - provider: openai
                    model: openai/next
                    type: llm
                    effective_from: 2023-01-01T00:00:00Z
                    components: {output: 10.00}
                """);
        settling.retryAll();
        settling.settled();
        assertThat(town.rows("SELECT concat_ws(' ', run_id, reason, state, first_run) FROM suspense ORDER BY run_id"))
                .containsExactly("1 no_price retried 1", "2 no_component_price open 1");
    }

    private static void fatesOfRetry(RunOutcome.Committed run, long retried, long events, long suspended) {
        assertThat(List.of(LineCount.RETRIED, LineCount.EVENTS, LineCount.SUSPENDED))
                .extracting(fate -> run.totals().value(fate.total()).longValueExact())
                .containsExactly(retried, events, suspended);
    }
}
