package io.reckoner.ingest.rows;

/** What became of a row. At most four, so that two bits hold one. */
public enum Fate {
    /** An event of this run: settled, booked, remembered. */
    ACCEPTED,
    /** Equal to an event already accepted: counted, dropped. */
    DUPLICATE,
    /** A start whose event exists: just a start. */
    START,
    /** Set aside: a conflict, or without a price. */
    SUSPENDED;

    private static final Fate[] BY_ORDINAL = values();

    static Fate byOrdinal(int ordinal) {
        return BY_ORDINAL[ordinal];
    }
}
