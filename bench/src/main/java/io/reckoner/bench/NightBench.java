package io.reckoner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures nights beside their yardstick: {@code bench/run}. What can be prepared is prepared before and not measured;
 * then yardstick and night take turns, so that a machine that grows slow grows slow for both.
 */
public final class NightBench {
    private NightBench() {}

    /** Exit 0, or 2 where the command line cannot be read. */
    public static void main(String[] arguments) throws IOException {
        BenchPlan plan;
        try {
            plan = BenchPlan.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + BenchPlan.USAGE);
            System.exit(2);
            return;
        }
        Files.createDirectories(plan.folder());
        List<NightResult> results = new ArrayList<>();
        for (int millions : plan.millions()) {
            results.add(measure(plan, millions));
        }
        String report = NightReport.of(plan, results, String.join(" ", arguments));
        Path file = plan.folder().resolve("result.md");
        Files.writeString(file, report);
        System.out.println(report);
        System.out.println("Also in " + file);
    }

    private static NightResult measure(BenchPlan plan, int millions) throws IOException {
        say("preparing " + millions + " M events");
        Traffic traffic = Traffic.of(plan, millions);
        Installation installation = Installation.of(plan, millions, traffic);
        Traffic earlier = Traffic.of(plan, 1);
        Installation before = Installation.of(plan, 1, earlier);
        List<Measured> yardsticks = new ArrayList<>();
        List<Measured> cold = new ArrayList<>();
        List<Measured> warm = new ArrayList<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            String which = "round " + round + " of " + plan.rounds() + ": ";
            say(which + "yardstick");
            yardsticks.add(yardstick(plan, traffic));
            say(which + "night in a new process");
            Path used = plan.folder().resolve("used");
            cold.add(night(asNightly(plan), List.of(installation.copy(used).root(), traffic.folder())));
            say(which + "night in a process that has settled a million events before");
            Path usedBefore = plan.folder().resolve("used-before");
            warm.add(night(
                    asServe(plan),
                    List.of(
                            before.copy(usedBefore).root(),
                            earlier.folder(),
                            installation.copy(used).root(),
                            traffic.folder())));
            Copies.remove(usedBefore);
            Copies.remove(used);
        }
        return new NightResult(millions, traffic.bytes(), installation.indexBytes(), yardsticks, cold, warm);
    }

    private static Measured yardstick(BenchPlan plan, Traffic traffic) throws IOException {
        Path target = plan.folder().resolve("yardstick.parquet");
        Files.deleteIfExists(target);
        try {
            return Measured.run(Yardstick.class, List.of(), List.of(traffic.folder(), target));
        } finally {
            Files.deleteIfExists(target);
        }
    }

    private static Measured night(List<String> options, List<Path> foldersAndIntakes) throws IOException {
        return Measured.run(Night.class, options, foldersAndIntakes);
    }

    /** As the launcher starts {@code reckon nightly}. */
    private static List<String> asNightly(BenchPlan plan) {
        List<String> options = asServe(plan);
        options.addAll(0, words(System.getProperty("bench.night")));
        return options;
    }

    /**
     * As the launcher starts {@code reckon serve}, from the cache that {@code reckon warm-up} kept; {@code RECKON_JAVA_OPTS}
     * adds more, such as a flight recording.
     */
    private static List<String> asServe(BenchPlan plan) {
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx" + plan.heap()));
        Path cache = Path.of(System.getProperty("reckon.cache"));
        if (Files.exists(cache)) {
            options.add("-XX:AOTCache=" + cache);
        }
        options.addAll(words(System.getenv("RECKON_JAVA_OPTS")));
        return options;
    }

    private static List<String> words(@Nullable String options) {
        return options == null || options.isBlank()
                ? List.of()
                : List.of(options.strip().split("\\s+"));
    }

    private static void say(String text) {
        System.err.println("bench: " + text);
    }
}
