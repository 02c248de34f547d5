package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.ingest.segment.SegmentRecovery;
import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.kernel.control.LineCount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that come late, again, altered, in two runs' way, or not at all. */
class LateAndRepeatedTest extends HandSettled {
    private static final String FACT = "event_id, run, late, charge::VARCHAR";

    @ParameterizedTest(name = "watermark {0}: {1} duplicates, {2} too old")
    @CsvSource(
            textBlock =
                    """
                    2026-04-05T10:00:00Z,        1, 0
                    2026-04-06T10:00:00Z,        1, 0
                    2026-04-06T10:00:00.000001Z, 0, 1
                    """)
    void aRepeatIsFoundUpToTheLookBackAndSetAsideBehindIt(String watermark, long duplicates, long tooOld)
            throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settling.settled();
        log.event("evt_2", "2026-03-10T10:00:00Z", 2000).seal("2026-03-20T00:00:00Z");
        settling.settled();
        HandLog other = new HandLog(town.folder.intake(), "p-2", "2026-03-20T00:00:00Z");
        other.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal(watermark);
        log.seal(watermark);
        RunOutcome.Committed third = settling.settled();
        assertThat(third.totals().value(LineCount.DUPLICATES.total())).isEqualByComparingTo(Long.toString(duplicates));
        assertThat(settling.suspense("open")).hasSize((int) tooOld).allMatch(item -> item.startsWith("too_old"));
        assertThat(town.facts(FACT)).containsExactly("evt_1 1 false 0.003000000000", "evt_2 2 false 0.006000000000");
    }

    @Test
    void aRepeatWithOtherCountsIsAConflictAcrossRunsAndTheFirstStands() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settling.settled();
        log.event("evt_1", "2026-03-03T10:00:00Z", 999).seal("2026-03-04T00:00:00Z");
        settling.settled();
        assertThat(settling.suspense("open")).containsExactly("conflict 1");
        assertThat(town.facts(FACT)).containsExactly("evt_1 1 false 0.003000000000");
    }

    @Test
    void aLateEventKeepsItsTimeAndPriceAndDrawsOnTheLotsOfItsRun() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settling.settled();
        log.event("evt_2", "2026-03-02T11:00:00Z", 2000)
                .event("evt_3", "2026-03-03T11:00:00Z", 3000)
                .seal("2026-03-04T00:00:00Z");
        settling.settled();
        // The bonus ended as the second day began, so the late event finds paid credit alone.
        assertThat(town.facts("event_id, run, late, epoch_us(ts) // 1000000, epoch_us(settled_at) // 1000000,"
                        + " draw_wallet_bonus::VARCHAR, draw_wallet_paid::VARCHAR"))
                .containsExactly(
                        "evt_1 1 false 1772445600 1772445600 0.003000000000 0.000000000000",
                        "evt_2 2 true 1772449200 1772496000 0.000000000000 0.006000000000",
                        "evt_3 2 false 1772535600 1772535600 0.000000000000 0.009000000000");
        assertThat(town.rows("SELECT path FROM fact_file WHERE run_id = 2 AND day = '2026-03-02'"))
                .hasSize(1);
    }

    @Test
    void eventsBeyondTheWatermarkAreSettledByALaterRunExactlyOnce() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T09:00:00Z", 1000)
                .event("evt_2", "2026-03-02T10:00:00Z", 1000)
                .event("evt_3", "2026-03-02T11:00:00Z", 1000)
                .event("evt_2", "2026-03-02T10:00:00Z", 1000)
                .seal("2026-03-02T12:00:00Z");
        fatesOf(settling.byHand("2026-03-02T10:00:00Z"), 0, 1, 3, 0);
        fatesOf(settling.byHand("2026-03-02T10:30:00Z"), 3, 1, 1, 1);
        fatesOf(settling.settled(), 1, 1, 0, 0);
        assertThat(settling.run()).isInstanceOf(RunOutcome.NothingToDo.class);
        log.seal("2026-03-02T13:00:00Z");
        fatesOf(settling.settled(), 0, 0, 0, 0);
        assertThat(town.facts("event_id, run, source_line")).containsExactly("evt_1 1 1", "evt_2 2 2", "evt_3 3 3");
    }

    private static void fatesOf(RunOutcome.Committed run, long in, long events, long out, long duplicates) {
        assertThat(List.of(LineCount.CARRIED_IN, LineCount.EVENTS, LineCount.CARRIED_OUT, LineCount.DUPLICATES))
                .extracting(fate -> run.totals().value(fate.total()).longValueExact())
                .containsExactly(in, events, out, duplicates);
    }

    @Test
    void aSecondDeliveryUnderAnotherNameIsNoticedAndCountsNothing() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        Path segment = log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settling.settled();
        Files.copy(segment, town.folder.intake().resolve("usage-p-1-000000000010.jsonl"));
        Files.copy(segment, town.folder.intake().resolve("usage-other-000000000001.jsonl"));
        log.seal("2026-03-04T00:00:00Z");
        RunOutcome.Committed second = settling.settled();
        assertThat(second.run().watermark()).isEqualTo(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(second.totals().value(LineCount.READ.total())).isEqualByComparingTo("1");
        assertThat(town.rows(
                        "SELECT file_name || ' ' || notice FROM segment_notice WHERE run_id = 2 AND notice <> 'growing'"
                                + " ORDER BY 1"))
                .containsExactly(
                        "usage-other-000000000001.jsonl second_delivery",
                        "usage-p-1-000000000010.jsonl second_delivery");
        assertThat(town.facts(FACT)).containsExactly("evt_1 1 false 0.003000000000");
    }

    @Test
    void aSecondDeliveryUnderTheNameOfAnotherSegmentDoesNotHideIt() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        Path first = log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settling.settled();
        Path second = log.event("evt_2", "2026-03-03T10:00:00Z", 2000).seal("2026-03-04T00:00:00Z");
        String content = Files.readString(second);
        Files.copy(first, second, StandardCopyOption.REPLACE_EXISTING);
        log.event("evt_3", "2026-03-04T10:00:00Z", 1000).seal("2026-03-05T00:00:00Z");
        RunOutcome.Committed held = settling.settled();
        assertThat(held.run().watermark()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(town.rows("SELECT file_name FROM segment_notice WHERE notice = 'second_delivery'"))
                .containsExactly(second.getFileName().toString());
        Files.writeString(second, content);
        Files.setLastModifiedTime(second, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(settling.settled().run().watermark()).isEqualTo(Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(town.facts("event_id")).containsExactly("evt_1", "evt_2", "evt_3");
    }

    @Test
    void otherContentUnderTheNameOfASegmentTakenInIsRefused() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        Path segment = log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settling.settled();
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path other = new HandLog(elsewhere, "p-1", "2026-03-02T00:00:00Z")
                .event("evt_9", "2026-03-02T10:00:00Z", 1000)
                .seal("2026-03-03T00:00:00Z");
        Files.move(segment, elsewhere.resolve("away"));
        CommandRunner.Ran ingested = settling.reckon.run("ingest " + other);
        assertThat(ingested.exit()).isEqualTo(2);
        assertThat(ingested.err()).contains(segment.getFileName() + ": ", "was taken in with other content");
        Files.copy(other, segment);
        Files.setLastModifiedTime(segment, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        log.seal("2026-03-04T00:00:00Z");
        assertThat(town.noticed(settling.settled()))
                .singleElement()
                .asString()
                .contains("was taken in with other content");
        assertThat(town.facts("event_id")).containsExactly("evt_1");
    }

    @Test
    void aTamperedSegmentIsRefusedByNameAndHoldsTheWatermarkUntilTheTrueOneComes() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        Path segment = log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        log.event("evt_2", "2026-03-03T10:00:00Z", 2000).seal("2026-03-04T00:00:00Z");
        String sound = Files.readString(segment);
        Files.writeString(segment, sound.replace("\"prompt_tokens\":1000", "\"prompt_tokens\":1001"));
        RunOutcome.Committed first = settling.settled();
        assertThat(first.run().watermark()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(town.rows("SELECT notice || ' ' || detail FROM segment_notice WHERE file_name = '"
                        + segment.getFileName() + "' AND notice = 'refused'"))
                .singleElement()
                .asString()
                .contains(segment.getFileName().toString());
        String refused = segment.getFileName() + ": the seal says";
        assertThat(town.noticed(first)).singleElement().asString().startsWith(refused);
        assertThat(settling.run())
                .isInstanceOfSatisfying(RunOutcome.NothingToDo.class, nothing -> assertThat(nothing.why())
                        .contains("(segment 2 was refused)\n  " + refused));
        assertThat(town.facts(FACT)).isEmpty();
        Files.writeString(segment, sound);
        assertThat(settling.settled().run().watermark()).isEqualTo(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(town.facts(FACT)).containsExactly("evt_1 2 false 0.003000000000", "evt_2 2 false 0.006000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTING", "STARTED", "UNKNOWN"})
    void aRunWhoseStepsCouldNotWriteDownTheirEndIsFinishedByTheNext(String status) throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        Path usage = town.folder.facts().resolve("usage");
        Files.deleteIfExists(usage);
        Files.writeString(usage, "no folder");
        assertThatThrownBy(() -> settling.run()).hasMessageContaining("It stays open");
        Files.delete(usage);
        assertThat(town.jdbc.update(
                        "UPDATE jobs.batch_step_execution SET status = ?, end_time = NULL WHERE status = 'FAILED'",
                        status))
                .isPositive();
        settling.settled();
        assertThat(town.facts(FACT)).containsExactly("evt_1 1 false 0.003000000000");
    }

    @Test
    void theSwitchBeyondThePlanMayBeSetSeveralTimesInOneRun() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        setSwitch("2026-03-02T09:00:00Z", false, "2026-03-02T09:00:00Z");
        setSwitch("2026-03-02T11:00:00Z", true, "2026-03-02T11:00:00Z");
        setSwitch("2026-03-02T12:00:00Z", true, "2026-03-02T12:00:00Z");
        setSwitch("2026-03-02T12:00:00Z", false, "2026-03-02T12:00:00.000001Z");
        settling.settled();
        assertThat(town.rows("SELECT pay_beyond_plan::text FROM account_state WHERE account_id = 'acc_00001'"))
                .containsExactly("false");
    }

    private void setSwitch(String actsAt, boolean payBeyondPlan, String recordedAt) {
        town.jdbc.update(
                "INSERT INTO account_switch (account_id, acts_at, pay_beyond_plan, recorded_at, actor)"
                        + " VALUES ('acc_00001', ?::timestamptz, ?, ?::timestamptz, 'test')",
                actsAt,
                payBeyondPlan,
                recordedAt);
    }

    @Test
    void aProxyWhoseVeryFirstSegmentIsRefusedHasPromisedNothing() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        Path first = town.folder.intake().resolve("usage-p-1-000000000001.jsonl");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        String sound = Files.readString(first);
        Files.writeString(first, sound.replace("\"lines\":0,\"bytes\":0", "\"lines\":1,\"bytes\":9"));
        assertThat(settling.run()).isInstanceOfSatisfying(RunOutcome.NothingToDo.class, nothing -> assertThat(
                        nothing.why())
                .startsWith("proxy p-1 has no promise yet (segment 1 was refused)\n  usage-p-1-000000000001.jsonl: the"
                        + " seal says 1 lines"));
        new HandLog(town.folder.intake(), "p-2", "2026-03-02T00:00:00Z");
        settling.byHand("2026-03-02T06:00:00Z");
        assertThat(settling.run()).isInstanceOf(RunOutcome.NothingToDo.class);
        Files.writeString(first, sound);
        Files.delete(town.folder.intake().resolve("usage-p-2-000000000002.jsonl.open"));
        town.jdbc.update("UPDATE proxy SET retired_at = now(), retired_by = 't', retired_reason = 't'"
                + " WHERE proxy_id = 'p-2'");
        assertThat(settling.settled().run().watermark()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(town.facts(FACT)).containsExactly("evt_1 2 false 0.003000000000");
    }

    @Test
    void aCrashLeavesLostEventsForStartsThatNothingAnswered() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        SegmentRecovery.Recovered recovered = log.start("evt_1", "2026-03-02T09:59:00Z")
                .start("evt_2", "2026-03-02T09:59:30Z")
                .event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .crash("{\"v\":1,\"id\":\"evt_2", "2026-03-02T10:05:00Z");
        assertThat(recovered.tornBytes()).isEqualTo(18);
        assertThat(Files.readString(recovered.torn())).isEqualTo("{\"v\":1,\"id\":\"evt_2");
        log.event("evt_3", "2026-03-02T11:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settling.settled();
        assertThat(town.facts("event_id, outcome, charge::VARCHAR"))
                .containsExactly("evt_1 ok 0.003000000000", "evt_2 lost 0.000000000000", "evt_3 ok 0.003000000000");
        assertThat(town.rows("SELECT file_name FROM segment_notice WHERE notice = 'recovered'"))
                .containsExactly("usage-p-1-000000000002.jsonl");
    }
}
