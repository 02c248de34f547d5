package io.reckoner.reports.facts;

import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.ComponentGroup;
import java.util.ArrayList;
import java.util.List;

/** The columns of view {@code facts}, in order, with their DuckDB types. Counts and groups follow the registers. */
public final class FactsColumns {
    /**
     * A column: SQL name and DuckDB type.
     *
     * @param absent what it is in files of an older release that do not have it: zero for a number that every fact has,
     *     else unknown
     */
    public record FactsColumn(String name, String type, Absent absent) {}

    /** The value of a column where a file does not have it. */
    public enum Absent {
        ZERO("0"),
        UNKNOWN("NULL");

        private final String sql;

        Absent(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    private static final String MONEY = "DECIMAL(18,12)";
    private static final String INSTANT = "TIMESTAMP WITH TIME ZONE";

    private static final List<FactsColumn> ALL = all();

    private FactsColumns() {}

    /** Every column of a fact. */
    public static List<FactsColumn> list() {
        return ALL;
    }

    /** {@code n_input} for {@link Component#INPUT}. */
    public static String count(Component component) {
        return "n_" + component.code();
    }

    private static List<FactsColumn> all() {
        List<FactsColumn> columns = new ArrayList<>();
        add(columns, "VARCHAR", "event_id");
        add(columns, INSTANT, "ts", "settled_at");
        add(
                columns,
                "VARCHAR",
                "posting_month",
                "row_kind",
                "corrects",
                "account",
                "key",
                "key_kind",
                "provider",
                "model");
        add(columns, "VARCHAR", "requested_model", "model_type", "endpoint", "format", "purpose");
        add(columns, "INTEGER", "status");
        add(columns, "VARCHAR", "outcome");
        add(columns, "INTEGER", "attempt");
        add(columns, "BOOLEAN", "stream");
        add(columns, "VARCHAR", "service_tier", "usage_source", "upstream_id");
        for (Component component : Component.values()) {
            addNumbers(
                    columns,
                    component.scale() == 0 ? "BIGINT" : "DECIMAL(18," + component.scale() + ")",
                    count(component));
        }
        add(columns, MONEY, "cost_rated", "cost_vendor", "provider_cost");
        addSplit(columns, "cost");
        addNumbers(columns, MONEY, "charge");
        addSplit(columns, "charge");
        addNumbers(
                columns,
                MONEY,
                "draw_main",
                "draw_backup",
                "draw_wallet_bonus",
                "draw_wallet_paid",
                "shortfall",
                "over_run");
        add(columns, "VARCHAR", "first_lot", "last_lot");
        add(columns, "INTEGER", "book_version");
        add(columns, INSTANT, "card_effective_from");
        add(columns, "VARCHAR", "overlay", "plan");
        addNumbers(columns, "BIGINT", "run");
        add(columns, "BOOLEAN", "late");
        add(columns, "BIGINT", "latency_ms", "ttft_ms");
        add(columns, "MAP(VARCHAR, VARCHAR)", "tags");
        add(columns, "VARCHAR", "source_file");
        addNumbers(columns, "BIGINT", "source_line");
        return List.copyOf(columns);
    }

    /** The three categories, then every group: {@code cost_input} … {@code cost_request}. */
    private static void addSplit(List<FactsColumn> columns, String prefix) {
        for (Category category : Category.values()) {
            addNumbers(columns, MONEY, prefix + "_" + category.code());
        }
        for (ComponentGroup group : ComponentGroup.values()) {
            addNumbers(columns, MONEY, prefix + "_" + group.code());
        }
    }

    /** Numbers that every fact has. */
    private static void addNumbers(List<FactsColumn> columns, String type, String... names) {
        for (String name : names) {
            columns.add(new FactsColumn(name, type, Absent.ZERO));
        }
    }

    private static void add(List<FactsColumn> columns, String type, String... names) {
        for (String name : names) {
            columns.add(new FactsColumn(name, type, Absent.UNKNOWN));
        }
    }
}
