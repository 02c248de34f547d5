package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_break_end}. */
final class BreakEndTable {
    private final JdbcClient jdbc;

    BreakEndTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isClosed(Break.Kind kind, String subject) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM payment_break_end WHERE break_ref = :reference)")
                .param("reference", Break.reference(kind, subject))
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether a person has explained what became of an intent that was not booked: it is not booked after all, whatever changes later. So it is
     * where a person closed its payment before anybody knew that it is this one's.
     */
    boolean isSettled(Intent intent) {
        return switch (intent.kind()) {
            case CHARGE ->
                jdbc.sql("SELECT EXISTS (SELECT FROM settled_charge WHERE intent_id = :intent)")
                        .param("intent", intent.id())
                        .query(Boolean.class)
                        .single();
            case REFUND -> isClosed(Break.Kind.REFUNDED_NOT_BOOKED, intent.id());
            case CANCEL_SUBSCRIPTION -> false;
        };
    }

    /** Whether a payment was closed as one that belongs to nothing here: what it bought was given by hand, or it was sent back. */
    boolean isClosedAsUnknown(GatewayName gateway, String payment) {
        return isClosed(Break.Kind.UNKNOWN_PAYMENT, GatewayLists.subject(gateway, payment));
    }

    /** Closes a break; done again, nothing changes and false is returned. */
    boolean add(Break closed, Instant at, Act act) {
        return jdbc.sql(
                                """
                        INSERT INTO payment_break_end (break_ref, detail, recorded_at, actor, reason)
                        VALUES (:reference, :detail, :at, :actor, :reason) ON CONFLICT (break_ref) DO NOTHING
                        """)
                        .param("reference", closed.reference())
                        .param("detail", closed.detail())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("actor", act.actor())
                        .param("reason", act.reason())
                        .update()
                == 1;
    }
}
