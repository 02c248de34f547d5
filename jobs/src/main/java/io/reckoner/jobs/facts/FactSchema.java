package io.reckoner.jobs.facts;

import static io.reckoner.jobs.facts.FactColumn.Presence.OPTIONAL;
import static io.reckoner.jobs.facts.FactColumn.Presence.REQUIRED;

import io.reckoner.jobs.facts.FactColumn.Presence;
import io.reckoner.jobs.facts.FactColumn.Pruning;
import io.reckoner.kernel.usage.Category;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.ComponentGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of fact columns: the one place where a column is declared. {@code docs/facts.md} is checked against it.
 *
 * <p>Components and groups bring their columns with them: {@code n_<component>}, {@code cost_<group>},
 * {@code charge_<group>}.
 */
public final class FactSchema {
    /** All columns in file order. */
    public static final List<FactColumn> COLUMNS = List.copyOf(declare());

    private FactSchema() {}

    private static List<FactColumn> declare() {
        List<FactColumn> columns = new ArrayList<>();
        columns.add(text("event_id", REQUIRED, "the event's id"));
        columns.add(new FactColumn(
                "ts",
                FactType.INSTANT,
                REQUIRED,
                Pruning.BY_ROW_GROUP,
                "",
                "end of the response, the event's own time"));
        columns.add(new FactColumn(
                "settled_at",
                FactType.INSTANT,
                REQUIRED,
                Pruning.BY_ROW_GROUP,
                "",
                "instant it settled at: the later of ts and the watermark before the run"));
        columns.add(text("posting_month", REQUIRED, "month it is posted in, as 2026-03"));
        columns.add(text("row_kind", REQUIRED, "usage"));
        columns.add(text("corrects", OPTIONAL, "event id of the corrected row; null for usage"));
        columns.add(pruned("account", REQUIRED, "account id"));
        columns.add(pruned("key", REQUIRED, "key id"));
        columns.add(text("key_kind", REQUIRED, "payg or subscription"));
        columns.add(pruned("provider", OPTIONAL, "provider; null where a lost request never named one"));
        columns.add(pruned("model", REQUIRED, "vendor/name, as priced"));
        columns.add(text("requested_model", OPTIONAL, "model the customer asked for"));
        columns.add(
                text("model_type", OPTIONAL, "the price book's type of the model; null where it is not in the book"));
        columns.add(text("endpoint", OPTIONAL, "endpoint called"));
        columns.add(text("format", OPTIONAL, "dialect of the usage object"));
        columns.add(text("purpose", OPTIONAL, "tag purpose, else reasoning where n_reasoning > 0, else endpoint"));
        columns.add(new FactColumn("status", FactType.INTEGER, REQUIRED, Pruning.NONE, "", "HTTP status"));
        columns.add(text("outcome", REQUIRED, "how the request ended"));
        columns.add(new FactColumn("attempt", FactType.INTEGER, REQUIRED, Pruning.NONE, "", "number of the attempt"));
        columns.add(flag("stream", "whether the reply was streamed"));
        columns.add(text("service_tier", OPTIONAL, "service tier from the reply"));
        columns.add(text("usage_source", REQUIRED, "provider, estimated or none"));
        columns.add(text("upstream_id", OPTIONAL, "the provider's id of the request"));
        for (Component component : Component.values()) {
            columns.add(count(component));
        }
        declareCosts(columns);
        declareCharges(columns);
        declareProvenance(columns);
        return columns;
    }

    private static void declareCosts(List<FactColumn> columns) {
        columns.add(money("cost_rated", OPTIONAL, "provider cost by the price book; null where the card says unknown"));
        columns.add(money("cost_vendor", OPTIONAL, "cost the provider reported; null where it did not"));
        columns.add(money("provider_cost", OPTIONAL, "the cost that books and margin use; null where unknown"));
        for (Category category : Category.values()) {
            columns.add(
                    money("cost_" + category.code(), REQUIRED, "rated cost of all " + category.code() + " components"));
        }
        for (ComponentGroup group : ComponentGroup.values()) {
            columns.add(money("cost_" + group.code(), REQUIRED, "rated cost of group " + group.code()));
        }
    }

