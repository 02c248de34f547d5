package io.reckoner.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A town of one customer, acc_00001, whose usage is written by hand. It starts with 2.00 paid, and a bonus of 0.50 until 3 March; a
 * million tokens are charged 3.00.
 */
abstract class OneCustomer {
    @TempDir
    Path root;

    private Settling settling;
    Town town;
    Books books;
    CommandRunner reckon;
    HandLog log;

    @BeforeEach
    void open() throws Exception {
        settling = new Settling(root);
        town = settling.town;
        books = new Books(settling);
        reckon = settling.reckon;
        reckon.clean("init");
        log = new HandLog(town.folder.intake(), "p-1", "2026-03-02T00:00:00Z");
    }

    @AfterEach
    void close() {
        settling.close();
    }

    final void settleTo(String day) throws Exception {
        log.seal(day + "T00:00:00Z");
        settling.settledAt(Instant.parse(day + "T00:00:00Z"));
    }

    /** Refused with a sentence, and nothing was done. */
    final void refused(String line, String message) {
        List<String> acts = town.rows("SELECT count(*)::text FROM act");
        CommandRunner.Ran ran = reckon.run(line);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
        assertThat(town.rows("SELECT count(*)::text FROM act")).isEqualTo(acts);
    }
}
