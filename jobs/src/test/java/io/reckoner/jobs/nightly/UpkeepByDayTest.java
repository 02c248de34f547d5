package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Settlements every five minutes leave small files; between nights they are merged once there are many. */
class UpkeepByDayTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int TICKS = 6;
    private static final int WORTH_MERGING = 5;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T23:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path root;

    @Test
    void filesStayFewAndEveryEventStaysKnown() throws Exception {
        Town town = new Town(root, DATABASE.database()).settleOneCustomer();
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        List<String> told = new ArrayList<>();
        Instant at = Instant.parse("2026-03-02T10:00:00Z");
        Settlements settlements = new Settlements(town.folder, town.database, Town.defaults(), CLOCK);
        RunRequest request =
                new RunRequest(town.folder.intake(), Optional.empty(), Optional.empty(), new Act("serve", ""));
        for (int tick = 1; tick <= TICKS; tick++) {
            // Each tick also repeats its forerunner's event: merged files must still know it.
            log.event("evt_" + (99 + tick), at.plusSeconds(300L * (tick - 1)).toString(), 1000);
            log.event("evt_" + (100 + tick), at.plusSeconds(300L * tick).toString(), 1000);
            log.seal(at.plusSeconds(300L * tick + 1).toString());
            assertThat(settlements.run(request, Progress.NONE)).isInstanceOf(RunOutcome.Committed.class);
            told.add(settlements.merge(WORTH_MERGING).sentence());
        }
        String nothing = "Merged 0 fact files and 0 index files, removed 0.";
        assertThat(told)
                .containsExactly(
                        nothing,
                        nothing,
                        nothing,
                        "Merged 0 fact files and 4 index files, removed 0.",
                        "Merged 5 fact files and 0 index files, removed 0.",
                        nothing);
        assertThat(town.rows("SELECT count(*) FROM reports.visible_fact_file")).containsExactly("2");
        assertThat(town.rows("SELECT count(*) FROM index_file WHERE replaced_at IS NULL"))
                .containsExactly("3");
        assertThat(town.facts("event_id"))
                .containsExactlyElementsOf(IntStream.rangeClosed(100, 100 + TICKS)
                        .mapToObj(number -> "evt_" + number)
                        .toList());
    }
}
