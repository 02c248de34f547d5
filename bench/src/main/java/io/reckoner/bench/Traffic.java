package io.reckoner.bench;

import io.reckoner.jobs.simulate.Scenario;
import io.reckoner.jobs.simulate.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sealed segments of one day, written once and used again.
 *
 * @param folder holds nothing else
 * @param scenario gives the same bytes every time
 */
record Traffic(Path folder, Scenario scenario) {
    /** One UTC day of so many million events over {@link BenchPlan#PROXIES} proxies. */
    static Traffic of(BenchPlan plan, int millions) throws IOException {
        Scenario scenario =
                new Scenario(42, BenchPlan.DAY, 1, BenchPlan.CUSTOMERS, millions * 1_000_000L, BenchPlan.PROXIES);
        Path folder = plan.folder().resolve("events-" + millions + "m");
        if (!Files.exists(folder)) {
            Path growing = Copies.fresh(plan.folder().resolve("growing"));
            Simulator simulator = Simulator.load(scenario, growing);
            simulator.announce();
            simulator.day(BenchPlan.DAY);
            try (Stream<Path> files = Files.list(growing)) {
                for (Path open :
                        files.filter(file -> file.toString().endsWith(".open")).toList()) {
                    Files.delete(open);
                }
            }
            Files.move(growing, folder);
        }
        return new Traffic(folder, scenario);
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
