package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends a settlement with exit code 1. One segment is refused, one is missing, one line is set aside; proxies are silent. */
class FailOnTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path root;

    private static Town town;
    private static CommandRunner reckon;

    @BeforeAll
    static void aNightWithTroubles() throws Exception {
        town = new Town(root, DATABASE.database()).settleOneCustomer();
        reckon = new CommandRunner(root, DATABASE.settings()).with("RECKON_SETTLEMENT_MOST_SUSPENDED", "1");
        HandLog log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
        log.event("sound", "2026-03-02T10:00:00Z", 1_000)
                .event("strange", "2026-03-02T11:00:00Z", 1_000, "openai/gpt-next")
                .seal("2026-03-03T00:00:00Z");
        Files.delete(log.event("gone", "2026-03-03T10:00:00Z", 1_000).seal("2026-03-04T00:00:00Z"));
        log.event("behind", "2026-03-04T10:00:00Z", 1_000).seal("2026-03-05T00:00:00Z");
        Files.writeString(town.folder.intake().resolve("usage-p-1-000000000009.jsonl"), "{\"no\":\"seal\"}\n");
        CommandRunner.Ran first = reckon.run("settle --fail-on refused");
        assertThat(first.exit()).as(first.out() + first.err()).isEqualTo(1);
        assertThat(first.out()).contains("Settled 2026-03-02");
    }

    @Test
    void whatCanBeSettledIsSettledAllTheSame() {
        assertThat(town.facts("event_id")).containsExactly("sound");
    }

    /** Nothing is new any more: the troubles are still there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            settle                                              | 0
            settle --fail-on refused                            | 1
            settle --fail-on missing                            | 1
            settle --fail-on stalled                            | 1
            settle --fail-on suspense                           | 1
            settle --fail-on suspense,refused                   | 1
            settle --date 2026-03-02 --fail-on stalled          | 0
            nightly                                             | 0
            nightly --fail-on refused                           | 1
            nightly --date 2026-03-02 --fail-on stalled,suspense | 1
            settle --fail-on anything                           | 2
            """)
    void theExitCodeIsOneWhereItIsAskedFor(String line, int exit) {
        CommandRunner.Ran ran = reckon.run(line);
        assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(exit);
    }

    @Test
    void theNightsOtherWorkIsDoneAllTheSame() {
        assertThat(reckon.run("nightly --fail-on refused").out()).contains("Merged 0 fact files");
    }
}
