package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The books of a town of one customer, and the checks every one of them must pass. */
final class Books {
    private final Town town;
    private final CommandRunner reckon;

    Books(Settling settling) {
        this.town = settling.town;
        this.reckon = settling.reckon;
    }

    /** Entries of these kinds as {@code day kind reference: Account amount, …}, by day, kind and reference. */
    List<String> entries(String... kinds) {
        return town.rows(
                """
                SELECT to_char(day, 'MM-DD') || ' ' || kind || ' ' || reference || ': '
                       || string_agg(ledger_account || ' ' || trim_scale(amount)
                                     || CASE commodity WHEN 'USD' THEN '' ELSE ' ' || commodity END, ', '
                                     ORDER BY commodity DESC, amount DESC, ledger_account)
                FROM reports.journal_export WHERE kind IN ('%s') GROUP BY day, kind, reference, entry_id ORDER BY day, kind, 1
                """
                        .formatted(String.join("', '", kinds)));
    }

    /** What a ledger account holds, {@code 0} where nothing was posted. */
    String balance(String account) {
        return town.rows(
                        """
                        SELECT trim_scale(COALESCE(sum(balance), 0))::text FROM reports.ledger_balance
                        WHERE ledger_account = '%s'
                        """
                                .formatted(account))
                .getFirst();
    }

    /** Lots with what is left, as {@code kind amount left}, by kind and id. */
    List<String> lots() {
        return town.rows(
                """
                SELECT kind || ' ' || trim_scale(amount) || ' ' || trim_scale(remaining) FROM reports.lot
                WHERE pool = 'wallet' ORDER BY kind, lot_id
                """);
    }

    String owed() {
        return town.rows("SELECT trim_scale(COALESCE(sum(owed), 0))::text FROM reports.debt")
                .getFirst();
    }

    /** Every check of {@code verify} holds, and hledger and beancount accept the journal where they are installed. */
    void hold() throws IOException, InterruptedException {
        CommandRunner.Ran verified = reckon.run("verify");
        assertThat(verified.out()).doesNotContain("BROKEN");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        checked("hledger", List.of("hledger", "-f", "FILE", "check", "-s", "ordereddates"));
        checked("beancount", List.of("bean-check", "-C", "FILE"));
    }

    private void checked(String language, List<String> command) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of("/usr/bin").resolve(command.getFirst()))) {
            return;
        }
        Path file = town.folder.exports().resolve("check." + language);
        reckon.clean("export journal --as " + language + " --out " + file);
        Process check = new ProcessBuilder(command.stream()
                        .map(word -> word.equals("FILE") ? file.toString() : word)
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }
}
