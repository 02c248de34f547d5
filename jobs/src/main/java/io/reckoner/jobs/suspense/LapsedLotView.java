package io.reckoner.jobs.suspense;

import io.reckoner.kernel.credit.Pool;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the lots of which something lapsed in a run. */
final class LapsedLotView {
    /** @param amount what lapsed of it, above zero */
    record LapsedLot(
            String account,
            String lot,
            Pool pool,
            String kind,
            BigDecimal amount,
            Instant effectiveAt,
            Instant expiresAt) {}

    private final JdbcClient jdbc;

    LapsedLotView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By account and lot; none of a run that is not committed. */
    List<LapsedLot> of(int run) {
        return jdbc.sql(
                        """
                        SELECT l.account_id, l.lot_id, l.pool, l.kind, l.effective_at, l.expires_at, sum(m.amount) AS amount
                        FROM reports.movement m JOIN known_lot l USING (lot_id)
                        WHERE m.run_id = :run AND m.type = 'lapse'
                        GROUP BY l.account_id, l.lot_id, l.pool, l.kind, l.effective_at, l.expires_at
                        HAVING sum(m.amount) > 0
                        ORDER BY l.account_id, l.lot_id
                        """)
                .param("run", run)
                .query((row, number) -> new LapsedLot(
                        row.getString("account_id"),
                        row.getString("lot_id"),
                        Pool.byCode(row.getString("pool")).orElseThrow(),
                        row.getString("kind"),
                        row.getBigDecimal("amount"),
                        row.getObject("effective_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
