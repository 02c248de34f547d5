package io.reckoner.jobs.run;

import io.reckoner.jobs.database.ThisProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code lease}. Time is the database's, so that clocks of hosts need not agree. */
public final class LeaseTable {
    private static final String NAME = "settlement";

    private final JdbcClient jdbc;

    public LeaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who holds the lease, and for how long nothing was heard of it. */
    private record Holder(String name, Duration silent) {}

    private Optional<Holder> holder() {
        return jdbc.sql(
                        """
                        SELECT holder, (extract(epoch FROM clock_timestamp() - heartbeat_at) * 1000)::bigint AS silent
                        FROM lease WHERE name = :name
                        """)
                .param("name", NAME)
                .query((row, number) -> new Holder(row.getString("holder"), Duration.ofMillis(row.getLong("silent"))))
                .optional();
    }

    /**
     * Takes the lease if it is free or its holder is dead. A holder that merely hangs may do so in the middle of a commit,
     * with this row and its bucket locked: its sessions are ended, so that nobody waits for it.
     */
    void acquire(String holder, UUID token, Duration deadAfter) {
        Optional<Holder> before = holder();
        if (before.isPresent()) {
            if (before.get().silent().compareTo(deadAfter) <= 0) {
                throw new LeaseHeldException(heldBy(deadAfter));
            }
            evict(before.get().name());
        }
        int taken = jdbc.sql(
                        """
                        INSERT INTO lease (name, holder, token, acquired_at, heartbeat_at)
                        VALUES (:name, :holder, :token, clock_timestamp(), clock_timestamp())
                        ON CONFLICT (name) DO UPDATE
                        SET holder = excluded.holder, token = excluded.token, acquired_at = excluded.acquired_at,
                            heartbeat_at = excluded.heartbeat_at
                        WHERE lease.heartbeat_at < clock_timestamp() - make_interval(secs => :seconds)
                        """)
                .param("name", NAME)
                .param("holder", holder)
                .param("token", token)
                .param("seconds", deadAfter.toMillis() / 1000.0)
                .update();
        if (taken == 0) {
            throw new LeaseHeldException(heldBy(deadAfter));
        }
    }

    /** Ends the sessions of a process; none of this one, which may hold the lease in another thread. */
    private void evict(String process) {
        if (!process.equals(ThisProcess.name())) {
            jdbc.sql("SELECT evict(:application)")
                    .param("application", ThisProcess.sessions(process))
                    .query(Long.class)
                    .single();
        }
    }

    private String heldBy(Duration deadAfter) {
        return jdbc.sql(
                        """
                        SELECT holder || ' since ' || to_char(acquired_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
                               || ' UTC, last sign of life '
                               || round(extract(epoch FROM clock_timestamp() - heartbeat_at)) || ' s ago'
                        FROM lease WHERE name = :name
                        """)
                .param("name", NAME)
                .query(String.class)
                .optional()
                .map(holder -> "another run is in progress: " + holder
                        + ". Wait for it to end; if that process is dead or hangs, its"
                        + " lease is free " + deadAfter.toSeconds() + " s after its last sign of life, or at once with"
                        + " reckon recover.")
                .orElse("another run has just ended; try again");
    }

    boolean beat(UUID token) {
        return jdbc.sql("UPDATE lease SET heartbeat_at = clock_timestamp() WHERE name = :name AND token = :token")
                        .param("name", NAME)
                        .param("token", token)
                        .update()
                == 1;
    }

    /** Locks the row until the transaction ends, so that the lease cannot be taken over during a commit. */
    boolean holds(UUID token) {
        return jdbc.sql("SELECT token FROM lease WHERE name = :name FOR SHARE")
                .param("name", NAME)
                .query(UUID.class)
                .optional()
                .filter(token::equals)
                .isPresent();
    }

    void release(UUID token) {
        jdbc.sql("DELETE FROM lease WHERE name = :name AND token = :token")
                .param("name", NAME)
                .param("token", token)
                .update();
    }

    /**
     * Takes the lease away from whoever holds it, and ends its sessions. For a person who knows that process to be dead or
     * to hang; should it live, it writes nothing more.
     */
    public void breakLease() {
        holder().map(Holder::name).ifPresent(this::evict);
        jdbc.sql("DELETE FROM lease WHERE name = :name").param("name", NAME).update();
    }
}
