package io.reckoner.kernel.credit;

import java.util.Locale;

/** The lines of a balance breakdown; the total is their sum. */
public enum BreakdownLine {
    TOP_UPS,
    BONUSES,
    GIFTS,
    REFERRALS,
    COMPENSATIONS,
    ADJUSTMENTS,
    EXPIRED,
    USAGE;

    /** The word in SQL and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
