package io.reckoner.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner.Ran;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpCommandTest {
    @TempDir
    Path folder;

    @Test
    void needsTheLauncherAndAJavaThatCanKeepWhatItLearnt() {
        Ran ran = new CommandRunner(
                        folder,
                        Settings.defaults(List.of(DatabaseSettings.class)).of(DatabaseSettings.class))
                .run("warm-up");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .contains("a cache needs Java 25 or newer, started by the launcher; this is Java " + Runtime.version())
                .contains("or go without: results are the same.");
        assertThat(folder).isEmptyDirectory();
    }
}
