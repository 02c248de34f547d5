package io.reckoner.kernel.control;

import java.util.Locale;

/** What an account has or owes: the remaining credit of its lots by pool and funding, and its open shortfall. Dollars. */
public enum Purse {
    MAIN,
    BACKUP,
    WALLET_BONUS,
    WALLET_PAID,
    /** Debt: grows by shortfall, shrinks by pay-off. */
    SHORTFALL;

    /** The total's name for a change of this purse. */
    public TotalName total(PurseChange change) {
        return new TotalName("purse." + code() + "." + change.name().toLowerCase(Locale.ROOT));
    }

    /** The word in names of totals. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
