package io.reckoner.jobs.simulate;

import io.reckoner.ingest.segment.SegmentRecovery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The proxies of a scenario, writing their segments day by day into one folder. */
public final class Simulator {
    private final Scenario scenario;
    private final Population population;
    private final List<SimulatedProxy> proxies = new ArrayList<>();

    private Simulator(Scenario scenario, Mischief mischief, SimulatedProxy.Starts starts, Path folder) {
        this.scenario = scenario;
        this.population = Population.of(scenario);
        for (int number = 1; number <= scenario.proxies(); number++) {
            proxies.add(new SimulatedProxy(number, scenario, population, mischief, starts, folder));
        }
    }

    /** Traffic as a live gateway logs it: a start before each event, and mischief. */
    public static Simulator lively(Scenario scenario, Mischief mischief, Path folder) {
        return new Simulator(scenario, mischief, SimulatedProxy.Starts.LOGGED, folder);
    }

    /** Events and seals alone, for load. */
    public static Simulator load(Scenario scenario, Path folder) {
        return new Simulator(scenario, Mischief.NONE, SimulatedProxy.Starts.LEFT_OUT, folder);
    }

    public Population population() {
        return population;
    }

    /** Lets every proxy announce itself at the beginning of the first day. */
    public void announce() throws IOException {
        Instant at = scenario.start().atStartOfDay(ZoneOffset.UTC).toInstant();
        for (SimulatedProxy proxy : proxies) {
            proxy.announce(at);
        }
    }

    /** One UTC day of all proxies, side by side. */
    public void day(LocalDate day) throws IOException {
        onAll(proxy -> proxy.day(day));
    }

    /**
     * The first proxy dies in the first hour of the day that follows the last simulated one, with requests in flight, and
     * recovers its log at its next start.
     */
    public SegmentRecovery.Recovered crash(LocalDate day) throws IOException {
        SimulatedProxy proxy = proxies.getFirst();
        Path open = proxy.crash("{\"v\":1,\"id\":\"evt_cut".getBytes(StandardCharsets.UTF_8));
        return SegmentRecovery.recover(
                open, day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(1));
    }

    private interface Work {
        void on(SimulatedProxy proxy) throws IOException;
    }

    private void onAll(Work work) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(
                Math.min(proxies.size(), Runtime.getRuntime().availableProcessors()));
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (SimulatedProxy proxy : proxies) {
                tasks.add(() -> {
                    work.on(proxy);
                    return null;
                });
            }
            for (Future<Void> done : workers.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the simulated traffic could not be written: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while traffic was simulated", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
