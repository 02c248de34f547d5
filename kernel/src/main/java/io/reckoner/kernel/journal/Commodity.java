package io.reckoner.kernel.journal;

import java.util.Optional;

/** What a posting counts. Every entry balances in each commodity by itself; nothing is ever exchanged between them. */
public enum Commodity {
    /** Money. */
    USD,

    /**
     * Credit of a subscription cycle (pools Main and Backup), in dollars of usage it pays for: 1 PLANUSD is shown as 100
     * credits. It is no money: the customer paid a price for the whole cycle, and that price becomes income by the day,
     * whether the credit is used or not.
     */
    PLANUSD;

    /** The word in SQL and exports. */
    public String code() {
        return name();
    }

    /** The commodity with this {@link #code}, if there is one. */
    public static Optional<Commodity> byCode(String code) {
        for (Commodity commodity : values()) {
            if (commodity.code().equals(code)) {
                return Optional.of(commodity);
            }
        }
        return Optional.empty();
    }
}
