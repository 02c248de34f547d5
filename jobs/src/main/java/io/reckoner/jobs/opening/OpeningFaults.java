package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an import: told all together, each with file, line and column. */
final class OpeningFaults {
    /** A file whose every row is wrong is told by these and a count. */
    static final int MOST_TOLD = 200;

    private final List<String> told = new ArrayList<>();
    private long found;

    /** @param column empty for a fault of the row */
    void add(OpeningFile file, long line, String column, String message) {
        add(file.fileName() + ":" + line + ":" + (column.isEmpty() ? "" : column + ":") + " " + message);
    }

    void add(String sentence) {
        found++;
        if (told.size() < MOST_TOLD) {
            told.add(sentence);
        }
    }

    boolean isEmpty() {
        return found == 0;
    }

    /** Refuses when there is any. */
    void requireNone() {
        if (found > 0) {
            String more = found > told.size() ? "\n... and " + (found - told.size()) + " more." : "";
            throw new Refusal(String.join("\n", told) + more + "\nNothing was done.");
        }
    }
}
