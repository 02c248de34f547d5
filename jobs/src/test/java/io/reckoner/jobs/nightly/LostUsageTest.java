package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that says it was lost and has usage all the same: the provider bills it, the customer pays nothing. */
class LostUsageTest {
    @TempDir
    Path root;

    @Test
    void isCostListedAndProved() throws Exception {
        try (Settling settling = new Settling(root)) {
            new HandLog(settling.town.folder.intake(), "p-1", "2026-03-02T00:00:00Z")
                    .ended(
                            "evt_1",
                            "2026-03-02T10:00:00Z",
                            1000,
                            "\"status\":200,\"outcome\":\"lost\",\"vendor_cost_usd\":0.5")
                    .seal("2026-03-03T00:00:00Z");
            settling.settled();
            assertThat(settling.town.facts("event_id, provider_cost::VARCHAR, cost_rated::VARCHAR,"
                            + " cost_vendor::VARCHAR, charge::VARCHAR, book_version"))
                    .containsExactly("evt_1 0.002500000000 0.002500000000 0.500000000000 0.000000000000 1");
            assertThat(settling.reckon
                            .clean("report events --only lost --from 2026-03-01 --to 2026-03-31")
                            .out())
                    .contains("evt_1");
            CommandRunner.Ran verified = settling.reckon.run("verify");
            assertThat(verified.exit()).as(verified.out()).isZero();
        }
    }

    @Test
    void whatHadNoUsageIsExplainedWithoutAPrice() throws Exception {
        try (Settling settling = new Settling(root)) {
            HandLog log = new HandLog(settling.town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
            log.start("evt_2", "2026-03-02T10:00:00Z").crash("{", "2026-03-02T10:05:00Z");
            log.event("evt_3", "2026-03-02T11:00:00Z", 1000).seal("2026-03-03T00:00:00Z");
            settling.settled();
            assertThat(settling.town.facts("event_id, outcome, book_version"))
                    .containsExactly("evt_2 lost", "evt_3 ok 1");
            assertThat(settling.reckon.run("price explain evt_2").err())
                    .startsWith("Event evt_2 of account acc_00001 asked for no price: it had no usage")
                    .contains("Booked: charge 0.00, ");
        }
    }
}
