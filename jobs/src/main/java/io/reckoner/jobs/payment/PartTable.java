package io.reckoner.jobs.payment;

import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code payment_part}. */
final class PartTable {
    /** How it goes back. */
    enum Kind {
        REFUND,
        DISPUTE;

        /** The word in SQL. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient jdbc;

    PartTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Ours of what goes back by a refund or dispute: worked out when it is first heard of, the same ever after. The charge is locked.
     *
     * @param reference the gateway's id of the refund or dispute
     * @param payment the gateway's id of the payment, as the charge knows it
     */
    Cents ours(Intent charge, String payment, Kind kind, String reference, Cents gross, Share share) {
        Optional<Cents> known = jdbc.sql(
                        """
                        SELECT cents FROM payment_part WHERE gateway = :gateway AND kind = :kind AND part_ref = :reference
                        """)
                .param("gateway", charge.gateway().code())
                .param("kind", kind.code())
                .param("reference", reference)
                .query((row, number) -> new Cents(row.getLong("cents")))
                .optional();
        if (known.isPresent()) {
            return known.get();
        }
        Cents ours = share.part(gross, gone(charge, payment));
        jdbc.sql(
                        """
                        INSERT INTO payment_part (gateway, kind, part_ref, intent_id, payment_ref, gross_cents, cents)
                        VALUES (:gateway, :kind, :reference, :charge, :payment, :gross, :cents)
                        """)
                .param("gateway", charge.gateway().code())
                .param("kind", kind.code())
                .param("reference", reference)
                .param("charge", charge.id())
                .param("payment", payment)
                .param("gross", gross.count())
                .param("cents", ours.count())
                .update();
        return ours;
    }

    /** What has gone back of a payment: not what a gateway could not send, nor what was won from a bank. */
    private Share.Part gone(Intent charge, String payment) {
        return jdbc.sql(
                        """
                        SELECT coalesce(sum(p.gross_cents), 0) AS gross, coalesce(sum(p.cents), 0) AS cents FROM payment_part p
                        WHERE p.intent_id = :charge AND p.payment_ref = :payment
                          AND NOT (p.kind = 'refund' AND EXISTS (SELECT FROM payment_intent r JOIN payment_outcome o USING (intent_id)
                                                                 WHERE r.charge_id = :charge AND o.state = 'failed' AND o.gateway_ref = p.part_ref))
                          AND NOT (p.kind = 'dispute' AND EXISTS (SELECT FROM payment_reversal w
                                                                  WHERE w.payment_id = :charge AND w.kind = 'chargeback_won'
                                                                    AND w.dispute_ref IN (p.part_ref, '')))
                        """)
                .param("charge", charge.id())
                .param("payment", payment)
                .query((row, number) ->
                        new Share.Part(new Cents(row.getLong("gross")), new Cents(row.getLong("cents"))))
                .single();
    }
}
