package io.reckoner.jobs.nightly;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseSettings;
import io.reckoner.jobs.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A settlement in a process of its own that dies, or waits to be told to go on, at a place named on its command line. */
final class SettlementProcess {
    static final int DIED = 86;

    /** Long enough for a busy machine: six of them without a beat, and the process is taken for dead. */
    static final Duration HEARTBEAT = Duration.ofMillis(500);

    static final String WAITING = "waiting";

    /** What to do at the place. */
    enum Then {
        DIE,
        WAIT
    }

    /** {@code advance settle 7}: in the transaction of the seventh bucket, after its rows and files are written. */
    record Place(String moment, String step, int occurrence) {
        static Place of(String text) {
            String[] words = text.split(" ");
            return new Place(words[0], words[1], Integer.parseInt(words[2]));
        }
    }

    private SettlementProcess() {}

    /** Arguments: data folder, database address, user, password, place, what then. */
    public static void main(String[] arguments) {
        DatabaseSettings usual =
                Settings.defaults(List.of(DatabaseSettings.class)).of(DatabaseSettings.class);
        DatabaseSettings settings = new DatabaseSettings(
                Optional.of(arguments[1]),
                Optional.of(arguments[2]),
                Optional.of(arguments[3]),
                usual.poolSize(),
                usual.patience());
        DataFolder folder = new DataFolder(Path.of(arguments[0]));
        Clock clock = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);
        try (Database database = Database.open(folder, settings)) {
            Settlements settlements = new Settlements(folder, database, Town.withHeartbeat(HEARTBEAT), clock);
            settlements.run(
                    new RunRequest(folder.intake(), Optional.empty(), Optional.empty(), new Act("test", "")),
                    new Interruption(Place.of(arguments[4]), Then.valueOf(arguments[5])));
        }
        System.exit(0);
    }

    /** Strikes at one place. */
    private static final class Interruption implements Progress {
        private final Place place;
        private final Then then;
        private final AtomicInteger occurrences = new AtomicInteger();

        Interruption(Place place, Then then) {
            this.place = place;
            this.then = then;
        }

        @Override
        public void begin(String step, int pieces) {
            at("begin", step);
        }

        @Override
        public void advance(String step) {
            at("advance", step);
        }

        @Override
        public void end(String step) {
            at("end", step);
        }

        private void at(String moment, String step) {
            if (!place.moment().equals(moment)
                    || !place.step().equals(step)
                    || occurrences.incrementAndGet() != place.occurrence()) {
                return;
            }
            switch (then) {
                case DIE -> Runtime.getRuntime().halt(DIED);
                case WAIT -> waitForWord();
            }
        }

        private static void waitForWord() {
            System.out.println(WAITING);
            System.out.flush();
            try {
                int word = System.in.read();
                if (word < 0) {
                    Runtime.getRuntime().halt(DIED);
                }
            } catch (IOException e) {
                Runtime.getRuntime().halt(DIED);
            }
        }
    }
}
