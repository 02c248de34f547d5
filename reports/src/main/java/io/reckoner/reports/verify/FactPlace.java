package io.reckoner.reports.verify;

/** Where a fact comes from, in words: {@code usage-p1-000000000001.jsonl:118: event evt_9f of account a1}. */
final class FactPlace {
    /** The columns to select, in the order of {@link #of}. */
    static final String COLUMNS = "source_file, source_line, event_id, account";

    private FactPlace() {}

    static String of(String sourceFile, long line, String event, String account) {
        return sourceFile + ":" + line + ": event " + event + " of account " + account;
    }
}
