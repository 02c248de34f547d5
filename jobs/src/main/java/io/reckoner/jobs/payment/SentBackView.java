package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of paid charges at their gateways. */
final class SentBackView {
    private final JdbcClient jdbc;

    SentBackView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** First paid, sent back, and taken by a bank, in cents. */
    private record Flow(long paid, long sent, long disputed) {}

    /** What is left of a charge: first paid, less what its gateway has sent back, and what a bank has taken. */
    Cents left(Intent charge) {
        Flow flow = flow(charge);
        return new Cents(Math.max(0, flow.paid() - flow.sent() - flow.disputed()));
    }

    /** Whether a bank has money of a charge, and may give it back. */
    boolean isDisputed(Intent charge) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM payment_dispute d WHERE d.intent_id = :charge AND d.state = 'opened'
                                         AND NOT EXISTS (SELECT FROM payment_dispute e WHERE e.gateway = d.gateway
                                                         AND e.dispute_ref = d.dispute_ref AND e.state IN ('won', 'lost')))
                        """)
                .param("charge", charge.id())
                .query(Boolean.class)
                .single();
    }

    /** Whether money was paid, and has all gone back. */
    boolean isAllBack(Intent charge) {
        Flow flow = flow(charge);
        return flow.paid() > 0 && flow.sent() >= flow.paid();
    }

    /** What is left of one of several payments of a charge: less what was sent back of it, and what a bank has taken. */
    Cents left(Intent charge, Outcome.Paid payment) {
        long gone = jdbc.sql(
                        """
                        SELECT (SELECT coalesce(sum(first.cents), 0) FROM payment_intent r
                                CROSS JOIN LATERAL (SELECT cents FROM payment_outcome o
                                                    WHERE o.intent_id = r.intent_id AND o.state = 'refunded'
                                                    ORDER BY outcome_no LIMIT 1) first
                                WHERE r.charge_id = :charge AND r.target_ref = :payment
                                  AND NOT EXISTS (SELECT FROM payment_outcome f WHERE f.intent_id = r.intent_id AND f.state = 'failed'))
                             + (SELECT coalesce(sum(d.cents), 0) FROM payment_dispute d
                                WHERE d.intent_id = :charge AND d.payment_ref = :payment AND d.state = 'opened'
                                  AND NOT EXISTS (SELECT FROM payment_dispute w WHERE w.gateway = d.gateway
                                                  AND w.dispute_ref = d.dispute_ref AND w.state = 'won'))
                        """)
                .param("charge", charge.id())
                .param("payment", payment.reference())
                .query(Long.class)
                .single();
        return new Cents(Math.max(0, payment.received().count() - gone));
    }

    /** Of the payment that was heard of first: what goes back of another one is none of its. */
    private Flow flow(Intent charge) {
        return jdbc.sql(
                        """
                        WITH first_paid AS (SELECT cents, gateway_ref FROM payment_outcome
                                            WHERE intent_id = :charge AND state = 'paid' ORDER BY outcome_no LIMIT 1)
                        SELECT coalesce((SELECT cents FROM first_paid), 0) AS paid,
                               (SELECT coalesce(sum(first.cents), 0) FROM payment_intent r
                                CROSS JOIN LATERAL (SELECT cents FROM payment_outcome o
                                                    WHERE o.intent_id = r.intent_id AND o.state = 'refunded'
                                                    ORDER BY outcome_no LIMIT 1) first
                                WHERE r.charge_id = :charge
                                  AND NOT EXISTS (SELECT FROM payment_outcome f WHERE f.intent_id = r.intent_id AND f.state = 'failed')
                                  AND r.target_ref NOT IN (SELECT o.gateway_ref FROM payment_outcome o
                                                           WHERE o.intent_id = :charge AND o.state = 'paid'
                                                             AND o.gateway_ref <> (SELECT gateway_ref FROM first_paid))) AS sent,
                               (SELECT coalesce(sum(d.cents), 0) FROM payment_dispute d
                                WHERE d.intent_id = :charge AND d.state = 'opened'
                                  AND d.payment_ref IN ('', (SELECT gateway_ref FROM first_paid))
                                  AND NOT EXISTS (SELECT FROM payment_dispute w WHERE w.gateway = d.gateway
                                                  AND w.dispute_ref = d.dispute_ref AND w.state = 'won')) AS disputed
                        """)
                .param("charge", charge.id())
                .query((row, number) -> new Flow(row.getLong("paid"), row.getLong("sent"), row.getLong("disputed")))
                .single();
    }
}
