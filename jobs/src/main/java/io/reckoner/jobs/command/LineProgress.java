package io.reckoner.jobs.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Plain lines for logs: one at the start, one at the end, and one every ten seconds between. */
final class LineProgress implements Progress {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    private final Output output;
    private final String task;
    private final String unit;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong nextLine;
    private volatile long total;

    LineProgress(Output output, String task, String unit, long total) {
        this.output = output;
        this.task = task;
        this.unit = unit;
        this.total = total;
        this.nextLine = new AtomicLong(System.nanoTime() + INTERVAL_NANOS);
    }

    @Override
    public void advance(long units) {
        done.addAndGet(units);
        long due = nextLine.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextLine.compareAndSet(due, now + INTERVAL_NANOS)) {
            line();
        }
    }

    @Override
    public void expect(long newTotal) {
        total = newTotal;
    }

    @Override
    public void close() {
        line();
    }

    private void line() {
        long expected = total;
        String of = expected > 0 ? " of " + expected : "";
        output.note(task + ": " + done.get() + of + " " + unit);
    }
}
