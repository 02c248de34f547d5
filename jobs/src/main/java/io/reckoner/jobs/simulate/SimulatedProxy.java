package io.reckoner.jobs.simulate;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.SegmentRecovery;
import io.reckoner.ingest.segment.SegmentWriter;
import io.reckoner.kernel.period.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One proxy: requests come in and go out, and its log grows segment by segment, one for each hour. */
final class SimulatedProxy {
    private static final long SEGMENT_MICROS = 3_600_000_000L;
    private static final int MAX_LATE_MICROS_HOURS = 3;
    private static final long DOWN_MICROS = 300_000_000L;
    private static final String TORN = "{\"v\":1,\"id\":\"evt_cut";

    private final String name;
    private final Scenario scenario;
    private final Population population;
    private final Mischief mischief;
    private final Starts starts;
    private final Path folder;
    private final SplittableRandom random;
    private final EventText text = new EventText();
    private final LineBuffer line = new LineBuffer();
    private final PriorityQueue<Request> inFlight =
            new PriorityQueue<>(Comparator.<Request>comparingLong(request -> request.endMicros)
                    .thenComparingLong(request -> request.serial));
    private final long serialBase;
    private long serial;
    private long sequence = SegmentName.FIRST_SEQUENCE;
    private @Nullable SegmentWriter segment;
    private long segmentEnd;
    private long clock;

    /** Whether a request's start is logged before its event. */
    enum Starts {
        LOGGED,
        LEFT_OUT
    }

    SimulatedProxy(
            int number, Scenario scenario, Population population, Mischief mischief, Starts starts, Path folder) {
        this.name = "sim-" + number;
        this.scenario = scenario;
        this.population = population;
        this.mischief = mischief;
        this.starts = starts;
        this.folder = folder;
        this.random = new SplittableRandom(scenario.seed() * 31 + number);
        this.serialBase = (long) number << 48;
    }

    String name() {
        return name;
    }

    /** Seals an empty segment, as a proxy does before its first request. */
    void announce(Instant at) throws IOException {
        segment = SegmentWriter.open(folder, new SegmentName(name, sequence));
        seal(at);
    }

    /** Traffic of one UTC day; its last segment promises the day's end. */
    void day(LocalDate day) throws IOException {
        traffic(day, Long.MAX_VALUE);
    }

    /**
     * The same, but with the first request at or after an instant the proxy stops dead. Five minutes later it starts again
     * and recovers its log; nobody is served between.
     *
     * @return what it recovered; empty if no request came after the instant
     */
    Optional<SegmentRecovery.Recovered> dayWithCrash(LocalDate day, Instant at) throws IOException {
        return traffic(day, Micros.of(at));
    }

    private Optional<SegmentRecovery.Recovered> traffic(LocalDate day, long crashAt) throws IOException {
        long dayStart = day.toEpochDay() * Micros.PER_DAY;
        open(dayStart);
        Optional<SegmentRecovery.Recovered> recovered = Optional.empty();
        long servedFrom = dayStart;
        Arrivals arrivals = new Arrivals(day, (double) scenario.eventsPerDay() / scenario.proxies(), random);
        for (long at = arrivals.next(); at >= 0; at = arrivals.next()) {
            if (at < servedFrom) {
                continue;
            }
            advance(at);
            begin(at);
            if (at >= crashAt && recovered.isEmpty()) {
                servedFrom = at + DOWN_MICROS;
                recovered = Optional.of(crash(Micros.instant(servedFrom)));
                open(servedFrom);
            }
        }
        advance(dayStart + Micros.PER_DAY);
        return recovered;
    }

