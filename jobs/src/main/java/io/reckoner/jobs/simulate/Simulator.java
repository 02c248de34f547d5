package io.reckoner.jobs.simulate;

import io.reckoner.ingest.segment.SegmentRecovery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

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

    public Scenario scenario() {
        return scenario;
    }

    public Population population() {
        return population;
    }

    /** Names of the proxies. */
    public List<String> proxies() {
        return proxies.stream().map(SimulatedProxy::name).toList();
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
     * The same, but the first proxy dies at ten o'clock with a request in flight and a line half written, and recovers its
     * log when it starts again.
     *
     * @return what it recovered; empty if no request came after ten
     */
    public Optional<SegmentRecovery.Recovered> dayWithCrash(LocalDate day) throws IOException {
        Instant at = day.atTime(10, 0).toInstant(ZoneOffset.UTC);
        AtomicReference<Optional<SegmentRecovery.Recovered>> recovered = new AtomicReference<>(Optional.empty());
        onAll(proxy -> {
            if (proxy == proxies.getFirst()) {
                recovered.set(proxy.dayWithCrash(day, at));
            } else {
                proxy.day(day);
            }
        });
        return Objects.requireNonNull(recovered.get());
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
