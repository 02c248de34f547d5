package io.reckoner.kernel.control;

import java.util.Locale;

/** The money of usage: what it cost, what was charged, and where the charge went. Dollars. */
public enum UsageFigure {
    PROVIDER_COST,
    CHARGE,
    DRAW_MAIN,
    DRAW_BACKUP,
    DRAW_WALLET_BONUS,
    DRAW_WALLET_PAID,
    SHORTFALL,
    OVER_RUN;

    /** The column's name in the facts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
