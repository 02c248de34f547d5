package io.reckoner.jobs.run;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The right to write, held by one process at a time and kept alive by a heartbeat.
 *
 * <p>A holder whose heartbeat stopped longer ago than the setting is dead and its lease may be taken over; one that
 * finds its lease taken over must stop before its next commit ({@link #requireHeld()}).
 */
public final class Lease implements AutoCloseable {
    /** A lease is taken over when its heartbeat is older than this many beats. */
    public static final int BEATS_UNTIL_DEAD = 6;

    private final LeaseTable table;
    private final UUID token;
    private final ScheduledExecutorService heart;
    private final AtomicBoolean held = new AtomicBoolean(true);

    private Lease(LeaseTable table, UUID token, ScheduledExecutorService heart) {
        this.table = table;
        this.token = token;
        this.heart = heart;
    }

    /**
     * Takes the lease.
     *
     * @param holder who is asking, for people: host, process and command
     * @throws LeaseHeldException when a living process holds it
     */
    public static Lease acquire(LeaseTable table, String holder, Duration heartbeat) {
        UUID token = UUID.randomUUID();
        table.acquire(holder, token, heartbeat.multipliedBy(BEATS_UNTIL_DEAD));
        ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lease-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        Lease lease = new Lease(table, token, heart);
        long millis = heartbeat.toMillis();
        var unused = heart.scheduleWithFixedDelay(lease::beat, millis, millis, TimeUnit.MILLISECONDS);
        return lease;
    }

    /** Refuses unless this process may still commit; asked inside the transaction that commits. */
    public void requireHeld() {
        if (!held.get() || !table.holds(token)) {
            throw new LeaseHeldException(
                    "the lease was taken over by another process while this one was silent; nothing more is written here");
        }
    }

    /** Transactions that begin only while this process may still commit; none takes the lease over until they end. */
    public TransactionOperations guard(TransactionOperations transactions) {
        return new TransactionOperations() {
            @Override
            public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
                return transactions.execute(status -> {
                    requireHeld();
                    return work.doInTransaction(status);
                });
            }
        };
    }

    private void beat() {
        try {
            if (!table.beat(token)) {
                held.set(false);
            }
        } catch (RuntimeException databaseAway) {
            // The next beat tries again; a lease that stays silent too long is taken over and requireHeld() says so.
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        table.release(token);
    }
}
