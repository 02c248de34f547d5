package io.reckoner.jobs.facts;

import static io.reckoner.jobs.facts.FactColumn.Presence.OPTIONAL;
import static io.reckoner.jobs.facts.FactColumn.Presence.REQUIRED;

import io.reckoner.jobs.facts.FactColumn.Pruning;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.kernel.usage.UsageSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table of fact columns: the one place where a column is declared. {@code docs/facts.md} is checked against it.
 *
 * <p>Components and groups bring their columns with them: {@code n_<component>}, {@code cost_<group>},
 * {@code charge_<group>}.
 */
public final class FactSchema {
    private static final List<FactTable.Row> TABLE = declare();

    /** All columns in file order. */
    public static final List<FactColumn> COLUMNS =
            TABLE.stream().map(FactTable.Row::column).toList();

    private static final List<Fill> FILLS =
            TABLE.stream().map(FactTable.Row::fill).toList();
    private static final Map<String, Integer> INDEXES = IntStream.range(0, COLUMNS.size())
            .boxed()
            .collect(Collectors.toUnmodifiableMap(i -> COLUMNS.get(i).name(), i -> i));

    private FactSchema() {}

    /** Where a column stands in {@link #COLUMNS}. */
    static int index(String name) {
        Integer index = INDEXES.get(name);
        if (index == null) {
            throw new IllegalArgumentException("there is no column " + name);
        }
        return index;
    }

    /** Where values come from, column by column. */
    static List<Fill> fills() {
        return FILLS;
    }

    private static List<FactTable.Row> declare() {
        FactTable table = new FactTable();
        declareEvent(table);
        declareCosts(table);
        declareCharges(table);
        declareProvenance(table);
        return table.rows();
    }

    private static void declareEvent(FactTable table) {
        table.id("event_id", REQUIRED, "the event's id", Fill.ids(BlockView::idStarts, events -> events.idEnd));
        table.instant(
                "ts",
                REQUIRED,
                Pruning.BY_ROW_GROUP,
                "end of the response, the event's own time",
                Fill.numbers(block -> block.events.ts));
        table.instant(
                "settled_at",
                REQUIRED,
                Pruning.BY_ROW_GROUP,
                "instant it settled at: the later of ts and the watermark before the run",
                Fill.numbers(block -> block.events.settledAt));
        table.text(
                "posting_month",
                REQUIRED,
                "month it is posted in, as 2026-03",
                Fill.text((context, day) -> context.postingMonth().apply(day).toString()));
        table.text("row_kind", REQUIRED, "usage", Fill.text((context, day) -> "usage"));
        table.text(
                "corrects",
                OPTIONAL,
                "event id of the corrected row; null for usage",
                Fill.text((context, day) -> null));
        declareWho(table);
        declareHow(table);
        for (Component component : Component.values()) {
            table.count(component, Fill.numbers(block -> block.counts(component)));
        }
    }

    private static void declareWho(FactTable table) {
        table.pruned(
                "account",
                REQUIRED,
                "account id",
                Fill.names(block -> block.events.account, context -> context.directory()::account));
        table.pruned(
                "key",
                REQUIRED,
                "key id",
                Fill.names(
                        block -> block.events.key,
                        context -> number -> context.directory().key(number).id()));
        table.text(
                "key_kind",
                REQUIRED,
                "payg or subscription",
                Fill.names(
                        block -> block.widened(block.events.keyKind),
                        context -> number -> KeyKind.values()[number].code()));
        table.pruned(
                "provider",
                OPTIONAL,
                "provider; null where a lost request never named one",
                Fill.symbols(events -> events.provider));
        table.pruned("model", REQUIRED, "vendor/name, as priced", Fill.symbols(events -> events.model));
        table.text(
                "requested_model",
                OPTIONAL,
                "model the customer asked for",
                Fill.symbols(events -> events.requestedModel));
        table.text(
                "model_type",
                OPTIONAL,
                "the price book's type of the model; null where it is not in the book",
                Fill.names(block -> block.charges.modelType, context -> context.modelTypes()::get));
    }

