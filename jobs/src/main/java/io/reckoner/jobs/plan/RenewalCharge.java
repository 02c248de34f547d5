package io.reckoner.jobs.plan;

/**
 * Asks whoever holds the customer's payment method for the price of a next month. A confirmed payment comes back as
 * {@link Subscriptions#renew}, a declined one as {@link Renewals#declined}; nothing is granted in between.
 *
 * <p>Where a gateway owns the subscription it charges by itself, and its word alone opens the cycle: nothing asks here.
 */
public interface RenewalCharge {
    /** Asks once for this attempt; asking again for the same {@link DueRenewal#reference} must not charge again. */
    void ask(DueRenewal due);
}
