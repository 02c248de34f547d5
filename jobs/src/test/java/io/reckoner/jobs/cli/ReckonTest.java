package io.reckoner.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class ReckonTest {
    private static final DatabaseSettings NOWHERE =
            Settings.defaults(List.of(DatabaseSettings.class)).of(DatabaseSettings.class);

    private static final CommandLine TREE = Reckon.tree();

    /** What is taken as it is given, and looked at by the command. */
    private static final Set<Class<?>> TEXTS = Set.of(String.class, Path.class);

    @TempDir
    Path root;

    /** Every command of the tree, as it is typed. */
    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect(TREE, "", names);
        return names.stream();
    }

    private static void collect(CommandLine command, String name, List<String> names) {
        command.getSubcommands().forEach((word, sub) -> {
            names.add((name + " " + word).strip());
            collect(sub, name + " " + word, names);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfWithAnExample(String command) {
        CommandRunner.Ran ran = new CommandRunner(root.resolve("none"), NOWHERE).run(command + " --help");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("Usage: reckon " + command)
                .containsPattern("Examples?:\n  ([A-Z_]+=\\S+ )?reckon " + command.split(" ")[0]);
        CommandLine line = command(command);
        assertThat(line.getCommandSpec().usageMessage().description())
                .as("description of " + command + ", in sentences: the terminal breaks lines")
                .isNotEmpty()
                .allMatch(sentence -> sentence.endsWith(".") || sentence.endsWith(":"));
        assertThat(line.getHelp().optionList()).doesNotContain("null");
        assertThat(line.getUsageMessage(Ansi.OFF)).contains("--format=FORMAT");
        assertThat(line.getUsageMessage(Ansi.OFF).lines().dropWhile(each -> !each.startsWith("Example")))
                .as("examples that go on say so")
                .noneMatch(each -> each.startsWith("--"));
    }

    @Test
    void theExamplesInTheHelpCanBeParsed() {
        commands().forEach(command -> {
            String footers = String.join(
                    "\n", command(command).getCommandSpec().usageMessage().footer());
            for (String footer : footers.replaceAll(" \\\\\n +", " ").lines().toList()) {
                for (String line : footer.strip().split(" && ")) {
                    if (line.startsWith("reckon ")) {
                        String[] words = CommandRunner.words(
                                        line.substring("reckon ".length()).replace('"', '\''))
                                .toArray(new String[0]);
                        assertThat(TREE.parseArgs(words).hasSubcommand())
                                .as(line)
                                .isTrue();
                    }
                }
            }
        });
    }

    private static CommandLine command(String name) {
        CommandLine line = TREE;
        for (String word : name.split(" ")) {
            line = line.getSubcommands().get(word);
        }
        return line;
    }

    @ParameterizedTest(name = "[{index}] reckon {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                          | 2 | Name a command.
                    acount list                 | 2 | Unmatched arguments from index 0: 'acount', 'list'
                    account                     | 2 | Missing required subcommand
                    account list --formt csv    | 2 | Possible solutions: --format
                    account list --format xml   | 2 | "xml" is no format. Write text, csv or json.
                    settle --date 2026-13-01    | 2 | "2026-13-01" is no day. Write it as 2026-03-01.
                    report cost --zone X/Y --to never | 2 | "X/Y" is no time zone. Write it as Europe/Berlin, +02:00 or UTC.
                    report cost --zone X/Y --to never | 2 | "never" is no day. Write it as 2026-03-01.
                    report cost --limit ten --zon UTC | 2 | Invalid value for option '--limit': "ten" is no whole number. Write digits alone, as in 50.
                    report cost --limit ten --zon UTC | 2 | Possible solutions: --zone
                    report runs --limit 1,000         | 2 | "1,000" is no whole number. Write digits alone, as in 50.
                    report runs --limit 99999999999   | 2 | "99999999999" is too far from zero. Write at most 2147483647.
                    compensation decide one --refuse  | 2 | Invalid value for positional parameter at index 0 (CLAIM): "one" is no whole number.
                    proxies begin eu-1 --with 1e3     | 2 | Invalid value for option '--with': "1e3" is no whole number.
                    wallet top-up a 5 --ref '' --at x | 2 | Invalid value for option '--ref': "" is no reference: it is empty.
                    wallet top-up a 5 --ref '' --at x | 2 | Invalid value for option '--at': "x" is no instant.
                    wallet dispute won p --ref 'a b'  | 2 | Invalid value for option '--ref': "a b" is no reference.
                    key delete k --actor ' '          | 2 | Invalid value for option '--actor': an act needs a name behind it of 1 to 200 characters, not "".
                    proxies list --debug=maybe        | 2 | Invalid value for option '--debug': "maybe" is neither true nor false. Give the option alone.
                    report cost --tag team            | 2 | Invalid value for option '--tag': "team" is no NAME=VALUE. Write both, with = between them.
                    key create a --kind both --to x   | 2 | Invalid value for option '--kind': "both" is none of payg, subscription.
                    init --data /dev/null       | 2 | data folder /dev/null cannot be made: /dev/null
                    account list                | 2 | Make one with: reckon init; or name another folder with --data or RECKON_DATA.
                    """)
    void wrongUseIsToldInASentence(String line, int exit, String message) {
        CommandRunner.Ran ran = new CommandRunner(root.resolve("none"), NOWHERE).run(line);
        assertThat(ran.exit()).isEqualTo(exit);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
    }

    /** Every option and parameter that is more than a text, as it is given a value that is none. */
    static Stream<String> valuesThatAreNone() {
        return Stream.concat(Stream.of(""), commands()).map(String::strip).flatMap(name -> typed(name)
                .map(part -> name + " " + part));
    }

    private static Stream<String> typed(String command) {
        CommandLine line = command.isEmpty() ? TREE : command(command);
        return line.getCommandSpec().args().stream()
                .filter(part -> Stream.of(part.auxiliaryTypes()).noneMatch(TEXTS::contains))
                .filter(part -> !part.inherited()
                        && !(part instanceof OptionSpec option && (option.usageHelp() || option.versionHelp())))
                .map(part -> switch (part) {
                    case OptionSpec option -> option.longestName() + "=~";
                    case PositionalParamSpec parameter ->
                        "~ ".repeat(parameter.index().min() + 1);
                    default -> throw new IllegalStateException("neither option nor parameter: " + part);
                });
    }

    @ParameterizedTest(name = "[{index}] reckon {0}")
    @MethodSource("valuesThatAreNone")
    void aValueThatIsNoneIsToldWithItsOptionAndWhatToWrite(String line) {
        CommandRunner.Ran ran = new CommandRunner(root.resolve("none"), NOWHERE).run(line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err())
                .containsPattern(
                        "^Invalid value for (option '[a-z-]+'( \\(WHAT\\))?|positional parameter at index \\d \\([A-Z]+\\)): "
                                + "\"~\" is (no [a-z ]+\\. Write [^\n]*|none of [^\n]*|unknown\\. Write [^\n]*|neither true nor false. Give the option alone)\\.\n");
    }

    @Test
    void faultsOfTheSettingsAreToldAllAtOnce() throws IOException {
        CommandRunner reckon = new CommandRunner(root.resolve("d"), NOWHERE);
        Files.createDirectories(root.resolve("d/intake"));
        Files.writeString(root.resolve("d/reckon.yaml"), "credit:\n  topup-bonus: 20%\n  bonus: 1\n");
        CommandRunner.Ran ran = reckon.run("account list");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err().lines())
                .containsExactly(
                        root.resolve("d/reckon.yaml") + ":3: there is no setting credit.bonus. "
                                + "Known here: topup-bonus, topup-bonus-expiry.",
                        root.resolve("d/reckon.yaml") + ":2: credit.topup-bonus is \"20%\". "
                                + "Write a number from 0 to 10, with a point before its decimals.");
    }

    @Test
    void aDatabaseThatIsNotThereIsAFailureWithARemedy() {
        CommandRunner reckon = new CommandRunner(root.resolve("d"), NOWHERE)
                .with("RECKON_DB_URL", "jdbc:postgresql://127.0.0.1:1/reckon")
                .with("RECKON_DB_PASSWORD", "secret");
        CommandRunner.Ran ran = reckon.run("init");
        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err())
                .startsWith("The database jdbc:postgresql://127.0.0.1:1/reckon cannot be reached: ")
                .contains("Check RECKON_DB_URL, RECKON_DB_USER and RECKON_DB_PASSWORD.")
                .doesNotContain("secret")
                .doesNotContain("\tat ");
        assertThat(reckon.run("init --debug").err()).contains("\tat ");
    }

    @Test
    void helpStartsNeitherSpringNorADatabase() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reckon.class.getName(),
                        "wallet",
                        "--help")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(text).contains("io.reckoner.jobs.cli.Reckon").contains("Usage: reckon wallet");
        for (String heavy : List.of(
                "org.springframework.context.",
                "org.springframework.boot.",
                "org.springframework.batch.",
                "org.postgresql.",
                "org.flywaydb.",
                "org.duckdb.",
                "ch.qos.")) {
            assertThat(text.lines().filter(line -> line.contains(" " + heavy) && line.contains("source:")))
                    .as("classes of " + heavy)
                    .isEmpty();
        }
    }
}
