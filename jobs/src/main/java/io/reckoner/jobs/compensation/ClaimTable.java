package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.compensation.FailedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code compensation_claim} and {@code compensation_decision}. */
final class ClaimTable {
    /**
     * A claim.
     *
     * @param event with what was borne of its charge when it was claimed
     * @param granted zero where it was refused; null while it is open
     * @param decided who decided and why; null while it is open
     */
    record Row(
            long number,
            FailedEvent event,
            Instant claimedAt,
            Act claim,
            @Nullable Money granted,
            @Nullable Act decided) {}

    private static final String ROWS =
            """
            SELECT c.claim_no, c.account_id, c.event_id, c.borne, c.event_at, c.source_file, c.source_line, c.recorded_at,
                   c.actor, c.reason, d.granted, d.actor AS decided_by, d.reason AS decided_reason
            FROM compensation_claim c LEFT JOIN compensation_decision d USING (claim_no)
            """;

    private final JdbcClient jdbc;

    ClaimTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Oldest first. */
    List<Row> all() {
        return jdbc.sql(ROWS + "ORDER BY claim_no").query(ClaimTable::row).list();
    }

    Optional<Row> find(long number) {
        return jdbc.sql(ROWS + "WHERE claim_no = :number")
                .param("number", number)
                .query(ClaimTable::row)
                .optional();
    }

    Optional<Row> find(String account, String event) {
        return jdbc.sql(ROWS + "WHERE account_id = :account AND event_id = :event")
                .param("account", account)
                .param("event", event)
                .query(ClaimTable::row)
                .optional();
    }

    long add(FailedEvent event, Instant at, Act act) {
        return jdbc.sql(
                        """
                        INSERT INTO compensation_claim (account_id, event_id, borne, event_at, source_file, source_line,
                                                        recorded_at, actor, reason)
                        VALUES (:account, :event, :borne, :eventAt, :file, :line, :at, :actor, :reason)
                        RETURNING claim_no
                        """)
                .param("account", event.account())
                .param("event", event.event())
                .param("borne", event.charge().toBigDecimal())
                .param("eventAt", event.at().atOffset(ZoneOffset.UTC))
                .param("file", event.sourceFile())
                .param("line", event.sourceLine())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .query(Long.class)
                .single();
    }

    void decide(long number, Money granted, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO compensation_decision (claim_no, granted, recorded_at, actor, reason)
                        VALUES (:number, :granted, :at, :actor, :reason)
                        """)
                .param("number", number)
                .param("granted", granted.toBigDecimal())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        @Nullable String decidedBy = row.getString("decided_by");
        Money borne = Money.of(row.getBigDecimal("borne"));
        return new Row(
                row.getLong("claim_no"),
                new FailedEvent(
                        row.getString("account_id"),
                        row.getString("event_id"),
                        row.getObject("event_at", OffsetDateTime.class).toInstant(),
                        borne,
                        borne,
                        row.getString("source_file"),
                        row.getLong("source_line"),
                        0),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                new Act(row.getString("actor"), row.getString("reason")),
                decidedBy == null ? null : Money.of(row.getBigDecimal("granted")),
                decidedBy == null ? null : new Act(decidedBy, row.getString("decided_reason")));
    }
}
