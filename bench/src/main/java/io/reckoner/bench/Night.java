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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A whole night, in a process of its own: from taking segments in to the committed run. */
final class Night {
    private Night() {}

    /**
     * Settles nights one after the other, each named by its data folder and its intake, and prints what was measured of the
     * last. One alone is settled cold: its processor time counts from the start of the process.
     */
    public static void main(String[] arguments) throws IOException {
        for (int night = 0; night < arguments.length; night += 2) {
            boolean last = night + 2 == arguments.length;
            Map<String, Long> measured = settle(
                    new DataFolder(Path.of(arguments[night])),
                    Path.of(arguments[night + 1]),
                    night == 0 ? 0 : ProcessorTime.own());
            if (last) {
                measured.forEach(Measured::print);
            }
        }
    }

    private static Map<String, Long> settle(DataFolder folder, Path intake, long processorBefore) throws IOException {
        SettlementSettings settings =
                Settings.defaults(List.of(SettlementSettings.class)).of(SettlementSettings.class);
        Map<String, Long> measured = new TreeMap<>();
        try (Database database = Database.open(folder, Installation.databaseSettings())) {
            Settlements settlements = new Settlements(folder, database, settings, Clock.systemUTC());
            Steps steps = new Steps();
            long started = System.nanoTime();
            RunOutcome outcome = settlements.run(
                    new RunRequest(intake, Optional.empty(), Optional.empty(), new Act("bench", "")), steps);
            measured.put("nanos", System.nanoTime() - started);
            switch (outcome) {
                case RunOutcome.Committed done ->
                    measured.put(
                            "events",
                            done.totals().value(LineCount.EVENTS.total()).longValueExact());
                case RunOutcome.NothingToDo nothing -> throw new IllegalStateException(nothing.why());
            }
            steps.nanos.forEach((step, nanos) -> measured.put("step-" + step, nanos));
            measured.put("peak", Memory.ownPeak());
            long postmaster = postmaster(folder);
            measured.put("cpu", ProcessorTime.own() - processorBefore + ProcessorTime.family(postmaster));
            measured.put("database", Memory.family(postmaster));
        }
        return measured;
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