    private static void declareHow(FactTable table) {
        table.text(
                "endpoint",
                OPTIONAL,
                "endpoint called; null where a lost request never named one",
                Fill.symbols(events -> events.endpoint));
        table.text(
                "format",
                OPTIONAL,
                "dialect of the usage object",
                Fill.names(
                        block -> block.widened(block.events.format),
                        context -> number -> UsageFormat.values()[number].code()));
        table.text(
                "purpose",
                OPTIONAL,
                "tag purpose, else reasoning where n_reasoning > 0, else endpoint",
                Fill.purpose());
        table.number(
                "status",
                FactType.INTEGER,
                REQUIRED,
                "",
                "HTTP status",
                Fill.numbers(block -> block.widened(block.events.status)));
        table.text(
                "outcome",
                REQUIRED,
                "how the request ended",
                Fill.names(
                        block -> block.widened(block.events.outcome),
                        context -> number -> Outcome.values()[number].code()));
        table.number(
                "attempt",
                FactType.INTEGER,
                REQUIRED,
                "",
                "number of the attempt",
                Fill.numbers(block -> block.widened(block.events.attempt)));
        table.flag("stream", "whether the reply was streamed", Fill.flags(block -> block.events.stream));
        table.text("service_tier", OPTIONAL, "service tier from the reply", Fill.symbols(events -> events.serviceTier));
        table.text(
                "usage_source",
                REQUIRED,
                "provider, estimated or none",
                Fill.names(
                        block -> block.widened(block.events.usageSource),
                        context -> number -> UsageSource.values()[number].code()));
        table.id(
                "upstream_id",
                OPTIONAL,
                "the provider's id of the request",
                Fill.ids(block -> block.events.idEnd, events -> events.upstreamIdEnd));
    }

    private static void declareCosts(FactTable table) {
        table.money(
                "cost_rated",
                OPTIONAL,
                "provider cost by the price book; null where the card says unknown",
                Fill.numbers(block -> block.charges.ratedCost));
        table.money(
                "cost_vendor",
                OPTIONAL,
                "cost the provider reported; null where it did not",
                Fill.numbers(block -> block.events.vendorCost));
        table.money(
                "provider_cost",
                OPTIONAL,
                "the cost that books and margin use; null where unknown",
                Fill.numbers(block -> block.charges.providerCost));
        table.split("cost_", "rated cost of ", block -> block.charges.cost);
    }

    private static void declareCharges(FactTable table) {
        table.money("charge", REQUIRED, "what the customer pays", Fill.numbers(block -> block.charges.totalCharge));
        table.split("charge_", "charge of ", block -> block.charges.charge);
        table.money("draw_main", REQUIRED, "drawn on Main", Fill.numbers(block -> block.draws.main));
        table.money("draw_backup", REQUIRED, "drawn on Backup", Fill.numbers(block -> block.draws.backup));
        table.money(
                "draw_wallet_bonus",
                REQUIRED,
                "drawn on the Wallet's bonus-like lots",
                Fill.numbers(block -> block.draws.walletBonus));
        table.money("draw_wallet_paid", REQUIRED, "drawn on the Wallet's paid lots", Fill.numbers(block -> block.draws
                .walletPaid));
        table.money("shortfall", REQUIRED, "covered by no lot: the customer's debt", Fill.numbers(block -> block.draws
                .shortfall));
        table.money("over_run", REQUIRED, "covered by no lot: the operator's loss", Fill.numbers(block -> block.draws
                .overRun));
    }

    private static void declareProvenance(FactTable table) {
        table.text("first_lot", OPTIONAL, "first lot drawn on", Fill.texts(block -> block.draws.firstLot));
        table.text("last_lot", OPTIONAL, "last lot drawn on", Fill.texts(block -> block.draws.lastLot));
        table.number(
                "book_version",
                FactType.INTEGER,
                OPTIONAL,
                "",
                "price-book version; null without usage",
                Fill.numbers(BlockView::versions));
        table.instant(
                "card_effective_from",
                OPTIONAL,
                Pruning.NONE,
                "effective-from instant of the rate card used; null without usage",
                Fill.numbers(BlockView::cardsEffectiveFrom));
        table.text(
                "overlay",
                OPTIONAL,
                "overlay of the charge side; null for none",
                Fill.names(block -> block.charges.overlay, context -> context.overlays()::get));
        table.text(
                "plan",
                OPTIONAL,
                "plan of the live cycle as code@version; null for none",
                Fill.texts(block -> block.draws.plan));
        table.number("run", FactType.BIGINT, REQUIRED, "", "run that settled it", Fill.number(FactContext::run));
        table.flag(
                "late", "whether ts lies before the watermark before the run", Fill.flags(block -> block.draws.late));
        table.number(
                "latency_ms",
                FactType.BIGINT,
                OPTIONAL,
                "ms",
                "time to the end of the response",
                Fill.numbers(block -> block.events.latencyMillis));
        table.number(
                "ttft_ms",
                FactType.BIGINT,
                OPTIONAL,
                "ms",
                "time to the first token",
                Fill.numbers(block -> block.events.ttftMillis));
        table.tags("tags", "tags the settings allow; empty for none", Fill.tags());
        table.text(
                "source_file",
                REQUIRED,
                "segment or foreign file it was read from",
                Fill.names(block -> block.events.source, context -> context.sources()::get));
        table.number(
                "source_line",
                FactType.BIGINT,
                REQUIRED,
                "",
                "line in that file, from 1",
                Fill.numbers(block -> block.events.line));
    }
}
