package io.reckoner.reports.verify;

import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.facts.FactsColumns;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds every fact of usage against its raw line: the line is there, speaks of the same event and account, and its usage
 * has the same counts.
 *
 * <p>Facts come day by day in order of source file and line, beside the files read from front to back: neither side is
 * ever held as a whole. A file whose events fall on two days is read twice.
 */
final class RawQuery {
    private final FactsSession session;
    private final RawUsage raw;
    private final List<String> examples = new ArrayList<>();
    private final long[] counts = new long[Component.COUNT];
    private long rows;
    private long equal;
    private BigInteger counted = BigInteger.ZERO;
    private BigInteger countedAgain = BigInteger.ZERO;

    RawQuery(FactsSession session, RawUsage raw) {
        this.session = session;
        this.raw = raw;
    }

    List<VerifyCheck> checks() {
        session.define(
                "CREATE TABLE source AS SELECT source_file, row_number() OVER (ORDER BY source_file) - 1 AS source_no"
                        + " FROM (SELECT DISTINCT source_file FROM verified)");
        List<String> files = session.list(
                FactsQuery.of("SELECT source_file FROM source ORDER BY source_no"), row -> row.getString(1));
        List<Component> occurring =
                List.copyOf(MetPricesQuery.greatestCounts(session).keySet());
        List<LocalDate> days = session.list(
                FactsQuery.of("SELECT DISTINCT day::VARCHAR AS day FROM manifest ORDER BY day"),
                row -> LocalDate.parse(row.getString("day")));
        for (LocalDate day : days) {
            try (RawCursor cursor = new RawCursor(raw)) {
                session.stream(query(day, occurring), row -> compare(row, files, occurring, cursor));
            }
        }
        return List.of(
                new VerifyCheck(
                        "facts against raw lines",
                        "rows",
                        BigDecimal.valueOf(rows),
                        BigDecimal.valueOf(equal),
                        rows - equal,
                        examples,
                        Remedy.RAW_FILE),
                new VerifyCheck(
                        "counts against raw lines",
                        "counts",
                        new BigDecimal(counted),
                        new BigDecimal(countedAgain),
                        0,
                        List.of(),
                        Remedy.RAW_FILE));
    }

    /**
     * Sorts by a number instead of the file's name, and reads no column without a count: names that begin alike are slow
     * to compare, and every value that crosses into Java costs a fifth of a microsecond.
     */
    private static FactsQuery query(LocalDate day, List<Component> occurring) {
        String columns =
                occurring.stream().map(component -> ", " + column(component)).collect(Collectors.joining());
        return FactsQuery.of(
                "SELECT source_no, source_line, event_id, account" + columns
                        + " FROM verified JOIN source USING (source_file) WHERE row_kind = 'usage' AND ts >= ? AND ts < ?"
                        + " ORDER BY source_no, source_line",
                day.atStartOfDay().atOffset(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    /** Whole units times 10^scale; zero, the most frequent count, takes no arithmetic. */
    private static String column(Component component) {
        String column = FactsColumns.count(component);
        return component.scale() == 0
                ? column
                : "CASE WHEN " + column + " = 0 THEN 0 ELSE CAST(" + column + " * 1000000 AS BIGINT) END AS " + column;
    }

    private void compare(ResultSet row, List<String> files, List<Component> occurring, RawCursor cursor)
            throws SQLException {
        rows++;
        String file = files.get(row.getInt(1));
        long line = row.getLong(2);
        String event = row.getString(3);
        String account = row.getString(4);
        for (int i = 0; i < occurring.size(); i++) {
            counts[occurring.get(i).ordinal()] = row.getLong(5 + i);
        }
        counted = counted.add(sum(counts));
        RawLine found = cursor.at(file, line);
        String fault = found == null ? cursor.absence() : fault(found, event, account);
        if (found != null) {
            countedAgain = countedAgain.add(sum(found.counts));
        }
        if (fault.isEmpty()) {
            equal++;
        } else if (examples.size() < VerifyCheck.MOST_EXAMPLES) {
            examples.add(FactPlace.of(file, line, event, account) + ": " + fault);
        }
    }

    private static BigInteger sum(long[] values) {
        return BigInteger.valueOf(Arrays.stream(values).sum());
    }

    private String fault(RawLine line, String event, String account) {
        if (!line.eventId.equals(event) || !line.account.equals(account)) {
            return "the line speaks of event " + line.eventId + " of account " + line.account;
        }
        List<String> differences = new ArrayList<>();
        for (Component component : Component.values()) {
            int c = component.ordinal();
            if (line.counts[c] != counts[c]) {
                differences.add(FactsColumns.count(component) + " is " + shown(component, counts[c])
                        + ", the line says " + shown(component, line.counts[c]));
            }
        }
        return String.join("; ", differences);
    }

    private static String shown(Component component, long count) {
        return BigDecimal.valueOf(count, component.scale()).toPlainString();
    }
}
