package io.reckoner.reports.verify;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.rating.Side;
import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.ComponentGroup;
import io.reckoner.reports.facts.FactsColumns;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.SqlText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts {@code duckdb/rated_again.sql} together and reads its answers. */
final class RatedAgainQuery {
    /** What may be wrong with a fact. */
    enum Fault {
        CHARGE("charge_broken"),
        COST("cost_broken"),
        CARD("card_broken");

        private final String column;

        Fault(String column) {
            this.column = column;
        }
    }

    /** Sums over all facts, stored and worked out again, and how many rows differ. */
    record Sums(
            BigDecimal charge,
            BigDecimal chargeAgain,
            BigDecimal cost,
            BigDecimal costAgain,
            long rows,
            Map<Fault, Long> broken) {}

    private final SqlText judged;

    /**
     * @param metrics the sets of components that context tiers are measured by
     * @param waived book version, outcome and usage source of usage that is not charged, as {@code 3/timeout/provider}
     */
    RatedAgainQuery(RateLayout layout, List<Set<Component>> metrics, List<String> waived) {
        this.judged = SqlText.load("rated_again")
                .with("metric", metric(metrics))
                .with("charged", charged(waived))
                .with("exact", layout.exact())
                .with("rounded", layout.rounded())
                .with("grouped", layout.grouped())
                .with("expected", expected())
                .with("provider_cost", providerCost())
                .with("judged", judged());
    }

    Sums sums(FactsSession session) {
        String counts = Arrays.stream(Fault.values())
                .map(fault -> "count(*) FILTER (" + fault.column + ") AS " + fault.column)
                .collect(Collectors.joining(", "));
        String answer = "SELECT count(*) AS rows, sum(charge) AS charge, sum(w_charge)::HUGEINT AS charge_again,"
                + " sum(cost_rated) AS cost, sum(w_cost) FILTER (cost_again IS NOT NULL)::HUGEINT AS cost_again, "
                + counts
                + " FROM judged";
        return session.list(FactsQuery.of(judged.with("answer", answer).sql()), RatedAgainQuery::sums)
                .getFirst();
    }

    private static Sums sums(ResultSet row) throws SQLException {
        Map<Fault, Long> broken = new LinkedHashMap<>();
        for (Fault fault : Fault.values()) {
            broken.put(fault, row.getLong(fault.column));
        }
        return new Sums(
                orZero(row.getBigDecimal("charge")),
                orZero(row.getBigDecimal("charge_again")).movePointLeft(Money.SCALE),
                orZero(row.getBigDecimal("cost")),
                orZero(row.getBigDecimal("cost_again")).movePointLeft(Money.SCALE),
                row.getLong("rows"),
                broken);
    }

    private static BigDecimal orZero(@org.jspecify.annotations.Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }

