package io.reckoner.proxy.log;

import io.reckoner.ingest.segment.SegmentRecovery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A proxy's usage log: lines in, sealed segments out. Safe for many threads; one of its own owns the files.
 *
 * <p>Opening it recovers what a dead process left torn and announces the proxy with a sealed segment, before any request.
 * Lines that come while the disk is busy share one fsync. A segment is sealed when it is full or {@code sealEvery} old,
 * also when idle. When the disk fails, lines wait in memory, starts are refused, and the log tries again in a new
 * segment; it never writes to a file that has failed.
 *
 * <pre>{@code
 * log.start(start);                  // not waited for; refused when the log is in trouble
 * ... call upstream ...
 * log.event(event).thenAccept(ts -> metered(ts));   // durable
 * }</pre>
 */
public final class UsageLog implements AutoCloseable {
    private final LogSettings settings;
    private final LogWatch watch;
    private final ProxyNumber number;
    private final SegmentRoll roll;
    private final LineQueue queue;
    private final Thread thread;
    private volatile boolean inTrouble;

    private UsageLog(LogSettings settings, InstantSource clock, LogWatch watch, GrowingSegment.Opener opener)
            throws IOException {
        this.settings = settings;
        this.watch = watch;
        number = ProxyNumber.open(settings.folder(), settings.proxy());
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            number.promise(now);
            recover();
            queue = new LineQueue(clock, number.promised());
            roll = new SegmentRoll(settings, number, opener, watch);
            roll.open();
            roll.roll(queue.cut().through());
        } catch (IOException | RuntimeException e) {
            number.close();
            throw e;
        }
        thread = new Thread(this::run, "usage-log-" + settings.proxy());
    }

    /**
     * Opens the log of a proxy.
     *
     * @throws IOException when the folder cannot be written, what was left torn cannot be recovered, or another process
     *     logs under this name: then no request must be taken
     */
    public static UsageLog open(LogSettings settings, InstantSource clock, LogWatch watch) throws IOException {
        return open(settings, clock, watch, GrowingSegment::onDisk);
    }

    static UsageLog open(LogSettings settings, InstantSource clock, LogWatch watch, GrowingSegment.Opener opener)
            throws IOException {
        UsageLog log = new UsageLog(settings, clock, watch, opener);
        log.thread.start();
        return log;
    }

    /**
     * The newest segment left may promise the present. An older one had failed while the process lived on: later events
     * are in later segments, so it promises no more than its own last time.
     */
    private void recover() throws IOException {
        for (Path open : number.growing()) {
            Instant through = number.isNewest(open) ? number.promised() : Instant.EPOCH;
            SegmentRecovery.Recovered recovered = SegmentRecovery.recover(open, through);
            number.promise(recovered.seal().through());
            watch.sealed(recovered.sealed());
        }
    }

    /**
     * Notes that a request is about to be sent upstream. Does not wait.
     *
     * @throws LogRefusedException when the log cannot promise to note its end: do not send it
     */
    public void start(StartLine start) throws LogRefusedException {
        if (inTrouble || queue.size() >= settings.pendingLines()) {
            throw new LogRefusedException(
                    "proxy " + settings.proxy() + " cannot log requests now; they would go unpaid");
        }
        queue.add(start);
    }

    /** Notes how a request ended, whatever the state of the disk; the answer is its time, once it is durable. */
    public CompletableFuture<Instant> event(EventLine event) {
        return queue.add(event).durable();
    }

    private void run() {
        List<PendingLine> waiting = new ArrayList<>();
        try {
            run(waiting);
        } finally {
            inTrouble = true;
            queue.close();
            finish(waiting);
        }
    }

    private void run(List<PendingLine> waiting) {
        long deadline = System.nanoTime() + settings.sealEvery().toNanos();
        boolean closed = false;
        while (!closed || !waiting.isEmpty()) {
            LineQueue.Taken taken = queue.take(Duration.ofNanos(inTrouble ? 0 : deadline - System.nanoTime()));
            waiting.addAll(taken.lines());
            closed = taken.closed();
            boolean due = roll.isFull() || deadline - System.nanoTime() <= 0;
            if (!step(waiting, due && !closed)) {
                if (closed) {
                    break;
                }
                queue.pause(settings.retryAfter());
            } else if (due) {
                deadline = System.nanoTime() + settings.sealEvery().toNanos();
            }
        }
    }

    /** Writes what waits and seals if it is time; false when the disk failed. Written lines are taken from the list. */
    private boolean step(List<PendingLine> waiting, boolean seal) {
        try {
            if (!roll.isOpen()) {
                roll.open();
            }
            roll.write(waiting);
            waiting.clear();
            roll.mend();
            if (seal) {
                LineQueue.Cut cut = queue.cut();
                waiting.addAll(cut.lines());
                roll.write(waiting);
                waiting.clear();
                roll.roll(cut.through());
            }
            inTrouble = false;
            return true;
        } catch (IOException e) {
            inTrouble = true;
            watch.trouble(
                    "proxy " + settings.proxy() + ": the usage log cannot be written; requests are refused until"
                            + " it can. Free or mend the disk of " + settings.folder(),
                    e);
            roll.abandon();
            return false;
        }
    }

    private void finish(List<PendingLine> waiting) {
        try {
            if (roll.isOpen()) {
                roll.end(queue.cut().through());
            }
            roll.mend();
            number.close();
        } catch (IOException e) {
            watch.trouble(
                    "proxy " + settings.proxy() + ": its last segment could not be sealed; its next start will", e);
        }
        IOException lost = new IOException("the log was closed while the disk failed");
        waiting.forEach(line -> line.durable().completeExceptionally(lost));
    }

    /** Writes what waits, seals the segment and ends. If the disk fails, what waits is lost and said to be. */
    @Override
    public void close() throws InterruptedException {
        queue.close();
        thread.join();
    }
}
