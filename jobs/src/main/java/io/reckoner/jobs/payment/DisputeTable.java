package io.reckoner.jobs.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_dispute}. */
final class DisputeTable {
    private final JdbcClient jdbc;

    DisputeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a stage of a dispute, unless it is known. */
    boolean add(Dispute dispute) {
        return jdbc.sql(
                                """
                        INSERT INTO payment_dispute (gateway, dispute_ref, state, intent_id, payment_ref, cents)
                        VALUES (:gateway, :reference, :state, :charge, :payment, :cents)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("gateway", dispute.gateway().code())
                        .param("reference", dispute.reference())
                        .param("state", dispute.state().code())
                        .param("charge", dispute.charge())
                        .param("payment", dispute.payment())
                        .param("cents", dispute.amount().count())
                        .update()
                == 1;
    }

    /** The gateway's ids of the disputes that were told of a charge. */
    List<String> told(Intent charge) {
        return jdbc.sql(
                        "SELECT DISTINCT dispute_ref FROM payment_dispute WHERE intent_id = :charge ORDER BY dispute_ref")
                .param("charge", charge.id())
                .query(String.class)
                .list();
    }

    /** The disputes that were told of a charge, as they were opened, oldest first. */
    List<Dispute> opened(String charge) {
        return jdbc.sql(
                        """
                        SELECT gateway, dispute_ref, state, intent_id, payment_ref, cents FROM payment_dispute
                        WHERE intent_id = :charge AND state = 'opened' ORDER BY recorded_at, dispute_ref
                        """)
                .param("charge", charge)
                .query(DisputeTable::dispute)
                .list();
    }

    /** Disputes that have not reached the books, oldest first. */
    List<Dispute> unbooked() {
        return jdbc.sql(
                        """
                        SELECT d.gateway, d.dispute_ref, d.state, d.intent_id, d.payment_ref, d.cents FROM payment_dispute d
                        WHERE NOT EXISTS (SELECT FROM payment_effect e
                                          WHERE e.effect_ref = 'dispute:' || d.gateway || ':' || d.dispute_ref || ':' || d.state)
                        ORDER BY d.recorded_at, d.dispute_ref
                        """)
                .query(DisputeTable::dispute)
                .list();
    }

    private static Dispute dispute(ResultSet row, int number) throws SQLException {
        return new Dispute(
                GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                row.getString("dispute_ref"),
                Dispute.State.byCode(row.getString("state")).orElseThrow(),
                row.getString("intent_id"),
                row.getString("payment_ref"),
                new Cents(row.getLong("cents")));
    }
}
