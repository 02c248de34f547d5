package io.reckoner.jobs.act;

import io.reckoner.kernel.settlement.Landing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Acts and the opening of a run take turns: whoever has the turn in its transaction sees all that was recorded before,
 * and nothing is recorded meanwhile.
 *
 * <p>So a run that pins its directory at an instant finds the same directory when it starts again, and a grant never
 * lands behind a settlement that opened at the same moment.
 */
public final class TurnTable {
    /** Key of the advisory lock, the same for every process: the letters RECKON. */
    private static final long LOCK = 0x5245434B4F4EL;

    private final JdbcClient jdbc;

    public TurnTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for the turn and has it until the transaction ends. */
    public Turn take() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> number)
                .list();
        // The database's clock: hosts need not agree. Asked after the lock, so that turns are in order of time.
        Instant now = jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant()
                .truncatedTo(ChronoUnit.MICROS);
        return new Turn(now, watermark("committed"), watermark("open"));
    }

    private Optional<Instant> watermark(String state) {
        return jdbc.sql("SELECT max(watermark) FROM run WHERE state = :state HAVING count(*) > 0")
                .param("state", state)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * The turn of one act.
     *
     * @param now when it is recorded
     * @param settled watermark of the last committed run
     * @param running watermark of a run in progress
     */
    public record Turn(Instant now, Optional<Instant> settled, Optional<Instant> running) {
        /** When something effective at an instant lands in the time line: see {@link Landing}. */
        public Instant landing(Instant effectiveAt) {
            return Landing.of(effectiveAt, settled, running);
        }
    }
}
