package io.reckoner.reports.verify;

import java.util.Locale;

/** What facts, journal and lots must agree about, for each run, account and UTC day of settlement. */
public enum LedgerFigure {
    DRAW_MAIN,
    DRAW_BACKUP,
    DRAW_WALLET_BONUS,
    DRAW_WALLET_PAID,
    SHORTFALL,
    OVER_RUN,
    /** Known cost of providers. In the journal only: lots know no cost. */
    PROVIDER_COST;

    /** The column of the fact. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
