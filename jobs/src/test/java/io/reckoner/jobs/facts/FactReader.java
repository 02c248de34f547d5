package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.ComponentGroup;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads facts back with DuckDB, and says what should have been read. Both as one line of text a row. */
final class FactReader {
    private FactReader() {}

    static Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET threads = 1");
        }
        return connection;
    }

    static String from(FactFiles files, List<FactFile> facts) {
        return facts.stream()
                .map(file -> "'" + files.resolve(file.path()) + "'")
                .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
    }

    /** All rows in file order. */
    static List<String> read(FactFiles files, List<FactFile> facts) throws SQLException {
        String line = FactSchema.COLUMNS.stream()
                .map(column -> "'" + column.name() + "=', coalesce(" + text(column) + ", 'null'), '; '")
                .collect(Collectors.joining(", ", "concat(", ")"));
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + line + " FROM " + from(files, facts))) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String text(FactColumn column) {
        String name = '"' + column.name() + '"';
        return switch (column.type()) {
            case ID, TEXT, INTEGER, BIGINT, BOOLEAN, MONEY, SECONDS -> "CAST(" + name + " AS VARCHAR)";
            case INSTANT -> "CAST(epoch_us(" + name + ") AS VARCHAR)";
            case TAGS ->
                "'{' || array_to_string(list_transform(map_entries(" + name
                        + "), lambda e: e.key || '=' || e.value), ', ') || '}'";
        };
    }

    /** Column names and types of a file, as DuckDB names them. */
    static Map<String, String> types(Path file) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "DESCRIBE SELECT * FROM read_parquet('" + file + "', hive_partitioning = false)")) {
            while (result.next()) {
                types.put(result.getString("column_name"), result.getString("column_type"));
            }
        }
        return types;
    }

    /** The line that {@link #read} should give for this fact. */
    static String line(Fact fact, long run) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("event_id", fact.id);
        row.put("ts", fact.ts);
        row.put("settled_at", fact.settledAt);
        row.put("posting_month", instant(fact.ts).toString().substring(0, 7));
        row.put("row_kind", "usage");
        row.put("corrects", null);
        row.put("account", fact.account);
        row.put("key", fact.key);
        row.put("key_kind", Facts.kind(fact.key).code());
        row.put("provider", fact.provider);
        row.put("model", fact.model);
        row.put("requested_model", fact.requestedModel);
        row.put("model_type", fact.modelType);
        row.put("endpoint", fact.endpoint);
        row.put("format", fact.format < 0 ? null : UsageFormat.values()[fact.format].code());
        boolean reasoned = fact.counts.getOrDefault(Component.REASONING, 0L) > 0;
        row.put("purpose", fact.tags.getOrDefault("purpose", reasoned ? "reasoning" : fact.endpoint));
        row.put("status", fact.status);
        row.put("outcome", Outcome.values()[fact.outcome].code());
        row.put("attempt", fact.attempt);
        row.put("stream", fact.stream);
        row.put("service_tier", fact.serviceTier);
        row.put("usage_source", UsageSource.values()[fact.usageSource].code());
        row.put("upstream_id", fact.upstreamId.isEmpty() ? null : fact.upstreamId);
        for (Component component : Component.values()) {
            row.put(
                    "n_" + component.code(),
                    BigDecimal.valueOf(fact.counts.getOrDefault(component, 0L), component.scale()));
        }
        row.put("cost_rated", fact.costKnown ? money(fact.cost()) : null);
        row.put("cost_vendor", money(fact.vendorCost));
        row.put("provider_cost", fact.vendorCost != EventBlock.ABSENT ? money(fact.vendorCost) : row.get("cost_rated"));
        split(row, "cost_", fact.costs);
        row.put("charge", money(fact.charge()));
        split(row, "charge_", fact.charges);
        draws(row, fact);
        provenance(row, fact, run);
        StringBuilder line = new StringBuilder();
        row.forEach((name, value) -> line.append(name).append('=').append(value).append("; "));
        return line.toString();
    }

    private static void split(Map<String, @Nullable Object> row, String prefix, Map<Component, Long> picos) {
        for (Category category : Category.values()) {
            row.put(prefix + category.code(), money(sum(picos, component -> component.category() == category)));
        }
        for (ComponentGroup group : ComponentGroup.values()) {
            row.put(prefix + group.code(), money(sum(picos, component -> component.group() == group)));
        }
    }

    private static void draws(Map<String, @Nullable Object> row, Fact fact) {
        row.put("draw_main", money(fact.main));
        row.put("draw_backup", money(fact.backup));
        row.put("draw_wallet_bonus", money(fact.walletBonus));
        row.put("draw_wallet_paid", money(fact.walletPaid));
        row.put("shortfall", money(fact.shortfall));
        row.put("over_run", money(fact.overRun));
        row.put("first_lot", fact.firstLot);
        row.put("last_lot", fact.lastLot);
    }

    private static void provenance(Map<String, @Nullable Object> row, Fact fact, long run) {
        boolean priced = fact.bookVersion > 0;
        row.put("book_version", priced ? fact.bookVersion : null);
        row.put("card_effective_from", priced ? fact.cardEffectiveFrom : null);
        row.put("overlay", fact.overlay);
        row.put("plan", fact.plan);
        row.put("run", run);
        row.put("late", fact.late);
        row.put("latency_ms", fact.latency == EventBlock.ABSENT ? null : fact.latency);
        row.put("ttft_ms", fact.ttft == EventBlock.ABSENT ? null : fact.ttft);
        row.put("tags", new TreeMap<>(fact.tags));
        row.put("source_file", fact.source);
        row.put("source_line", fact.line);
    }

    private static long sum(Map<Component, Long> picos, Predicate<Component> included) {
        return picos.entrySet().stream()
                .filter(entry -> included.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static @Nullable String money(long picos) {
        return picos == EventBlock.ABSENT ? null : BigDecimal.valueOf(picos, 12).toPlainString();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