    private static void declareCharges(List<FactColumn> columns) {
        columns.add(money("charge", REQUIRED, "what the customer pays"));
        for (Category category : Category.values()) {
            columns.add(
                    money("charge_" + category.code(), REQUIRED, "charge of all " + category.code() + " components"));
        }
        for (ComponentGroup group : ComponentGroup.values()) {
            columns.add(money("charge_" + group.code(), REQUIRED, "charge of group " + group.code()));
        }
        columns.add(money("draw_main", REQUIRED, "drawn on Main"));
        columns.add(money("draw_backup", REQUIRED, "drawn on Backup"));
        columns.add(money("draw_wallet_bonus", REQUIRED, "drawn on the Wallet's bonus-like lots"));
        columns.add(money("draw_wallet_paid", REQUIRED, "drawn on the Wallet's paid lots"));
        columns.add(money("shortfall", REQUIRED, "covered by no lot: the customer's debt"));
        columns.add(money("over_run", REQUIRED, "covered by no lot: the operator's loss"));
    }

    private static void declareProvenance(List<FactColumn> columns) {
        columns.add(text("first_lot", OPTIONAL, "first lot drawn on"));
        columns.add(text("last_lot", OPTIONAL, "last lot drawn on"));
        columns.add(new FactColumn(
                "book_version",
                FactType.INTEGER,
                OPTIONAL,
                Pruning.NONE,
                "",
                "price-book version; null without usage"));
        columns.add(new FactColumn(
                "card_effective_from",
                FactType.INSTANT,
                OPTIONAL,
                Pruning.NONE,
                "",
                "effective-from instant of the rate card used; null without usage"));
        columns.add(text("overlay", OPTIONAL, "overlay of the charge side; null for none"));
        columns.add(text("plan", OPTIONAL, "plan of the live cycle as code@version; null for none"));
        columns.add(new FactColumn("run", FactType.BIGINT, REQUIRED, Pruning.NONE, "", "run that settled it"));
        columns.add(flag("late", "whether ts lies before the watermark before the run"));
        columns.add(new FactColumn(
                "latency_ms", FactType.BIGINT, OPTIONAL, Pruning.NONE, "ms", "time to the end of the response"));
        columns.add(
                new FactColumn("ttft_ms", FactType.BIGINT, OPTIONAL, Pruning.NONE, "ms", "time to the first token"));
        columns.add(new FactColumn(
                "tags", FactType.TAGS, REQUIRED, Pruning.NONE, "", "tags the settings allow; empty for none"));
        columns.add(text("source_file", REQUIRED, "segment or foreign file it was read from"));
        columns.add(new FactColumn(
                "source_line", FactType.BIGINT, REQUIRED, Pruning.NONE, "", "line in that file, from 1"));
    }

    private static FactColumn text(String name, Presence presence, String source) {
        return new FactColumn(name, FactType.TEXT, presence, Pruning.NONE, "", source);
    }

    private static FactColumn pruned(String name, Presence presence, String source) {
        return new FactColumn(name, FactType.TEXT, presence, Pruning.BY_ROW_GROUP, "", source);
    }

    private static FactColumn flag(String name, String source) {
        return new FactColumn(name, FactType.BOOLEAN, REQUIRED, Pruning.NONE, "", source);
    }

    private static FactColumn money(String name, Presence presence, String source) {
        return new FactColumn(name, FactType.MONEY, presence, Pruning.NONE, "USD", source);
    }

    private static FactColumn count(Component component) {
        FactType type = component.scale() == 0 ? FactType.BIGINT : FactType.SECONDS;
        String unit =
                switch (component.unit()) {
                    case TOKEN -> "tokens";
                    case SECOND -> "s";
                    case PIECE -> "pieces";
                };
        return new FactColumn(
                "n_" + component.code(), type, REQUIRED, Pruning.NONE, unit, "count of " + component.code());
    }
}
