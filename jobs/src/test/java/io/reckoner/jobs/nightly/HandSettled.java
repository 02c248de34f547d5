package io.reckoner.jobs.nightly;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A town, new for each test, whose logs are written and settled by hand. */
abstract class HandSettled {
    @TempDir
    Path root;

    Settling settling;
    Town town;

    @BeforeEach
    final void openTown() {
        settling = new Settling(root);
        town = settling.town;
    }

    @AfterEach
    final void closeTown() {
        settling.close();
    }
}
