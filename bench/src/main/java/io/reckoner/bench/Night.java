package io.reckoner.bench;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.nightly.Progress;
import io.reckoner.jobs.nightly.RunOutcome;
import io.reckoner.jobs.nightly.RunRequest;
import io.reckoner.jobs.nightly.Settlements;
import io.reckoner.jobs.settings.Settings;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.kernel.control.LineCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A whole night, in a process of its own: from taking segments in to the committed run. */
final class Night {
    private Night() {}

    /** Settles the intake named second in the data folder named first, and prints what was measured. */
    public static void main(String[] arguments) throws IOException {
        DataFolder folder = new DataFolder(Path.of(arguments[0]));
        SettlementSettings settings =
                Settings.defaults(List.of(SettlementSettings.class)).of(SettlementSettings.class);
        try (Database database = Database.open(folder, Installation.databaseSettings());
                Settlements settlements = new Settlements(folder, database, settings, Clock.systemUTC())) {
            Steps steps = new Steps();
            long started = System.nanoTime();
            RunOutcome outcome = settlements.run(
                    new RunRequest(Path.of(arguments[1]), Optional.empty(), Optional.empty(), new Act("bench", "")),
                    steps);
            Measured.print("nanos", System.nanoTime() - started);
            switch (outcome) {
                case RunOutcome.Committed done ->
                    Measured.print(
                            "events",
                            done.totals().value(LineCount.EVENTS.total()).longValueExact());
                case RunOutcome.NothingToDo nothing -> throw new IllegalStateException(nothing.why());
            }
            steps.nanos.forEach((step, nanos) -> Measured.print("step-" + step, nanos));
            Measured.print("peak", Memory.ownPeak());
            long postmaster = postmaster(folder);
            Measured.print("cpu", ProcessorTime.own() + ProcessorTime.family(postmaster));
            Measured.print("database", Memory.family(postmaster));
        }
    }

    /** The first line of PostgreSQL's own file is its process. */
    private static long postmaster(DataFolder folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.pg(), 3)) {
            Path file = files.filter(path -> path.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
    }

    /** How long each step took. */
    private static final class Steps implements Progress {
        private final ConcurrentHashMap<String, Long> began = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<String, Long> nanos = new ConcurrentHashMap<>();

        @Override
        public void begin(String step, int pieces) {
            began.put(step, System.nanoTime());
        }

        @Override
        public void advance(String step) {}

        @Override
        public void end(String step) {
            Long from = began.get(step);
            if (from != null) {
                nanos.put(step, System.nanoTime() - from);
            }
        }
    }
}
