package io.reckoner.reports.verify;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Where a fact comes from, in words: {@code usage-p1-000000000001.jsonl:118: event evt_9f of account a1}. */
final class FactPlace {
    private FactPlace() {}

    /** From the columns {@code source_file, source_line, event_id, account} of a row. */
    static String of(ResultSet row) throws SQLException {
        return of(
                row.getString("source_file"),
                row.getLong("source_line"),
                row.getString("event_id"),
                row.getString("account"));
    }

    static String of(String sourceFile, long line, String event, String account) {
        return sourceFile + ":" + line + ": event " + event + " of account " + account;
    }
}
