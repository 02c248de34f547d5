package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The look-back is changed: no event is charged twice, and a run that broke off stays what it was. */
class LookBackTest {
    private static final String FACT = "event_id, run, charge::VARCHAR";
    private static final String HORIZONS =
            "SELECT run_id || ' ' || to_char(horizon AT TIME ZONE 'UTC', 'MM-DD') FROM run ORDER BY run_id";
    private static final String SUSPENSE = "SELECT reason || ' ' || run_id FROM suspense ORDER BY run_id";

    @TempDir
    Path root;

    private Settling settling;
    private Town town;
    private HandLog log;

    @BeforeEach
    void oneEventIsSettled() throws Exception {
        settling = new Settling(root);
        town = settling.town;
        log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
        settle(35);
    }

    @AfterEach
    void close() {
        settling.close();
    }

    @Test
    void whatTheIndexForgotStaysTooOldWhenTheLookBackIsRaised() throws Exception {
        for (int day = 10; day <= 12; day++) {
            log.event("evt_" + day, "2026-04-" + day + "T01:00:00Z", 1000).seal("2026-04-" + day + "T12:00:00Z");
            settle(35);
        }
        assertThat(merge(35)).isEqualTo(4);
        assertThat(town.rows("SELECT sum(entries) FROM index_file WHERE replaced_at IS NULL"))
                .asString()
                .isEqualTo("[3]");
        HandLog other = new HandLog(town.folder.intake(), "p-2", "2026-04-12T12:00:00Z");
        other.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .event("evt_2", "2026-03-09T00:00:00Z", 1000)
                .seal("2026-04-16T00:00:00Z");
        log.seal("2026-04-16T00:00:00Z");
        settle(60);
        assertThat(town.rows(SUSPENSE)).containsExactly("too_old 5");
        assertThat(town.facts(FACT))
                .containsExactly(
                        "evt_1 1 0.003000000000",
                        "evt_10 2 0.003000000000",
                        "evt_11 3 0.003000000000",
                        "evt_12 4 0.003000000000",
                        "evt_2 5 0.003000000000");
        assertThat(town.rows(HORIZONS)).containsExactly("1 01-27", "2 03-06", "3 03-07", "4 03-08", "5 03-08");
    }

    @Test
    void aMergeGoesByWhatTheLastRunPinnedNotByTheSettingOfTheMoment() throws Exception {
        for (int day = 10; day <= 12; day++) {
            log.event("evt_" + day, "2026-03-" + day + "T01:00:00Z", 1000).seal("2026-03-" + day + "T12:00:00Z");
            settle(35);
        }
        assertThat(merge(1)).isEqualTo(4);
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000).seal("2026-03-13T00:00:00Z");
        settle(35);
        assertThat(town.facts("event_id, run")).containsExactly("evt_1 1", "evt_10 2", "evt_11 3", "evt_12 4");
        assertThat(town.rows(SUSPENSE)).isEmpty();
    }

    @Test
    void aRunThatBrokeOffIsFinishedWithTheHorizonItWasOpenedWith() throws Exception {
        log.event("evt_2", "2026-03-01T10:00:00Z", 1000).seal("2026-03-10T00:00:00Z");
        assertThatThrownBy(() -> town.run(Town.withLookBack(35), new BreaksOff()))
                .hasMessageContaining("broke off");
        settle(1);
        assertThat(town.facts(FACT)).containsExactly("evt_1 1 0.003000000000", "evt_2 2 0.003000000000");
        assertThat(town.rows(SUSPENSE)).isEmpty();
        assertThat(town.rows(HORIZONS)).containsExactly("1 01-27", "2 02-03");
    }

    private void settle(int lookBackDays) {
        assertThat(town.run(Town.withLookBack(lookBackDays))).isInstanceOf(RunOutcome.Committed.class);
    }

    private int merge(int lookBackDays) {
        Settlements settlements =
                new Settlements(town.folder, town.database, Town.withLookBack(lookBackDays), Clock.systemUTC());
        return settlements.merge(Upkeep.WORTH_MERGING).indexFilesMerged();
    }

    /** A run that is decoded and then breaks off, before anything of it is stored. */
    private static final class BreaksOff implements Progress {
        @Override
        public void begin(String step, int pieces) {
            throw new IllegalStateException("broke off before " + step);
        }

        @Override
        public void advance(String step) {}

        @Override
        public void end(String step) {}
    }
}
