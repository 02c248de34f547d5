package io.reckoner.proxy.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lines on their way to the log's thread. Giving a line its time and its place is one act, so times never go back. */
final class LineQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final InstantSource clock;
    private final ArrayDeque<PendingLine> lines = new ArrayDeque<>();
    private Instant last;
    private boolean closed;

    LineQueue(InstantSource clock, Instant notBefore) {
        this.clock = clock;
        last = notBefore;
    }

    /** What {@link #take} found. */
    record Taken(List<PendingLine> lines, boolean closed) {}

    PendingLine add(LogLine line) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the log is closed");
            }
            PendingLine pending = PendingLine.of(line, advance());
            lines.add(pending);
            changed.signal();
            return pending;
        } finally {
            lock.unlock();
        }
    }

    private Instant advance() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last;
        return last;
    }

    int size() {
        lock.lock();
        try {
            return lines.size();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for lines, the end, or for the time to run out. */
    Taken take(Duration atMost) {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (lines.isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return new Taken(drain(), closed);
        } catch (InterruptedException e) {
            // Only the log's own thread waits here, and nobody has a reason to interrupt it.
            return new Taken(drain(), closed);
        } finally {
            lock.unlock();
        }
    }

    /** All lines so far, and the time no later line will be before. */
    record Cut(List<PendingLine> lines, Instant through) {}

    Cut cut() {
        lock.lock();
        try {
            return new Cut(drain(), advance());
        } finally {
            lock.unlock();
        }
    }

    private List<PendingLine> drain() {
        List<PendingLine> drained = new ArrayList<>(lines);
        lines.clear();
        return drained;
    }

    /** No more lines; what is there is still written. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, unless the end comes sooner. */
    void pause(Duration length) {
        lock.lock();
        try {
            long left = length.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // As in take.
        } finally {
            lock.unlock();
        }
    }
}
