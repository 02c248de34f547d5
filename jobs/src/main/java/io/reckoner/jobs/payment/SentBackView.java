package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of paid charges at their gateways. */
final class SentBackView {
    private final JdbcClient jdbc;

    SentBackView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** First paid, and sent back, in cents. */
    private record Flow(long paid, long sent) {}

    /** What is left of a charge: first paid, less what its gateway has sent back. */
    Cents left(Intent charge) {
        Flow flow = flow(charge);
        return new Cents(Math.max(0, flow.paid() - flow.sent()));
    }

    /** Whether money was paid, and has all gone back. */
    boolean isAllBack(Intent charge) {
        Flow flow = flow(charge);
        return flow.paid() > 0 && flow.sent() >= flow.paid();
    }

    private Flow flow(Intent charge) {
        return jdbc.sql(
                        """
                        SELECT coalesce((SELECT cents FROM payment_outcome WHERE intent_id = :charge AND state = 'paid'
                                         ORDER BY outcome_no LIMIT 1), 0) AS paid,
                               (SELECT coalesce(sum(first.cents), 0) FROM payment_intent r
                                CROSS JOIN LATERAL (SELECT cents FROM payment_outcome o
                                                    WHERE o.intent_id = r.intent_id AND o.state = 'refunded'
                                                    ORDER BY outcome_no LIMIT 1) first
                                WHERE r.charge_id = :charge) AS sent
                        """)
                .param("charge", charge.id())
                .query((row, number) -> new Flow(row.getLong("paid"), row.getLong("sent")))
                .single();
    }
}