    /** The first facts with this fault, in order of their lines, each as a sentence. */
    List<String> examples(FactsSession session, Fault fault) {
        String answer = "SELECT " + FactPlace.COLUMNS + ", has_usage AND NOT has_rate AS unknown_price, "
                + columns(fault).entrySet().stream()
                        .map(column -> column.getKey() + "::VARCHAR AS s_" + column.getKey() + ", (" + column.getValue()
                                + ")::VARCHAR AS a_" + column.getKey())
                        .collect(Collectors.joining(", "))
                + " FROM judged WHERE " + fault.column + " ORDER BY source_file, source_line, event_id LIMIT "
                + VerifyCheck.MOST_EXAMPLES;
        return session.list(
                FactsQuery.of(judged.with("answer", answer).sql()),
                row -> FactPlace.of(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)) + ": "
                        + difference(row, fault));
    }

    private static String difference(ResultSet row, Fault fault) throws SQLException {
        if (row.getBoolean("unknown_price")) {
            return "the price book has no such price";
        }
        if (fault == Fault.CARD) {
            return "the card from " + row.getString("s_card_effective_from") + " was not in effect";
        }
        List<String> differences = new ArrayList<>();
        for (String column : columns(fault).keySet()) {
            String stored = row.getString("s_" + column);
            String again = row.getString("a_" + column);
            if (!String.valueOf(stored).equals(String.valueOf(again))) {
                differences.add(column + " is " + plain(stored) + ", worked out " + plain(again));
            }
        }
        return String.join("; ", differences);
    }

    private static String plain(@org.jspecify.annotations.Nullable String value) {
        return value == null
                ? "nothing"
                : value.matches("-?\\d+\\.\\d{12}")
                        ? Money.of(new BigDecimal(value)).toString()
                        : value;
    }

    /** Stored column to the expression it must equal. */
    private static Map<String, String> columns(Fault fault) {
        Map<String, String> columns = new LinkedHashMap<>();
        switch (fault) {
            case CHARGE -> {
                addSide(columns, Side.CHARGE);
                columns.put("charge", money("w_charge"));
            }
            case COST -> {
                addSide(columns, Side.COST);
                columns.put("cost_rated", "cost_again");
                columns.put("provider_cost", "provider_cost_again");
            }
            case CARD -> columns.put("card_effective_from", "card_effective_from");
        }
        return columns;
    }

    private static void addSide(Map<String, String> columns, Side side) {
        String word = RateLayout.word(side);
        for (Category category : Category.values()) {
            columns.put(
                    word + "_" + category.code(),
                    money(groups(category)
                            .map(group -> "w_" + word + "_" + group.code())
                            .collect(Collectors.joining(" + "))));
        }
        for (ComponentGroup group : ComponentGroup.values()) {
            columns.put(word + "_" + group.code(), money("w_" + word + "_" + group.code()));
        }
    }

    private static Stream<ComponentGroup> groups(Category category) {
        return Arrays.stream(ComponentGroup.values()).filter(group -> group.category() == category);
    }

    /**
     * Whole picos as dollars of the facts' own type; nothing where they do not fit, which no stored amount equals. The other
     * way, from dollars to picos, costs DuckDB forty times as much.
     */
    private static String money(String picos) {
        return "TRY_CAST(CAST(" + picos + " AS DECIMAL(24,0)) * 0.000000000001 AS DECIMAL(18,12))";
    }

    /** What the provider's cost must be; in a stage after {@link #expected}, so that nothing is worked out twice. */
    private static String providerCost() {
        return "CASE WHEN has_usage AND cost_is_vendors AND cost_vendor IS NOT NULL THEN cost_vendor ELSE cost_again END";
    }

    private static String expected() {
        return "CASE WHEN has_usage AND NOT states_cost THEN NULL ELSE " + money("w_cost") + " END AS cost_again";
    }

    private static String judged() {
        String unknown = "(has_usage AND NOT has_rate)";
        return unknown + " OR " + differs(Fault.CHARGE) + " AS charge_broken, " + unknown + " OR " + differs(Fault.COST)
                + " AS cost_broken, has_usage AND has_rate AND NOT card_holds AS card_broken";
    }

    private static String differs(Fault fault) {
        return columns(fault).entrySet().stream()
                .map(column -> column.getKey() + " IS DISTINCT FROM " + column.getValue())
                .collect(Collectors.joining(" OR "));
    }

    private static String metric(List<Set<Component>> metrics) {
        StringBuilder sql = new StringBuilder("CASE r.metric");
        for (int i = 0; i < metrics.size(); i++) {
            sql.append(" WHEN ").append(i).append(" THEN ");
            sql.append(metrics.get(i).stream()
                    .map(component -> "f." + FactsColumns.count(component))
                    .collect(Collectors.joining(" + ")));
        }
        return metrics.isEmpty() ? "0" : sql.append(" END").toString();
    }

    private static String charged(List<String> waived) {
        String list = waived.stream().collect(Collectors.joining("', '", "('", "')"));
        return waived.isEmpty()
                ? "true"
                : "f.outcome = 'ok' OR concat(f.book_version, '/', f.outcome, '/', f.usage_source) NOT IN " + list;
    }
}
