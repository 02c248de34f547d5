package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open suspense does not hold a lapse, but the bonuses it may concern are named. The bonus lapses at 3 March 00:00. */
class LapseReportTest {
    private static final String HEAD = "account,lot,pool,kind,lapsed,expires,lines";
    private static final String BONUS = "acc_00001,payment:pay-acc_00001:wallet:bonus,wallet,bonus,";

    @TempDir
    Path root;

    private Settling settling;
    private Town town;
    private CommandRunner reckon;

    @BeforeEach
    void oneCustomer() {
        settling = new Settling(root);
        town = settling.town;
        reckon = settling.reckon.with("RECKON_SETTLEMENT_MOST_SUSPENDED", "1");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    @Test
    void namesTheLotsThatSuspendedLinesFromBeforeTheirEndMayConcern() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1", "2026-03-02T10:00:00Z", 1000)
                .event("evt_2", "2026-03-02T11:00:00Z", 1000, "openai/next")
                .event("evt_3", "2026-03-02T23:59:59.999999Z", 1000, "openai/next")
                .event("evt_4", "2026-03-03T00:00:00Z", 1000, "openai/next")
                .seal("2026-03-04T00:00:00Z");
        CommandRunner.Ran settled = reckon.clean("settle --date 2026-03-03");
        assertThat(settled.err())
                .endsWith("Of 1 lot that lapsed, open suspense may concern 1 (0.497 USD);"
                        + " see reckon report lapses --run 1.\n");
        assertThat(reckon.clean("report lapses --format csv").lines())
                .containsExactly(HEAD, BONUS + "0.497000000000,2026-03-03T00:00:00Z,2");
        assertThat(reckon.clean("report lapses --run 1").out()).contains("The run let 1 lot lapse.");
        CommandRunner.Ran wrong = reckon.run("report lapses --run 2");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).isEqualTo("there is no committed run 2. See reckon status.\n");
    }

    @Test
    void linesThatNameNobodyAreCountedApartAndLaterOnesNotAtAll() throws Exception {
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("evt_1\", nonsense", "2026-03-02T10:00:00Z", 1000)
                .event("evt_2", "2026-03-03T11:00:00Z", 1000, "openai/next")
                .seal("2026-03-04T00:00:00Z");
        assertThat(reckon.clean("settle --date 2026-03-03").err())
                .endsWith("Of 1 lot that lapsed, open suspense may concern 0 (0 USD); lines that may concern any: 1;"
                        + " see reckon report lapses --run 1.\n");
        assertThat(reckon.clean("report lapses --format csv").lines()).containsExactly(HEAD);
        assertThat(reckon.clean("report lapses").out())
                .contains(
                        "Suspended lines without a readable time or a known account: 1. They may concern any of them.");
    }
}
