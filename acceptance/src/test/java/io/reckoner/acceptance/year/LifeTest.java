package io.reckoner.acceptance.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens in a life, the books hold: the journal passes checkers of others, every lot's history adds up, every payment
 * at a gateway is one in the books.
 */
class LifeTest {
    private static final long SEED = 20_280_229;

    @TempDir
    Path root;

    @Test
    void theBooksOfASeasonHold() throws Exception {
        // Who subscribes on 29 to 31 January renews on 29 February.
        live(56, LocalDate.parse("2028-01-28"), 62, 30);
    }

    @Test
    @Tag("proof")
    void theBooksOfAYearOfAThousandAccountsHold() throws Exception {
        live(1_000, LocalDate.parse("2028-01-01"), 366, 250);
    }

    private void live(int accounts, LocalDate first, int days, int joiningDays) throws Exception {
        Chance chance = Chance.of(SEED);
        List<Person> people = IntStream.rangeClosed(1, accounts)
                .mapToObj(number ->
                        new Person(number, first.plusDays(number % 3 == 0 ? 0 : chance.below(joiningDays)), SEED))
                .toList();
        Instant start = first.atStartOfDay().toInstant(ZoneOffset.UTC);
        long began = System.nanoTime();
        try (World world = new World(root, start);
                Life life = new Life(world, people, first, SEED)) {
            for (int day = 1; day <= days; day++) {
                life.day();
                if (first.plusDays(day).getDayOfMonth() == 1) {
                    say("%s after %s: %s", first.plusDays(day), took(began), life.tally);
                    LotOracle.check(world.jdbc());
                    BalanceOracle.check(world);
                }
            }
            life.settleAll();
            say("%s days of %s accounts took %s", days, accounts, took(began));
            LotOracle.check(world.jdbc());
            BalanceOracle.check(world);
            new MoneyOracle(world).check();
            assertThat(life.breaks()).as("breaks between payments and books").isEmpty();
            accepted(world.reckon);
            new HappenedQuery(world.jdbc()).addTo(life.tally);
            say("all in %s: %s", took(began), life.tally);
            assertThat(life.tally.missing()).as("what has not happened").isEmpty();
        }
    }

    /** {@code verify} holds, and hledger, ledger and beancount accept the journal where they are installed; {@code RECKON_REQUIRE_CHECKERS=true} wants them all. */
    private void accepted(CommandRunner reckon) throws IOException, InterruptedException {
        CommandRunner.Ran verified = reckon.run("verify");
        assertThat(verified.out()).doesNotContain("BROKEN");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        check(reckon, "hledger", List.of("hledger", "-f", "FILE", "check", "-s", "ordereddates"));
        check(reckon, "hledger", List.of("ledger", "--args-only", "--pedantic", "-f", "FILE", "bal"));
        check(reckon, "beancount", List.of("bean-check", "-C", "FILE"));
    }

    private void check(CommandRunner reckon, String language, List<String> command)
            throws IOException, InterruptedException {
        Optional<Path> program = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, command.getFirst()))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            if (Boolean.parseBoolean(
                    System.getProperty("RECKON_REQUIRE_CHECKERS", System.getenv("RECKON_REQUIRE_CHECKERS")))) {
                throw new AssertionError(command.getFirst()
                        + " is not installed, so it has not checked the journal; RECKON_REQUIRE_CHECKERS asks for it");
            }
            say("SKIPPED: %s is not installed, so it has not checked the journal", command.getFirst());
            return;
        }
        Path file = root.resolve("journal." + language);
        reckon.clean("export journal --as " + language + " --out " + file);
        Path said = root.resolve("said.txt");
        Process process = new ProcessBuilder(command.stream()
                        .map(word -> word.equals("FILE") ? file.toString() : word)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor())
                .as(command.getFirst() + ": " + Files.readString(said, StandardCharsets.UTF_8))
                .isZero();
    }

    private static String took(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s";
    }

    private static void say(String sentence, Object... parts) {
        System.out.println("Life: " + String.format(Locale.ROOT, sentence, parts));
    }
}
