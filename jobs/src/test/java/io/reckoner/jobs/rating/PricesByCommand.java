package io.reckoner.jobs.rating;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An installation without prices, for each test another, and a book that may be imported into it. */
abstract class PricesByCommand {
    static final String BOOK =
            """
            price_book: 1
            per: 1000000
            mark_up: 1.25
            models:
              - provider: openai
                model: openai/m
                type: llm
                effective_from: 2026-01-01T00:00:00Z
                components: {input: 2.00, output: 8.00, seconds: {amount: 0.006, per: 60}}
                service_tiers:
                  batch: {multiplier: 0.5}
            overlays:
              - name: acme
                account: acme
                multiplier: 0.9
            """;

    @TempDir
    Path root;

    TestDatabase db;
    CommandRunner reckon;

    @BeforeEach
    final void freshDatabase() {
        db = new TestDatabase().open();
        reckon = new CommandRunner(root.resolve("data"), db.settings());
        reckon.clean("init");
    }

    @AfterEach
    final void dropDatabase() {
        db.close();
    }
}