    /** The segment stays growing, its last line is cut off, requests in flight are never heard of again. */
    private SegmentRecovery.Recovered crash(Instant restart) throws IOException {
        writer().sync();
        writer().close();
        segment = null;
        inFlight.clear();
        Path open = folder.resolve(new SegmentName(name, sequence).openFile());
        Files.write(open, TORN.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        sequence++;
        return SegmentRecovery.recover(open, restart);
    }

    /** A request comes in. */
    private void begin(long at) throws IOException {
        Request request = new Request(population);
        request.draw(population, random, at, serialBase + serial++);
        request.endMicros = at + request.latencyMillis * 1000;
        if (starts == Starts.LOGGED) {
            text.start(request, line);
            append(at);
        }
        inFlight.add(request);
    }

    /** Lets time pass: requests end, segments are sealed. */
    private void advance(long to) throws IOException {
        for (Request next = inFlight.peek(); next != null && next.endMicros < to; next = inFlight.peek()) {
            inFlight.remove();
            sealUpTo(next.endMicros);
            end(next);
        }
        sealUpTo(to);
        clock = to;
    }

    private void sealUpTo(long micros) throws IOException {
        while (micros >= segmentEnd) {
            seal(Micros.instant(segmentEnd));
            open(segmentEnd);
        }
    }

    private void end(Request request) throws IOException {
        if (mischief.plays(Mischief.Trick.LATE, random)) {
            request.endMicros -= random.nextLong(MAX_LATE_MICROS_HOURS * SEGMENT_MICROS);
        }
        text.event(request, line);
        if (!spoilt(request)) {
            append(request.endMicros);
            repeat(request);
        }
    }

    /** Writes a spoilt line in place of the event's, if a trick says so. */
    private boolean spoilt(Request request) throws IOException {
        for (Mischief.Trick trick : Mischief.Trick.values()) {
            @Nullable String spoilt = spoil(trick, request);
            if (spoilt != null && mischief.plays(trick, random)) {
                byte[] bytes = spoilt.getBytes(StandardCharsets.UTF_8);
                writer().append(bytes, 0, bytes.length, Micros.instant(request.endMicros));
                return true;
            }
        }
        return false;
    }

    private @Nullable String spoil(Mischief.Trick trick, Request request) {
        if (mischief.perMillion().getOrDefault(trick, 0) == 0 || !request.hasUsage()) {
            return null;
        }
        return switch (trick) {
            case TORN_LINE -> line.toString().substring(0, line.size() / 2);
            case UNKNOWN_KEY -> line.toString().replace("\"key\":\"key_", "\"key\":\"nokey_");
            case UNKNOWN_MODEL ->
                line.toString().replace("\"model\":\"" + request.model.model(), "\"model\":\"acme/frontier-preview");
            case NEGATIVE_COUNT -> line.toString().replaceFirst("(_tokens|TokenCount)\":(\\d)", "$1\":-$2");
            case BROKEN_IDENTITY ->
                line.toString()
                        .replaceFirst(
                                "(cached_tokens|cachedContentTokenCount|ephemeral_5m_input_tokens)\":\\d+",
                                "$1\":99999999");
            case BAD_TIME -> line.toString().replaceFirst("\"ts\":\"\\d{4}", "\"ts\":\"20x6");
            case DUPLICATE, CONFLICT, LATE, BLANK -> null;
        };
    }

    private void repeat(Request request) throws IOException {
        if (mischief.plays(Mischief.Trick.DUPLICATE, random)) {
            append(request.endMicros);
        }
        if (request.hasUsage() && mischief.plays(Mischief.Trick.CONFLICT, random)) {
            request.output += 17;
            text.event(request, line);
            append(request.endMicros);
        }
        if (mischief.plays(Mischief.Trick.BLANK, random)) {
            writer().append(new byte[0], 0, 0, Micros.instant(request.endMicros));
        }
    }

    private void append(long micros) throws IOException {
        writer().append(line.array(), 0, line.size(), Micros.instant(micros));
    }

    private SegmentWriter writer() {
        SegmentWriter growing = segment;
        if (growing == null) {
            throw new IllegalStateException("proxy " + name + " is writing no segment at " + Micros.instant(clock));
        }
        return growing;
    }

    private void open(long micros) throws IOException {
        if (segment == null || micros >= segmentEnd) {
            if (segment != null) {
                seal(Micros.instant(segmentEnd));
            }
            segment = SegmentWriter.open(folder, new SegmentName(name, sequence));
            segmentEnd = Math.floorDiv(micros, SEGMENT_MICROS) * SEGMENT_MICROS + SEGMENT_MICROS;
        }
    }

    private void seal(Instant through) throws IOException {
        writer().seal(through);
        segment = null;
        sequence++;
    }
}
