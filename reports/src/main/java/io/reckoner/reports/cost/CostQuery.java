package io.reckoner.reports.cost;

import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.facts.FactsColumns;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.SqlText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a {@link CostRequest} to DuckDB: {@code duckdb/cost.sql} with its keys and filters filled in. */
final class CostQuery {
    private static final String LOCAL = "(epoch_us(ts) + zone_offset)";

    private final CostRequest request;
    private final Set<CostSum> wanted;
    private final List<@Nullable Object> values = new ArrayList<>();

    /** @param wanted the sums to form; the others stay zero */
    CostQuery(CostRequest request, Set<CostSum> wanted) {
        this.request = request;
        this.wanted = wanted;
    }

    /** Hands on every group, in no order. */
    void forEach(FactsSession session, Consumer<CostGroup> consumer) {
        session.forEach(query(), row -> consumer.accept(group(row)));
    }

    private FactsQuery query() {
        values.add(request.range().from().atOffset(ZoneOffset.UTC));
        values.add(request.range().to().atOffset(ZoneOffset.UTC));
        String filter = filter();
        String keys = keys();
        SqlText groups = SqlText.load("cost")
                .with("offset", ZoneShift.sql(request.range()))
                .with("filter", filter)
                .with("keys", keys)
                .with("input_tokens", tokens(Category.INPUT))
                .with("output_tokens", tokens(Category.OUTPUT));
        // Columns that nobody asked for are not even read from the files.
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < request.by().size(); i++) {
            columns.add("key" + i);
        }
        wanted.forEach(sum -> columns.add(sum.column()));
        return new FactsQuery("SELECT " + String.join(", ", columns) + " FROM (" + groups.sql() + ")", values);
    }

    private static String tokens(Category side) {
        return Arrays.stream(Component.values())
                .filter(component -> component.unit() == Component.Unit.TOKEN && component.category() == side)
                .map(FactsColumns::count)
                .collect(Collectors.joining(" + ", "(", ")"));
    }

    private String keys() {
        List<String> keys = new ArrayList<>();
        for (Dimension dimension : request.by()) {
            keys.add(key(dimension) + " AS key" + keys.size());
        }
        return keys.isEmpty() ? "0 AS everything" : String.join(", ", keys);
    }

    private String key(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Tag tag -> {
                values.add(tag.name());
                yield "tags[?]";
            }
            case Dimension.Field field ->
                switch (field) {
                    case MODEL, PROVIDER, KEY, ACCOUNT, ENDPOINT, PURPOSE -> field.code();
                    case TYPE -> "model_type";
                    case MONTH -> "year(make_timestamp(" + LOCAL + ")) * 12 + month(make_timestamp(" + LOCAL + ")) - 1";
                    case DAY -> LOCAL + " // 86400000000";
                    // The instant at which the local hour began: an hour that comes twice gives two groups.
                    case HOUR -> LOCAL + " // 3600000000 * 3600000000 - zone_offset";
                };
        };
    }

    private String filter() {
        StringBuilder sql = new StringBuilder();
        CostFilter filter = request.filter();
        oneOf(sql, "account", filter.accounts());
        oneOf(sql, "key", filter.keys());
        oneOf(sql, "model", filter.models());
        oneOf(sql, "provider", filter.providers());
        for (Map.Entry<String, String> tag : new TreeMap<>(filter.tags()).entrySet()) {
            sql.append(" AND tags[?] = ?");
            values.add(tag.getKey());
            values.add(tag.getValue());
        }
        switch (request.keyKinds()) {
            case PAYG -> sql.append(" AND key_kind = 'payg'");
            case SUBSCRIPTION -> sql.append(" AND key_kind = 'subscription'");
            case ALL -> {}
        }
        return sql.toString();
    }

    private void oneOf(StringBuilder sql, String column, Collection<String> allowed) {
        if (!allowed.isEmpty()) {
            sql.append(" AND ").append(column).append(" IN (");
            sql.append("?, ".repeat(allowed.size() - 1)).append("?)");
            values.addAll(new TreeSet<>(allowed));
        }
    }

    private CostGroup group(ResultSet row) throws SQLException {
        List<@Nullable Object> keys = new ArrayList<>();
        for (int i = 0; i < request.by().size(); i++) {
            boolean time = request.by().get(i) instanceof Dimension.Field field && field.isTime();
            keys.add(time ? row.getLong(i + 1) : row.getString(i + 1));
        }
        EnumMap<CostSum, BigDecimal> sums = new EnumMap<>(CostSum.class);
        for (CostSum sum : wanted) {
            BigDecimal value = row.getBigDecimal(sum.column());
            if (value != null) {
                sums.put(sum, value);
            }
        }
        return new CostGroup(keys, new CostSums(sums));
    }
}
