package io.reckoner.reports.verify;

import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what the manifest says of each file's rows against the rows: its sums, and the bounds by which reports leave files
 * out without opening them.
 */
final class ManifestQuery {
    private static final String BOUNDS =
            """
            SELECT m.path, concat_ws(', ',
                CASE WHEN m.min_account <> f.min_account THEN 'least account ' || m.min_account || ', not ' || f.min_account END,
                CASE WHEN m.max_account <> f.max_account
                    THEN 'greatest account ' || m.max_account || ', not ' || f.max_account END,
                CASE WHEN m.first_ts <> f.first_ts THEN 'first event at ' || m.first_ts || ', not ' || f.first_ts END,
                CASE WHEN m.last_ts <> f.last_ts THEN 'last event at ' || m.last_ts || ', not ' || f.last_ts END,
                CASE WHEN m.day <> f.first_day OR m.day <> f.last_day THEN 'day ' || m.day || ', not ' || f.first_day END,
                CASE WHEN m.run <> f.run THEN 'run ' || m.run || ', not ' || f.run END) AS faults
            FROM manifest m
            JOIN (SELECT file, min(account) AS min_account, max(account) AS max_account, min(ts) AS first_ts,
                         max(ts) AS last_ts, make_timestamp(epoch_us(min(ts)))::DATE AS first_day,
                         make_timestamp(epoch_us(max(ts)))::DATE AS last_day, max(run) AS run
                  FROM filed GROUP BY file) f ON f.file = m.path
            ORDER BY m.path
            """;

    private final FactsSession session;
    private final StoredTotals stored;

    ManifestQuery(FactsSession session, StoredTotals stored) {
        this.session = session;
        this.stored = stored;
    }

    /**
     * Sums by file and by run, and bounds.
     *
     * @param facts totals of the same facts
     */
    List<VerifyCheck> checks(FactTotalsQuery facts, RunRange runs) {
        session.defineFactsByFile("filed");
        var files = facts.ofFiles();
        // A file whose bytes are wrong was named already, and is not open.
        var ofOpenFiles = stored.files();
        ofOpenFiles.keySet().retainAll(files.keySet());
        return List.of(
                TotalsCheck.compared(
                        "sums against manifest",
                        "rows",
                        FactTotalsQuery.namesOfFiles(),
                        ofOpenFiles,
                        files,
                        Object::toString,
                        Remedy.MANIFEST),
                bounds(),
                TotalsCheck.compared(
                        "runs against manifest",
                        "facts",
                        FactTotalsQuery.namesOfFiles(),
                        stored.written(runs),
                        facts.of(runs),
                        run -> "files that run " + run + " wrote",
                        Remedy.MANIFEST));
    }

    private VerifyCheck bounds() {
        long[] files = new long[1];
        List<String> broken = new ArrayList<>();
        session.forEach(FactsQuery.of(BOUNDS), row -> {
            files[0]++;
            if (!row.getString("faults").isEmpty()) {
                broken.add(row.getString("path") + ": the manifest says " + row.getString("faults"));
            }
        });
        return new VerifyCheck(
                "bounds against manifest",
                "files",
                BigDecimal.valueOf(files[0]),
                BigDecimal.valueOf(files[0] - broken.size()),
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.MANIFEST);
    }
}
