package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What follows from money that moved: credit, a cycle, and their end. Each is done in the transaction that records the
 * outcome, and is harmless when done again for the same intent.
 *
 * <p>A {@link io.reckoner.jobs.act.Refusal} leaves the outcome recorded and the effect due: the sweep tries again and names a
 * break.
 */
public interface PaymentEffects {
    /** Gives what was bought for what was received. */
    void paid(JdbcClient jdbc, Intent charge, Outcome.Paid paid);

    /**
     * Takes back what was given for money that somebody here wants to send back; only ever rehearsed, before it moves.
     *
     * @throws io.reckoner.jobs.act.Refusal also where something else has to come first, or the customer would have the value twice
     */
    void asked(JdbcClient jdbc, Intent charge, Intent refund);

    /** Takes back what was given for the money that went back. */
    void refunded(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Refunded refunded);

    /** Gives back what was taken for a refund, where it was: the gateway could not make it. */
    void failed(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Failed failed);

    /**
     * The gateway renews the subscription no more that this month is of.
     *
     * @throws io.reckoner.jobs.act.Refusal before anything is written, when it has ended before or is not booked yet
     */
    void ended(JdbcClient jdbc, GatewayMonth month);

    /** Books what a dispute did. */
    void disputed(JdbcClient jdbc, Intent charge, Dispute dispute);
}
