package io.reckoner.jobs.run;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code lease}. Time is the database's, so that clocks of hosts need not agree. */
public final class LeaseTable {
    private static final String NAME = "settlement";

    private final JdbcClient jdbc;

    public LeaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void acquire(String holder, UUID token, Duration deadAfter) {
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
                        + ". Wait for it to end; if that process is dead, its"
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

    /** Takes the lease away from whoever holds it. For a person who knows that process to be dead. */
    public void breakLease() {
        jdbc.sql("DELETE FROM lease WHERE name = :name").param("name", NAME).update();
    }
}
