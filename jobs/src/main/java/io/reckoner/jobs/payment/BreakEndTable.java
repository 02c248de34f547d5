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

    /** Whether a person has explained what became of an intent that was not booked: it is not booked after all, whatever changes later. */
    boolean isSettled(Intent intent) {
        return switch (intent.kind()) {
            case CHARGE ->
                isClosed(Break.Kind.CHARGED_NOT_CREDITED, intent.id())
                        || isClosed(Break.Kind.CHARGED_AFTER_END, intent.id());
            case REFUND -> isClosed(Break.Kind.REFUNDED_NOT_BOOKED, intent.id());
            case CANCEL_SUBSCRIPTION -> false;
        };
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
