package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that has fallen silent is named wherever an operator looks. The clock says 12:00 on 10 March. */
class StalledProxyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String SENTENCE =
            "Stalled: proxy p-2 is known through 2026-03-10T10:00:00Z (segment 1 is its newest), 2 h 0 min behind"
                    + " 2026-03-10T12:00:00Z. It holds the watermark. Start it again, or bring its segments; if it will"
                    + " send nothing more: reckon proxies retire p-2 --reason \"...\"";

    @TempDir
    Path root;

    @Test
    void isNamedByStatusAndSettleUntilItIsRetired() throws Exception {
        Town town = new Town(root, DATABASE.database()).settleOneCustomer();
        CommandRunner reckon = new CommandRunner(root, DATABASE.settings());
        assertThat(reckon.clean("status --fail-on stalled,suspense,failed").out())
                .doesNotContain("Stalled");

        new HandLog(town.folder.intake(), "p-1", "2026-03-10T11:55:00Z");
        new HandLog(town.folder.intake(), "p-2", "2026-03-10T10:00:00Z");
        // Nothing is taken in yet: what has arrived counts too.
        CommandRunner.Ran before = reckon.run("status --fail-on stalled");
        assertThat(before.exit()).isEqualTo(1);
        assertThat(before.lines()).contains(SENTENCE);
        assertThat(reckon.run("status --fail-on suspense,failed").exit()).isZero();
        assertThat(reckon.run("status").exit()).isZero();

        assertThat(reckon.clean("settle").err()).contains(SENTENCE);
        assertThat(reckon.clean("settle").err()).contains(SENTENCE);
        assertThat(reckon.with("RECKON_PROXIES_STALLED_AFTER", "3h")
                        .clean("settle")
                        .err())
                .doesNotContain("Stalled");
        // Asked for a day that ended before, nobody is behind.
        assertThat(reckon.clean("settle --date 2026-03-09").err()).doesNotContain("Stalled");

        reckon.clean("proxies retire p-2 --reason replaced");
        assertThat(reckon.clean("settle").err()).doesNotContain("Stalled");
        assertThat(reckon.clean("status --fail-on stalled").out())
                .contains("Everything before 2026-03-10T11:55:00Z is settled.")
                .doesNotContain("Stalled");
    }
}
