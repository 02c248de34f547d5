package io.reckoner.reports.verify;

import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Holds the rows of each file, as its footer has them, against the manifest. */
final class RowsQuery {
    private static final String ROWS =
            """
            SELECT m.path, m.rows, coalesce(f.num_rows, 0) AS found
            FROM manifest m
            LEFT JOIN (SELECT file_name, num_rows FROM parquet_file_metadata({files})) f ON f.file_name = m.path
            ORDER BY m.path
            """;

    private RowsQuery() {}

    static VerifyCheck check(FactsSession session) {
        List<String> paths =
                session.list(FactsQuery.of("SELECT path FROM manifest ORDER BY path"), row -> row.getString(1));
        long[] sums = new long[2];
        List<String> broken = new ArrayList<>();
        if (!paths.isEmpty()) {
            String files = String.join(
                    ", ",
                    paths.stream()
                            .map(path -> "'" + path.replace("'", "''") + "'")
                            .toList());
            session.forEach(FactsQuery.of(ROWS.replace("{files}", "[" + files + "]")), row -> {
                long stated = row.getLong("rows");
                long found = row.getLong("found");
                sums[0] += stated;
                sums[1] += found;
                if (stated != found) {
                    broken.add(row.getString("path") + ": has " + found + " rows, the manifest says " + stated);
                }
            });
        }
        return new VerifyCheck(
                "rows against manifest",
                "rows",
                BigDecimal.valueOf(sums[0]),
                BigDecimal.valueOf(sums[1]),
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.MANIFEST);
    }
}
