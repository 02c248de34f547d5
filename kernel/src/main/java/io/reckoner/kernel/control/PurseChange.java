package io.reckoner.kernel.control;

/** How a purse got from its opening to its closing balance in a run; every change is counted as a positive amount. */
public enum PurseChange {
    /** Before the run. */
    OPENING,
    /** More: grants; for the shortfall, what usage, adjustments, refunds and chargebacks left uncovered, and what voids take back of debts given up. */
    INCREASE,
    /** More: what a voided charge gave back. */
    RETURNED,
    /** Less: draws by usage; for the shortfall, what was voided. */
    DRAWN,
    /** Less: paid towards an open shortfall; for the shortfall, what was paid. */
    PAID_OFF,
    /** Less: negative adjustments, refunds, chargebacks; for the shortfall, what was written off. */
    TAKEN,
    /** Less: lapses. */
    LAPSED,
    /** After the run. */
    CLOSING,
    /** What the journal says: the sum of the run's postings, as an increase of the purse. */
    JOURNAL
}
