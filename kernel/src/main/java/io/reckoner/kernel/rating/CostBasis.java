package io.reckoner.kernel.rating;

import java.util.Locale;

/** Where the provider cost of a card's events comes from. */
public enum CostBasis {
    /** The book; the vendor's own figure stands beside it for reconciliation. Every price states a cost. */
    BOOK,
    /** Nobody knows: shown so, left out of margin and budget. Every price states a charge and no cost. */
    UNKNOWN,
    /**
     * The vendor's figure, event by event. Costs in the book are a check, and stand in where the vendor reports none; a
     * card states them for all its prices or for none.
     */
    VENDOR;

    /** The word in price books. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
