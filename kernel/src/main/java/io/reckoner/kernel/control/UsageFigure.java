package io.reckoner.kernel.control;

import io.reckoner.kernel.credit.LotKind.Funding;
import io.reckoner.kernel.credit.Pool;
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

    /** The figure that a draw from such a lot enters. */
    public static UsageFigure drawnFrom(Pool pool, Funding funding) {
        return switch (pool) {
            case MAIN -> DRAW_MAIN;
            case BACKUP -> DRAW_BACKUP;
            case WALLET ->
                switch (funding) {
                    case BONUS -> DRAW_WALLET_BONUS;
                    case PAID -> DRAW_WALLET_PAID;
                };
        };
    }

    /** The column's name in the facts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
