package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must still hold when a charge is about to be ordered. It is asked within the transaction that writes the intent, whose turn keeps
 * all other acts out until it is written.
 */
public interface Condition {
    /** Nothing has to hold. */
    Condition NONE = jdbc -> {};

    /**
     * Lets the charge be ordered, or not.
     *
     * @throws io.reckoner.jobs.act.Refusal when it does not hold; nothing is written then and nobody is charged
     */
    void require(JdbcClient jdbc);
}
