package io.reckoner.kernel.rating;

/** The two prices of every component. */
public enum Side {
    /** What the provider asks of the operator. */
    COST,
    /** What the customer pays. */
    CHARGE
}
