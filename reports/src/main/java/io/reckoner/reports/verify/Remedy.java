package io.reckoner.reports.verify;

/** What to do about a break: told once below the breaks of a check, and at more length in {@code docs/operations.md}. */
public enum Remedy {
    FACT_FILE("Bring the file back from a backup: a fact file is never changed once it is written."),
    MANIFEST("Bring the row of fact_file back from a dump of the database: the file itself is as it was written."),
    FACT(
            "Look at the raw line and at `reckon price explain`. Where file and manifest were changed together, bring both back"
                    + " from the same backup; else this is a fault of the program: report it with this page."),
    PRICE_BOOK(
            "Bring the version of the price book back from a dump of the database; `reckon price show` shows what it is now."),
    JOURNAL(
            "Compare `reckon export journal` with an earlier export; bring the run's entries back from a dump of the database."),
    LOTS(
            "Bring movement, lot_balance and debt of the account back from a dump of the database. What a customer lacks until"
                    + " then, `reckon wallet adjust` gives with a reason."),
    RAW_FILE(
            "Bring the raw file back from a backup, or from the proxy that wrote it: it is the evidence for its facts."),
    TOTALS(
            "Bring control_total and control_check back from a dump of the database. Where the other side is broken in a check"
                    + " of its own, mend that first."),
    READABLE("Mend what the sentence names, then verify again: nothing was proved here.");

    private final String sentence;

    Remedy(String sentence) {
        this.sentence = sentence;
    }

    /** What to do, in words. */
    public String sentence() {
        return sentence;
    }
}
