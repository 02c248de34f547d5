package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that costs nothing goes on from month to month, whatever the cadence. */
class FreeMonthsTest {
    private static final String CYCLES =
            "SELECT plan_code || ' ' || starts_at::date || ' ' || acts_at::date FROM cycle ORDER BY starts_at";

    @TempDir
    Path root;

    private Settling settling;
    private HandLog log;

    @BeforeEach
    void oneCustomerWithoutAPlan() throws Exception {
        settling = new Settling(root);
        log = new HandLog(settling.town.folder.intake(), "p-1", "2026-03-01T00:00:00Z");
        settling.reckon.clean("init");
        settling.reckon.clean("plan subscribe acc_00001 free --at 2026-03-31 --ref s1");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    private List<String> settledTo(String day) throws Exception {
        log.seal(day + "T00:00:00Z");
        settling.settledAt(Instant.parse(day + "T00:00:00Z"));
        return settling.town.rows(CYCLES);
    }

    @Test
    void monthsOpenAtTheirStartHoweverRarelySettlementRuns() throws Exception {
        assertThat(settledTo("2026-04-30")).containsExactly("free 2026-03-31 2026-03-31");
        assertThat(settledTo("2026-05-01")).containsExactly("free 2026-03-31 2026-03-31", "free 2026-04-30 2026-04-30");
        assertThat(settledTo("2026-07-15"))
                .containsExactly(
                        "free 2026-03-31 2026-03-31",
                        "free 2026-04-30 2026-04-30",
                        "free 2026-05-31 2026-05-31",
                        "free 2026-06-30 2026-06-30");
        settling.reckon.clean("plan cancel acc_00001");
        assertThat(settledTo("2026-09-15")).hasSize(4);
        assertThat(settling.reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    /** As where an account was closed before closing ended subscriptions, or was taken over closed. */
    @Test
    void aClosedAccountsFreePlanOpensNothingAndHoldsUpNobody() throws Exception {
        settling.reckon.clean("account set acc_00001 --status closed --reason asked");
        assertThat(
                        settling.town.rows(
                                "UPDATE subscription SET cancelled_at = NULL, cancelled_because = NULL RETURNING subscription_id"))
                .containsExactly("s1");
        assertThat(settledTo("2026-07-15")).containsExactly("free 2026-03-31 2026-03-31");
    }

    /** As where months were not opened by themselves before an upgrade. */
    @Test
    void anAccountWhoseMonthsLapsedLongAgoGetsTheOneThatIsRunning() throws Exception {
        settledTo("2026-04-10");
        settling.reckon.clean("plan cancel acc_00001");
        settledTo("2026-08-10");
        settling.town
                .database
                .jdbc()
                .sql("UPDATE subscription SET cancelled_at = NULL, cancelled_because = NULL")
                .update();
        assertThat(settledTo("2026-08-11")).containsExactly("free 2026-03-31 2026-03-31", "free 2026-07-31 2026-08-10");
        assertThat(settledTo("2026-09-15"))
                .containsExactly(
                        "free 2026-03-31 2026-03-31", "free 2026-07-31 2026-08-10", "free 2026-08-31 2026-08-31");
        assertThat(settling.reckon.clean("verify").out()).doesNotContain("BROKEN");
    }

    @Test
    void monthsOfAPlanBoughtForAfterwardsAreNotOpenedUnpaid() throws Exception {
        settledTo("2026-04-10");
        settling.reckon.clean("plan subscribe acc_00001 starter --at 2026-04-10 --ref s2");
        assertThat(settledTo("2026-06-15"))
                .containsExactly("free 2026-03-31 2026-03-31", "starter 2026-04-30 2026-04-30");
    }

    @Test
    void aPlanBoughtSinceIsKept() throws Exception {
        settledTo("2026-04-10");
        settling.reckon.clean("plan switch acc_00001 starter --at 2026-04-10 --ref s2");
        assertThat(settledTo("2026-06-01"))
                .containsExactly("free 2026-03-31 2026-03-31", "starter 2026-04-10 2026-04-10");
    }
}
