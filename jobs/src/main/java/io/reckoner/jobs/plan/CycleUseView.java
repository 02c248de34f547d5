package io.reckoner.jobs.plan;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Proration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what a cycle has granted and what was drawn from it, as of the watermark. */
final class CycleUseView {
    private final JdbcClient jdbc;

    CycleUseView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The watermark of the last committed run. */
    Optional<Instant> watermark() {
        return jdbc.sql("SELECT watermark FROM reports.watermark")
                .query((row, number) -> {
                    @Nullable OffsetDateTime at = row.getObject("watermark", OffsetDateTime.class);
                    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
                })
                .single();
    }

    /** A cycle that no run has opened yet has drawn nothing. */
    Proration.Drawn drawn(String cycle) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(sum(l.amount) FILTER (WHERE l.pool = 'main'), 0) AS main_granted,
                               COALESCE(sum(l.amount) FILTER (WHERE l.pool = 'backup'), 0) AS backup_granted,
                               COALESCE(max(k.main_drawn), 0) AS main_drawn, COALESCE(max(k.backup_drawn), 0) AS backup_drawn
                        FROM cycle c
                        LEFT JOIN lot l USING (cycle_id)
                        LEFT JOIN reports.account_state s ON s.account_id = c.account_id
                        LEFT JOIN cycle_counter k
                          ON k.account_id = c.account_id AND k.run_id = s.run_id AND k.cycle_id = c.cycle_id
                        WHERE c.cycle_id = :cycle
                        """)
                .param("cycle", cycle)
                .query((row, number) -> new Proration.Drawn(
                        Money.of(row.getBigDecimal("main_granted")),
                        Money.of(row.getBigDecimal("main_drawn")),
                        Money.of(row.getBigDecimal("backup_granted")),
                        Money.of(row.getBigDecimal("backup_drawn"))))
                .single();
    }
}
