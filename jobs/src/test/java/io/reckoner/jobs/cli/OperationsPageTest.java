package io.reckoner.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/operations.md} tells the truth. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");

    @Test
    void holdsTheTableOfAllSettings() throws IOException {
        String table = Settings.manual(Sections.ALL);
        assertThat(Files.readString(PAGE))
                .as("docs/operations.md must hold this table; copy it there:\n\n" + table)
                .contains(table);
    }

    @Test
    void namesOnlyCommandsThatExist() throws IOException {
        List<MatchResult> named = Pattern.compile("[`/]reckon ([a-z-]+)(?: ([a-z-]+))?")
                .matcher(Files.readString(PAGE))
                .results()
                .toList();
        CommandLine tree = Reckon.tree();
        for (MatchResult words : named) {
            assertThat(tree.getSubcommands()).as(words.group()).containsKey(words.group(1));
            CommandLine command = tree.getSubcommands().get(words.group(1));
            if (words.group(2) != null && !command.getSubcommands().isEmpty()) {
                assertThat(command.getSubcommands()).as(words.group()).containsKey(words.group(2));
            }
        }
        assertThat(named).hasSizeGreaterThan(8);
    }
}
