package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.settlement.RunRefusedException;
import io.reckoner.kernel.control.LineCount;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A run opens when there is anything to do, also where the watermark stays: what it finds is late. */
class StandingWatermarkTest extends HandSettled {
    private static final Instant SECOND_DAY = Instant.parse("2026-03-03T00:00:00Z");
    private static final String FACT =
            "event_id, run, late, settled_at::VARCHAR, charge::VARCHAR, draw_wallet_paid::VARCHAR";

    /** The clock of the town says 2027-01-01. */
    @Test
    void nothingIsSettledBeyondNowWhateverIsPromisedOrAskedFor() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2027-01-01T00:05:01Z");
        assertThat(settling.run()).isInstanceOfSatisfying(RunOutcome.Committed.class, done -> {
            assertThat(done.run().watermark()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
            assertThat(town.noticed(done))
                    .anyMatch(notice -> notice.contains("its through, 2027-01-01T00:05:01Z, is still to come"));
        });
        assertThatThrownBy(() -> settling.byHand("2027-01-01T00:05:01Z"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is still to come");
        assertThat(town.rows("SELECT max(watermark)::text FROM run")).containsExactly("2026-03-02 00:00:00+00");
    }

    @Test
    void suspenseTriedAgainSettlesAtOnceThoughNothingNewHasArrived() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000, "openai/next").seal("2026-03-03T00:00:00Z");
        settling.settledAt(SECOND_DAY);
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
        RunOutcome.Committed again = settling.settledAt(SECOND_DAY);
        assertThat(again.run().previousWatermark()).isEqualTo(SECOND_DAY);
        assertThat(again.run().revision()).isEqualTo(1);
        assertThat(again.totals().value(LineCount.RETRIED.total())).isEqualByComparingTo("1");
        // The bonus ended with the first day; an event settled late finds paid credit alone.
        assertThat(town.facts(FACT))
                .containsExactly("evt_1 2 true 2026-03-03 00:00:00+00 0.006000000000 0.006000000000");
        assertThat(town.rows("SELECT state FROM suspense")).containsExactly("retried");
        theNextRunGoesOn(log);
    }

    /** Balances, journal and watermark go on from there as from any run. */
    private void theNextRunGoesOn(HandLog log) throws Exception {
        log.event("evt_2", "2026-03-03T10:00:00Z", 1000).seal("2026-03-04T00:00:00Z");
        settling.settledAt(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(town.rows("SELECT remaining::text FROM reports.lot WHERE kind = 'topup'"))
                .containsExactly("1.991000000000");
        assertThat(town.rows("SELECT name FROM reports.control_check WHERE NOT holds"))
                .isEmpty();
        assertThat(settling.run()).isInstanceOf(RunOutcome.NothingToDo.class);
    }

    @Test
    void segmentsOfOneProxyAreTakenInWhileAnotherHoldsTheWatermark() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        HandLog silent = new HandLog(town.folder.intake(), "p-2", "2026-03-03T00:00:00Z");
        log.seal("2026-03-04T00:00:00Z");
        settling.settledAt(SECOND_DAY);
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .event("evt_2", "2026-03-04T10:00:00Z", 1000)
                .seal("2026-03-05T00:00:00Z");
        RunOutcome.Committed held = settling.settledAt(SECOND_DAY);
        assertThat(held.totals().value(LineCount.EVENTS.total())).isEqualByComparingTo("1");
        assertThat(held.totals().value(LineCount.CARRIED_OUT.total())).isEqualByComparingTo("1");
        assertThat(settling.run()).isInstanceOfSatisfying(RunOutcome.NothingToDo.class, nothing -> assertThat(
                        nothing.why())
                .isEqualTo("no segment is new, no suspended line waits to be tried again, and the watermark stays at"
                        + " 2026-03-03T00:00:00Z: proxy p-2 is known through 2026-03-03T00:00:00Z (segment 1 is its"
                        + " newest)"));
        silent.seal("2026-03-05T00:00:00Z");
        settling.settledAt(Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(town.facts(FACT))
                .containsExactly(
                        "evt_1 2 true 2026-03-03 00:00:00+00 0.003000000000 0.003000000000",
                        "evt_2 3 false 2026-03-04 10:00:00+00 0.003000000000 0.003000000000");
    }

    @Test
    void suspenseIsTriedAgainThoughEveryProxyIsRetired() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000, "openai/next").seal("2026-03-03T00:00:00Z");
        settling.settledAt(SECOND_DAY);
        town.jdbc.update("UPDATE proxy SET retired_at = now(), retired_by = 'test', retired_reason = 'test'");
        settling.retryAll();
        settling.settledAt(SECOND_DAY);
        assertThat(town.rows("SELECT run_id || ' ' || state FROM suspense ORDER BY 1"))
                .containsExactly("1 retried", "2 open");
    }

    @Test
    void whatIsLateWaitsForCreditThatActsAtTheWatermarkAndThenDrawsOnIt() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000, "openai/next")
                .event("evt_2", "2026-03-02T11:00:00Z", 1_000_000)
                .seal("2026-03-03T00:00:00Z");
        settling.settledAt(SECOND_DAY);
        settling.retryAll();
        town.lot("acc_00001", "payment", "again", "topup", "5.00", SECOND_DAY.atOffset(ZoneOffset.UTC), null);
        assertThat(settling.run()).isInstanceOfSatisfying(RunOutcome.NothingToDo.class, nothing -> assertThat(
                        nothing.why())
                .isEqualTo("late lines wait for the watermark to move on from 2026-03-03T00:00:00Z: 1 grant, cycle or"
                        + " adjustment acts at that instant and must land before them. Bring newer segments, or give a"
                        + " later --watermark"));
        log.event("evt_3", "2026-03-02T12:00:00Z", 1000).seal("2026-03-04T00:00:00Z");
        settling.settledAt(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(town.facts("event_id, late, shortfall::VARCHAR, draw_wallet_paid::VARCHAR"))
                .contains("evt_3 true 0.000000000000 0.003000000000");
    }

    @Test
    void linesTriedAgainInVainDoNotStopARunButNewOnesDo() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000, "openai/next")
                .event("evt_2", "2026-03-02T11:00:00Z", 1000)
                .event("evt_3", "2026-03-02T12:00:00Z", 1000, "openai/next")
                .seal("2026-03-03T00:00:00Z");
        settling.settledAt(SECOND_DAY);
        settling.retryAll();
        RunOutcome.Committed inVain = (RunOutcome.Committed) town.run(Town.withMostSuspended("0"));
        assertThat(inVain.totals().value(LineCount.SUSPENDED.total())).isEqualByComparingTo("2");
        settling.retryAll();
        log.event("evt_4", "2026-03-03T10:00:00Z", 1000, "openai/other").seal("2026-03-04T00:00:00Z");
        assertThatThrownBy(() -> town.run(Town.withMostSuspended("0.99")))
                .isInstanceOf(RunRefusedException.class)
                .hasMessageContaining("1 of 1 events would be set aside");
    }
}
