package io.reckoner.reports.verify;

import io.reckoner.kernel.money.Money;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.SqlText;
import java.math.BigDecimal;
import java.util.List;

/** Holds each fact's charge against its own parts: {@code duckdb/facts_add_up.sql}. */
final class SumsQuery {
    private SumsQuery() {}

    static List<VerifyCheck> checks(FactsSession session) {
        return List.of(
                check(session, "charge by category", "by_category"),
                check(session, "charge by draws, shortfall and over-run", "by_draw"));
    }

    private static VerifyCheck check(FactsSession session, String name, String parts) {
        String sums = "SELECT coalesce(sum(charge), 0) AS charge, coalesce(sum(" + parts + "), 0) AS parts,"
                + " count(*) FILTER (charge <> " + parts + ") AS breaks FROM judged";
        return session.list(query(sums), row -> {
                    long breaks = row.getLong("breaks");
                    return new VerifyCheck(
                            name,
                            "USD",
                            row.getBigDecimal("charge"),
                            row.getBigDecimal("parts"),
                            breaks,
                            breaks == 0 ? List.of() : examples(session, parts),
                            Remedy.FACT);
                })
                .getFirst();
    }

    private static List<String> examples(FactsSession session, String parts) {
        String differing = "SELECT " + FactPlace.COLUMNS + ", charge, " + parts
                + " AS parts FROM judged WHERE charge <> " + parts
                + " ORDER BY source_file, source_line, event_id LIMIT "
                + VerifyCheck.MOST_EXAMPLES;
        return session.list(query(differing), row -> {
            BigDecimal charge = row.getBigDecimal("charge");
            return FactPlace.of(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)) + ": charge is "
                    + Money.of(charge) + ", its parts sum to " + Money.of(row.getBigDecimal("parts"));
        });
    }

    private static FactsQuery query(String answer) {
        return FactsQuery.of(SqlText.load("facts_add_up").with("answer", answer).sql());
    }
}
