package io.reckoner.kernel.control;

import java.math.BigDecimal;
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

    /** By how much the purse grew, or shrank where negative, by all changes between opening and closing. */
    public BigDecimal change(ControlTotals totals) {
        return totals.value(total(PurseChange.INCREASE))
                .add(totals.value(total(PurseChange.RETURNED)))
                .subtract(totals.value(total(PurseChange.DRAWN)))
                .subtract(totals.value(total(PurseChange.PAID_OFF)))
                .subtract(totals.value(total(PurseChange.TAKEN)))
                .subtract(totals.value(total(PurseChange.LAPSED)));
    }

    /** The word in names of totals. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
