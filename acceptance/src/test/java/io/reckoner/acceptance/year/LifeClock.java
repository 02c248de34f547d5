package io.reckoner.acceptance.year;

import io.reckoner.jobs.database.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The time of a made-up life: of the application and of its database, which both ask this clock.
 *
 * <p>The database's {@code clock_timestamp()} is replaced by one that stands where it was set and moves on by a microsecond each
 * time it is asked, so that acts are in order of time as they are in reality.
 */
final class LifeClock extends Clock {
    private final JdbcClient owner;
    private volatile Instant now;

    private LifeClock(JdbcClient owner, Instant now) {
        this.owner = owner;
        this.now = now;
    }

    /** Takes the place of a fresh database's clock, before anything has asked it. */
    static LifeClock over(TestDatabase database, Instant start) {
        JdbcClient owner = database.asOwner();
        owner.sql(
                        """
                        DO $$
                        DECLARE
                            stamped record;
                        BEGIN
                            CREATE SCHEMA life;
                            CREATE TABLE life.moment (at timestamptz NOT NULL);
                            INSERT INTO life.moment VALUES ('-infinity');
                            CREATE SEQUENCE life.tick;
                            CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE SECURITY DEFINER
                                AS 'SELECT at + nextval(''life.tick'') * interval ''1 microsecond'' FROM life.moment';
                            FOR stamped IN
                                SELECT a.attrelid::regclass AS stamped_table, a.attname AS stamped_column
                                FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                                WHERE pg_get_expr(d.adbin, d.adrelid) = 'clock_timestamp()'
                            LOOP
                                EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT public.clock_timestamp()',
                                               stamped.stamped_table, stamped.stamped_column);
                            END LOOP;
                            EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
                        END $$
                        """)
                .update();
        LifeClock clock = new LifeClock(owner, Instant.MIN);
        clock.set(start);
        return clock;
    }

    /** Moves on. */
    void set(Instant at) {
        if (!at.isAfter(now)) {
            throw new IllegalArgumentException("time does not go from " + now + " to " + at);
        }
        owner.sql("UPDATE life.moment SET at = :at")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        owner.sql("SELECT setval('life.tick', 1)").query(Long.class).single();
        now = at;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("life is lived in UTC");
    }
}
