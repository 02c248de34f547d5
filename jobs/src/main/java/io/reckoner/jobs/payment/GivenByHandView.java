package io.reckoner.jobs.payment;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments for which a person may have given by hand what they buy, before their intent was known to be paid: such a payment is not booked as
 * well, nor sent back by itself. A person closes it, who knows.
 */
final class GivenByHandView {
    private final JdbcClient jdbc;

    GivenByHandView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Why a charge is not booked by itself; empty where nobody has had to do with its payment. */
    Optional<String> why(Intent charge) {
        return recorded(charge)
                .map(payment -> "payment " + payment
                        + " of it was recorded by hand under that reference: it is not credited again. Close this")
                .or(
                        () -> closedWebhook(charge)
                                .map(
                                        closed -> closed
                                                + " before it was known to be this one: it is not credited by "
                                                + "itself. Was its credit given by hand, close this; else give it by hand or send it back, then close this"));
    }

    /** How a person takes what was given for a charge, when its payment goes back; empty where nobody has had to do with that. */
    Optional<String> taking(Intent charge) {
        return recorded(charge)
                .map(payment -> "payment " + payment
                        + " of it was recorded by hand: unless that is done, record the same of that, a refund with"
                        + " reckon wallet refund " + payment
                        + ", a dispute as it goes with reckon wallet dispute open, won"
                        + " or lost " + payment)
                .or(() -> closedWebhook(charge)
                        .map(closed -> closed + ": take back what was given by hand, if anything"));
    }

    /**
     * The break of a webhook that tells of a payment, and that a person has closed: by what a stray one tells of; by its bytes, where that was not noted, and
     * where it could not be read or processed. Its credit was perhaps given by hand.
     */
    Optional<String> closedWebhook(GatewayName gateway, String payment) {
        return jdbc.sql(
                        """
                        SELECT b.break_ref FROM payment_break_end b
                        JOIN webhook w ON w.gateway = :gateway
                         AND w.webhook_id = substring(b.break_ref FROM '^(?:stray-webhook|not-processed):' || :gateway || '-([0-9]{1,18})$')::bigint
                        LEFT JOIN webhook_end e USING (webhook_id)
                        WHERE CASE WHEN e.moved_ref IS NULL OR e.outcome = 'unreadable' THEN position(convert_to(:payment, 'UTF8') IN w.body) > 0
                                   ELSE e.moved_ref = :payment END
                        ORDER BY b.recorded_at LIMIT 1
                        """)
                .param("gateway", gateway.code())
                .param("payment", payment)
                .query(String.class)
                .optional();
    }

    /** The payment that a person has recorded under the gateway's id of it. */
    private Optional<String> recorded(Intent charge) {
        return jdbc.sql(
                        """
                        SELECT p.payment_id FROM payment p
                        WHERE p.account_id = :account AND p.payment_id <> :charge
                          AND (SELECT o.gateway_ref FROM payment_outcome o
                               WHERE o.intent_id = :charge AND o.state = 'paid' ORDER BY o.outcome_no LIMIT 1)
                              IN (p.payment_id, CASE p.gateway WHEN :gateway THEN p.gateway_ref END)
                        ORDER BY p.recorded_at, p.payment_id LIMIT 1
                        """)
                .param("account", charge.account())
                .param("charge", charge.id())
                .param("gateway", charge.gateway().code())
                .query(String.class)
                .optional();
    }

    /** A webhook that names the payment, and was closed while nobody knew whose it is. */
    private Optional<String> closedWebhook(Intent charge) {
        return jdbc.sql(
                        """
                        SELECT o.gateway_ref, b.break_ref, b.actor, b.reason
                        FROM (SELECT gateway_ref, recorded_at FROM payment_outcome
                              WHERE intent_id = :charge AND state = 'paid' AND gateway_ref <> '' ORDER BY outcome_no LIMIT 1) o
                        JOIN payment_break_end b ON b.recorded_at < o.recorded_at
                         AND (b.break_ref LIKE 'stray-webhook:' || :gateway || '-%' OR b.break_ref LIKE 'not-processed:' || :gateway || '-%')
                        JOIN webhook w ON w.webhook_id = substring(b.break_ref FROM '-([0-9]+)$')::bigint AND w.gateway = :gateway
                        WHERE position(convert_to(o.gateway_ref, 'UTF8') IN w.body) > 0
                        ORDER BY b.recorded_at LIMIT 1
                        """)
                .param("charge", charge.id())
                .param("gateway", charge.gateway().code())
                .query((row, number) -> row.getString("break_ref") + ", which names payment "
                        + row.getString("gateway_ref") + " of it, was closed by " + row.getString("actor")
                        + " (\""
                        + row.getString("reason")
                        + "\")")
                .optional();
    }
}
