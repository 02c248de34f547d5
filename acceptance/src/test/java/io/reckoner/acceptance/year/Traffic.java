package io.reckoner.acceptance.year;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.SegmentWriter;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import io.reckoner.proxy.log.EventLine;
import io.reckoner.proxy.log.LogSettings;
import io.reckoner.proxy.log.LogWatch;
import io.reckoner.proxy.log.UsageLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The usage of a life: two proxies that log as proxies do, and a third source that repeats some of their lines. A courier carries
 * what is sealed to the intake folder, and now and then leaves one proxy's segments behind.
 */
final class Traffic implements AutoCloseable {
    /** An event that was logged. */
    record Logged(String account, String id, byte[] line, Instant ts) {}

    private static final List<String> PROXIES = List.of("eu-1", "eu-2");
    private static final LogWatch WATCH = new LogWatch() {
        @Override
        public void sealed(Path segment) {}

        @Override
        public void trouble(String sentence, IOException cause) {
            throw new IllegalStateException(sentence, cause);
        }
    };

    private final Path gateway;
    private final Chance chance;
    private final Map<String, UsageLog> logs = new LinkedHashMap<>();
    private final List<CompletableFuture<Logged>> waiting = new ArrayList<>();
    private List<Logged> today = List.of();
    private SegmentWriter again;
    private long againNumber = SegmentName.FIRST_SEQUENCE;
    private volatile Instant now;
    private long events;

    /** @param gateway where the proxies write */
    Traffic(Path gateway, Chance chance, Instant start) throws IOException {
        this.gateway = Files.createDirectories(gateway);
        this.chance = chance;
        this.now = start;
        open();
        again = SegmentWriter.open(gateway, new SegmentName("again", againNumber));
    }

    private void open() throws IOException {
        for (String proxy : PROXIES) {
            logs.put(proxy, UsageLog.open(LogSettings.defaults(gateway, proxy), () -> now, WATCH));
        }
    }

    /** A request of a person has ended. One in forty failed at the provider, and cost something all the same. */
    void request(Person person, Instant at) {
        now = at;
        boolean isPlan = !person.plan().isEmpty() && !chance.oneIn(5);
        boolean failed = chance.oneIn(40);
        String id = String.format(Locale.ROOT, "evt_%08d", ++events);
        long input = 2_000L + chance.below(chance.oneIn(6) ? 400_000 : 90_000);
        long output = chance.below(3_000);
        EventLine line = new EventLine(
                new EventLine.Call(
                        id,
                        person.account(),
                        isPlan ? person.planKey() : person.paygKey(),
                        isPlan ? KeyKind.SUBSCRIPTION : KeyKind.PAYG,
                        "openai",
                        "openai/gpt-4o",
                        "gpt-4o",
                        "/v1/chat/completions",
                        UsageFormat.OPENAI_CHAT,
                        EventLine.Mode.WHOLE,
                        1),
                new EventLine.Reply(
                        failed ? 502 : 200,
                        failed ? Outcome.UPSTREAM_ERROR : Outcome.OK,
                        UsageSource.PROVIDER,
                        null,
                        900,
                        -1,
                        null,
                        null),
                "{\"prompt_tokens\":" + input + ",\"completion_tokens\":" + output + ",\"total_tokens\":"
                        + (input + output) + "}",
                new TreeMap<>(Map.of("team", person.style.name().toLowerCase(Locale.ROOT))));
        String proxy = PROXIES.get(person.number % PROXIES.size());
        waiting.add(logs.get(proxy).event(line).thenApply(ts -> new Logged(person.account(), id, line.text(ts), ts)));
    }

    /** Seals everything at an instant; later events come in later segments. */
    void seal(Instant through) throws IOException, InterruptedException {
        now = through;
        for (UsageLog log : logs.values()) {
            log.close();
        }
        today = waiting.stream().map(CompletableFuture::join).toList();
        waiting.clear();
        open();
        again.seal(through);
        again = SegmentWriter.open(gateway, new SegmentName("again", ++againNumber));
        for (Logged logged : today) {
            if (chance.oneIn(50)) {
                again.append(logged.line(), 0, logged.line().length, logged.ts());
            }
        }
    }

    /** What was logged between the last two seals. */
    List<Logged> today() {
        return today;
    }

    /** Carries what is sealed to the intake folder, all but that of one proxy where its name is given. */
    void carry(Path intake, String leftBehind) throws IOException {
        try (Stream<Path> files = Files.list(gateway)) {
            for (Path file : files.sorted().toList()) {
                boolean isSealed = SegmentName.parse(file.getFileName().toString())
                        .filter(name -> !name.growing())
                        .filter(name -> !name.segment().proxy().equals(leftBehind))
                        .isPresent();
                if (isSealed) {
                    Files.move(file, intake.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException, IOException {
        for (UsageLog log : logs.values()) {
            log.close();
        }
        again.close();
    }
}
