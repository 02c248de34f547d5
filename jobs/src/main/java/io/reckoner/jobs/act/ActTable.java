package io.reckoner.jobs.act;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code act}: every act by hand, in order. */
public final class ActTable {
    private final JdbcClient jdbc;

    public ActTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes an act, in the transaction that does it.
     *
     * @param verb the command, such as {@code key disable}
     * @param subject id of what was acted on
     * @param detail what changed, as {@code name: old -> new}, or the amount
     */
    public void add(Act act, Instant at, String verb, String subject, String detail) {
        jdbc.sql(
                        """
                        INSERT INTO act (acted_at, actor, reason, verb, subject, detail)
                        VALUES (:at, :actor, :reason, :verb, :subject, :detail)
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .param("verb", verb)
                .param("subject", subject)
                .param("detail", detail)
                .update();
    }

    /** The detail of the act that was done to a subject by a verb; the first where there are several. */
    public Optional<String> detail(String verb, String subject) {
        return jdbc.sql("SELECT detail FROM act WHERE verb = :verb AND subject = :subject ORDER BY act_no LIMIT 1")
                .param("verb", verb)
                .param("subject", subject)
                .query(String.class)
                .optional();
    }
}
