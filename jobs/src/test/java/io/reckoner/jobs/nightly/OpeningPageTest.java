package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The import that {@code docs/opening-balances.md} shows is one: its files are read, its commands say what stands there. */
class OpeningPageTest {
    private static final Path PAGE = Path.of("..", "docs", "opening-balances.md");
    private static final String WRITE = "reckon.pages";
    private static final Pattern FILE = Pattern.compile("```csv (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SHOWN = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path root;

    @TempDir
    Path folder;

    @Test
    void theWorkedImportIsTakenIn() throws Exception {
        try (Settling settling = Settling.ofNobody(root)) {
            settling.reckon.clean("init");
            String page = Files.readString(PAGE);
            Path march = Files.createDirectory(folder.resolve("march"));
            for (MatchResult file : FILE.matcher(page).results().toList()) {
                Files.writeString(march.resolve(file.group(1)), file.group(2));
            }
            String fresh = SHOWN.matcher(page)
                    .replaceAll(block -> Matcher.quoteReplacement("```text\n"
                            + block.group(1)
                                    .lines()
                                    .filter(line -> line.startsWith("$ reckon "))
                                    .map(line -> said(settling, line))
                                    .collect(Collectors.joining("\n"))
                            + "```"));
            if (System.getProperty(WRITE, "").equals("write")) {
                Files.writeString(PAGE, fresh);
            }
            assertThat(Files.readString(PAGE))
                    .as("docs/opening-balances.md is stale; write it with: mvn -Dquick -pl jobs -am test"
                            + " -Dtest=OpeningPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dreckon.pages=write")
                    .isEqualTo(fresh);
            new Books(settling).hold();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String said(Settling settling, String line) {
        String command = line.substring("$ reckon ".length())
                .replace(" march ", " " + folder.resolve("march") + " ")
                .replace('"', '\'');
        String out = settling.reckon.clean(command).out();
        // When an account was made is the database's clock.
        return line + "\n" + out.replaceAll("(?m)^  Created .*\n", "");
    }
}
